import { AutocompleteInput, ReferenceInput } from "react-admin";

const BY_USERNAME = { field: "username", order: "ASC" } as const;

interface AccountInputProps {
  source: string;
  /** Of a filter that is always shown; the list reads it. */
  alwaysOn?: boolean;
}

/** An account, found by typing part of its name; the server searches. */
export function AccountInput({ source }: AccountInputProps) {
  return (
    <ReferenceInput source={source} reference="accounts" sort={BY_USERNAME}>
      <AutocompleteInput
        optionText={({ username }: { username: string }) => `@${username}`}
        filterToQuery={searchFor}
        helperText={false}
        size="small"
      />
    </ReferenceInput>
  );
}

/** The filter that finds accounts by what is typed, with or without the @. */
export function searchFor(typed: string): { search?: string } {
  const search = typed.trim().replace(/^@/, "");
  return search ? { search } : {};
}
