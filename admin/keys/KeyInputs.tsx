import { Box, Typography } from "@mui/material";
import {
  AutocompleteArrayInput,
  CheckboxGroupInput,
  DateTimeInput,
  RadioButtonGroupInput,
  ReferenceArrayInput,
  required,
  TextInput,
  useRecordContext,
} from "react-admin";
import { useWatch } from "react-hook-form";
import type { ApiKeyScope, FeedLineFragment, KeyRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { searchFor } from "../ui/AccountInput.js";
import { validateOrigins } from "./validate-origins.js";

interface KeyInputsProps {
  /** False where they are chosen already. */
  hasAccounts?: boolean;
}

/** What can be said of a key when it is created and afterwards. */
export function KeyInputs({ hasAccounts = true }: KeyInputsProps) {
  const { kind, allAccounts } = useWatch();
  return (
    <>
      <TextInput source="name" autoFocus={hasAccounts} validate={REQUIRED} helperText="darkroom.keys.name_help" />
      {hasAccounts && (
        <RadioButtonGroupInput
          source="allAccounts"
          row={false}
          choices={WHICH_ACCOUNTS}
          format={(all: boolean) => (all ? "all" : "some")}
          parse={(which: string) => which === "all"}
        />
      )}
      {hasAccounts && !allAccounts && (
        <>
          <AccountsInput />
          <FeedsInput />
        </>
      )}
      {kind === "PUBLISHABLE" && (
        <TextInput
          source="origins"
          multiline
          minRows={2}
          isRequired
          format={(origins?: string[]) => origins?.join("\n") ?? ""}
          parse={(text: string) => text.split("\n")}
          validate={validateOrigins}
          placeholder="https://example.com"
          helperText="darkroom.keys.origins_help"
        />
      )}
      <DateTimeInput source="expiresAt" size="medium" parse={instantOf} helperText="darkroom.keys.expires_help" />
    </>
  );
}

const REQUIRED = required();

const WHICH_ACCOUNTS = [
  { id: "some", name: "darkroom.keys.some_accounts" },
  { id: "all", name: "darkroom.keys.all_accounts_too" },
];

/** The browser's field has no time zone: it is where the person is. */
function instantOf(local: string): string | null {
  return local ? new Date(local).toISOString() : null;
}

const CHOICES_MAX = 20;

/** Several accounts, found by typing part of a name; the server searches. A key with feeds needs none. */
function AccountsInput() {
  const { feedIds } = useWatch();
  return (
    <ReferenceArrayInput
      source="accountIds"
      reference="accounts"
      sort={{ field: "username", order: "ASC" }}
      perPage={CHOICES_MAX}
    >
      <AutocompleteArrayInput
        isRequired={!feedIds?.length}
        disableCloseOnSelect
        limitTags={12}
        optionText={({ username }: KeyRowFragment["accounts"][number]) => `@${username}`}
        filterToQuery={searchFor}
        noOptionsText="darkroom.keys.no_match"
        helperText="darkroom.keys.accounts_help"
        slotProps={{ paper: { elevation: 8 } }}
      />
    </ReferenceArrayInput>
  );
}

/** Several feeds, found by typing part of a title or slug; the server searches. */
function FeedsInput() {
  return (
    <ReferenceArrayInput
      source="feedIds"
      reference="feeds"
      sort={{ field: "createdAt", order: "DESC" }}
      perPage={CHOICES_MAX}
    >
      <AutocompleteArrayInput
        disableCloseOnSelect
        limitTags={12}
        optionText={({ title, slug }: FeedLineFragment) => `${title} (${slug})`}
        filterToQuery={(typed: string) => (typed.trim() ? { search: typed.trim() } : {})}
        noOptionsText="darkroom.keys.no_feed"
        helperText="darkroom.keys.feeds_help"
        slotProps={{ paper: { elevation: 8 } }}
      />
    </ReferenceArrayInput>
  );
}

const KINDS = [
  { id: "PUBLISHABLE", title: "darkroom.keys.in_browser", text: "darkroom.keys.in_browser_help" },
  { id: "SECRET", title: "darkroom.keys.on_server", text: "darkroom.keys.on_server_help" },
] as const;

const SCOPES: readonly ApiKeyScope[] = ["READ", "REFRESH", "CONNECT"];

/** Where a key may live and what it may do: for life, so it is asked once. */
export function KindInputs() {
  const translate = useTranslate();
  const { kind } = useWatch();
  const scopes = SCOPES.map((id) => ({ id, name: `${id}: ${translate(`darkroom.keys.scope.${id}`)}` }));
  return (
    <>
      <RadioButtonGroupInput source="kind" row={false} choices={[...KINDS]} optionText={<Kind />} />
      {kind === "SECRET" && (
        <CheckboxGroupInput
          source="scopes"
          row={false}
          choices={scopes}
          translateChoice={false}
          validate={required("darkroom.keys.no_scope")}
        />
      )}
    </>
  );
}

function Kind() {
  const translate = useTranslate();
  const kind = useRecordContext<(typeof KINDS)[number]>();
  if (!kind) return null;
  return (
    <Box sx={{ py: 0.75 }}>
      {translate(kind.title)}
      <Typography variant="body2" color="text.secondary">
        {translate(kind.text)}
      </Typography>
    </Box>
  );
}
