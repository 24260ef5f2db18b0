import { Checkbox, FormControlLabel } from "@mui/material";
import { useDataTableCallbacksContext, useListContext, useRecordContext } from "react-admin";
import type { AccountRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";

/** Selects the accounts of the page that is shown, or none of them; those of other pages stay as they are. */
export function SelectPage() {
  const translate = useTranslate();
  const { data = [], selectedIds, onSelect } = useListContext<AccountRowFragment>();
  const ids = data.map(({ id }) => id);
  const isSelected = ids.length > 0 && ids.every((id) => selectedIds.includes(id));
  const others = selectedIds.filter((id) => !ids.includes(id));
  return (
    <Checkbox
      checked={isSelected}
      disabled={ids.length === 0}
      onChange={() => onSelect(isSelected ? others : [...others, ...ids])}
      slotProps={{ input: { "aria-label": translate("darkroom.accounts.select_page") } }}
    />
  );
}

/** The same on a phone, where no row of headings has it. */
export function SelectPageLine() {
  const translate = useTranslate();
  const { data = [] } = useListContext();
  if (data.length === 0) return null;
  return (
    <FormControlLabel control={<SelectPage />} label={translate("darkroom.accounts.select_page")} sx={{ ml: 1 }} />
  );
}

/** React-admin's own checkbox does not say which account it selects. In the table, shift selects all from the last one. */
export function SelectRow() {
  const translate = useTranslate();
  const account = useRecordContext<AccountRowFragment>();
  const { selectedIds, onToggleItem } = useListContext();
  const { handleToggleItem = onToggleItem } = useDataTableCallbacksContext();
  if (!account) return null;
  const { id, username } = account;
  return (
    <Checkbox
      checked={selectedIds.includes(id)}
      onClick={(event) => handleToggleItem(id, event)}
      slotProps={{ input: { "aria-label": translate("darkroom.accounts.select", { username }) } }}
    />
  );
}
