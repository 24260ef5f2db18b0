import { Autocomplete, TextField } from "@mui/material";
import { useState } from "react";
import { useGetList, useGetMany } from "react-admin";
import type { AccountRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { searchFor } from "../ui/AccountInput.js";

type Account = Pick<AccountRowFragment, "id" | "username">;

interface AccountsFieldProps {
  label: string;
  /** Those that are chosen. */
  ids: readonly string[];
  onAdd(account: Account): void;
  onRemove?(id: string): void;
}

const CHOICES_MAX = 20;

/** Accounts, found by typing part of a name; the server searches. */
export function AccountsField({ label, ids, onAdd, onRemove }: AccountsFieldProps) {
  const translate = useTranslate();
  const [typed, setTyped] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const { data: found = [], isFetching } = useGetList<AccountRowFragment>(
    "accounts",
    {
      pagination: { page: 1, perPage: CHOICES_MAX },
      sort: { field: "username", order: "ASC" },
      filter: searchFor(typed),
    },
    { enabled: isOpen },
  );
  const { data: named = [] } = useGetMany<AccountRowFragment>(
    "accounts",
    { ids: [...ids] },
    { enabled: ids.length > 0 },
  );
  const chosen = ids.map((id): Account => named.find((account) => account?.id === id) ?? { id, username: "…" });
  return (
    <Autocomplete<Account, true, true>
      multiple
      disableClearable
      size="small"
      options={found}
      value={chosen}
      inputValue={typed}
      loading={isFetching}
      noOptionsText={translate("darkroom.keys.no_match")}
      loadingText={translate("darkroom.search.state.BUSY")}
      filterOptions={(all) => all}
      getOptionLabel={({ username }) => `@${username}`}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      onOpen={() => setIsOpen(true)}
      onClose={() => setIsOpen(false)}
      onInputChange={(_, text, reason) => setTyped(reason === "input" ? text : "")}
      onChange={(_, next) => {
        const added = next.find(({ id }) => !ids.includes(id));
        const removed = ids.find((id) => next.every((account) => account.id !== id));
        if (added) onAdd(added);
        else if (removed !== undefined) onRemove?.(removed);
      }}
      renderInput={(params) => <TextField {...params} label={label} />}
    />
  );
}
