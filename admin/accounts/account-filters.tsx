import {
  AutocompleteArrayInput,
  type AutocompleteArrayInputProps,
  DateInput,
  NullableBooleanInput,
  TextArrayInput,
  type TextArrayInputProps,
  TextInput,
  useListContext,
} from "react-admin";
import type { AccountRowFragment } from "../gql/graphql.js";
import { texts } from "../i18n/en/ui.js";

/** The inputs of the list's filter; each source is a field of the API's AccountFilter. */
export const ACCOUNT_FILTERS = [
  <TextInput key="search" source="search" type="search" alwaysOn />,
  <ManyInput key="status" source="status" of="status" />,
  <ManyInput key="health" source="health" of="health" />,
  <ManyInput key="cause" source="cause" of="cause" />,
  <TagsInput key="tags" source="tags" />,
  <TextInput key="reference" source="reference" label="darkroom.accounts.exact_reference" />,
  <DateInput key="expiresBefore" source="expiresBefore" format={dayOf} parse={instantOf} />,
  <NullableBooleanInput key="stale" source="stale" nullLabel="darkroom.accounts.any" />,
  <NullableBooleanInput key="needsAttention" source="needsAttention" nullLabel="darkroom.accounts.any" />,
];

/** Several of the values of an enum of the API. */
function ManyInput({ of, ...props }: AutocompleteArrayInputProps & { of: "status" | "health" | "cause" }) {
  const choices = Object.keys(texts[of]).map((id) => ({ id, name: `darkroom.ui.${of}.${id}` }));
  return <AutocompleteArrayInput {...props} format={listOf} choices={choices} />;
}

/** Suggests the tags of the accounts that are shown. */
function TagsInput(props: TextArrayInputProps) {
  const { data = [] } = useListContext<AccountRowFragment>();
  const tags = [...new Set(data.flatMap((account) => account.tags))].sort();
  return <TextArrayInput {...props} format={listOf} options={tags} />;
}

/** GraphQL takes one value for a list of one; so does an address that was written by hand. */
function listOf<T>(value: T | T[]): T[] {
  if (Array.isArray(value)) return value;
  return value ? [value] : [];
}

function dayOf(instant: string | undefined): string {
  return instant?.slice(0, 10) ?? "";
}

/** While a year is typed it passes through the years 2, 20 and 202. */
const NOT_BEFORE = "2000";

function instantOf(day: string): string {
  return day >= NOT_BEFORE ? `${day}T00:00:00Z` : "";
}
