import { Autocomplete, TextField } from "@mui/material";
import { useDeferredValue, useState } from "react";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { AccountChoicesDocument, ChosenAccountDocument } from "../gql/graphql.js";

/** One account of all, found as its name is typed. */
export function AccountPicker({ accountId, onChange }: AccountPickerProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [search, setSearch] = useState("");
  const asked = useDeferredValue(search);
  const choices = useGraphqlQuery({
    name: "accounts",
    document: AccountChoicesDocument,
    variables: { search: asked || null },
    enabled: isOpen,
  });
  const chosen = useGraphqlQuery({
    name: "accounts",
    document: ChosenAccountDocument,
    variables: { id: accountId ?? "" },
    enabled: accountId !== undefined,
  });
  const value = accountId === undefined ? null : (chosen.data?.account ?? { id: accountId, username: accountId });
  return (
    <Autocomplete
      size="small"
      open={isOpen}
      onOpen={() => setIsOpen(true)}
      onClose={() => setIsOpen(false)}
      options={choices.data?.accounts?.nodes ?? []}
      loading={choices.isPending}
      value={value}
      // The server has looked already, also at names and references.
      filterOptions={(options) => options}
      getOptionLabel={({ username }) => `@${username}`}
      isOptionEqualToValue={(option, other) => option.id === other.id}
      onInputChange={(_, typed, reason) => setSearch(reason === "input" ? typed.replace(/^@/, "") : "")}
      onChange={(_, account) => onChange(account?.id)}
      slotProps={{ paper: { elevation: 8 } }}
      renderInput={(props) => <TextField {...props} label="Account" />}
    />
  );
}

interface AccountPickerProps {
  accountId: string | undefined;
  onChange(accountId: string | undefined): void;
}
