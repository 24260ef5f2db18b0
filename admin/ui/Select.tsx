import { Checkbox, FormControlLabel } from "@mui/material";
import { type RaRecord, useDataTableCallbacksContext, useListContext, useRecordContext } from "react-admin";
import { useTranslate } from "../i18n/use-translate.js";

interface SelectPageProps {
  /** Left out, each record can be selected. */
  canSelect?(record: RaRecord): boolean;
}

/** Selects the records of the page that is shown, or none of them; those of other pages stay as they are. */
export function SelectPage({ canSelect = () => true }: SelectPageProps) {
  const translate = useTranslate();
  const { data = [], selectedIds, onSelect } = useListContext<RaRecord>();
  const ids = data.filter(canSelect).map(({ id }) => id);
  const isSelected = ids.length > 0 && ids.every((id) => selectedIds.includes(id));
  const others = selectedIds.filter((id) => !ids.includes(id));
  return (
    <Checkbox
      checked={isSelected}
      disabled={ids.length === 0}
      onChange={() => onSelect(isSelected ? others : [...others, ...ids])}
      slotProps={{ input: { "aria-label": translate("darkroom.ui.selection.page") } }}
    />
  );
}

/** The same on a phone, where no row of headings has it. */
export function SelectPageLine(props: SelectPageProps) {
  const translate = useTranslate();
  const { data = [] } = useListContext();
  if (data.length === 0) return null;
  return (
    <FormControlLabel
      control={<SelectPage {...props} />}
      label={translate("darkroom.ui.selection.page")}
      sx={{ ml: 1 }}
    />
  );
}

/** React-admin's own checkbox does not say what it selects. In the table, shift selects all from the last one. */
export function SelectRow({ label, isDisabled = false }: { label: string; isDisabled?: boolean }) {
  const record = useRecordContext();
  const { selectedIds, onToggleItem } = useListContext();
  const { handleToggleItem = onToggleItem } = useDataTableCallbacksContext();
  if (!record) return null;
  return (
    <Checkbox
      checked={selectedIds.includes(record.id)}
      disabled={isDisabled}
      onClick={(event) => handleToggleItem(record.id, event)}
      slotProps={{ input: { "aria-label": label } }}
    />
  );
}
