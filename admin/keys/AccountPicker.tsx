import { Autocomplete, TextField } from "@mui/material";
import { useDeferredValue, useState } from "react";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { AccountChoicesDocument } from "../gql/graphql.js";
import type { AccountChoice } from "./key-draft.js";

interface AccountPickerProps {
  chosen: readonly AccountChoice[];
  onChoose(accounts: AccountChoice[]): void;
}

/** Several accounts, found by typing part of a name; the server searches. */
export function AccountPicker({ chosen, onChoose }: AccountPickerProps) {
  const [text, setText] = useState("");
  const search = useDeferredValue(text.trim().replace(/^@/, ""));
  const { data, isFetching } = useGraphqlQuery({
    name: "accounts",
    document: AccountChoicesDocument,
    variables: { search: search || null },
  });
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      filterSelectedOptions
      limitTags={12}
      options={data?.accounts?.nodes ?? []}
      value={[...chosen]}
      onChange={(_, accounts) => onChoose(accounts)}
      inputValue={text}
      onInputChange={(_, typed) => setText(typed)}
      // The server has searched already, in names and references too.
      filterOptions={(options) => options}
      getOptionKey={({ id }) => id}
      getOptionLabel={({ username }) => `@${username}`}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      loading={isFetching && !data}
      noOptionsText="No matching accounts"
      slotProps={{ paper: { elevation: 8 } }}
      renderInput={(params) => <TextField {...params} label="Accounts" helperText="Type to search." />}
    />
  );
}
