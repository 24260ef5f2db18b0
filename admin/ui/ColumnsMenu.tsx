import ShownIcon from "@mui/icons-material/CheckBox";
import HiddenIcon from "@mui/icons-material/CheckBoxOutlineBlank";
import ColumnsIcon from "@mui/icons-material/ViewColumnOutlined";
import { Button, ListItemIcon, Menu, MenuItem } from "@mui/material";
import { useState } from "react";
import { useResourceContext, useStore, useTranslate, useTranslateLabel } from "react-admin";

interface ColumnsMenuProps {
  /** Their sources, in the order of the table. */
  columns: readonly string[];
  hiddenAtFirst?: string[] | undefined;
}

/**
 * Hides and shows the columns of a DataTable, as react-admin's ColumnsButton does and in the same place of its store. That
 * one nests switches in options, which screen readers cannot reach.
 */
export function ColumnsMenu({ columns, hiddenAtFirst = [] }: ColumnsMenuProps) {
  const translate = useTranslate();
  const translateLabel = useTranslateLabel();
  const resource = useResourceContext() ?? "";
  const [hidden, setHidden] = useStore<string[]>(`${resource}.datatable`, hiddenAtFirst);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const toggle = (source: string) =>
    setHidden(hidden.includes(source) ? hidden.filter((one) => one !== source) : [...hidden, source]);
  return (
    <>
      <Button
        size="small"
        startIcon={<ColumnsIcon />}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {translate("ra.action.select_columns")}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {columns.map((source) => (
          <MenuItem
            key={source}
            role="menuitemcheckbox"
            aria-checked={!hidden.includes(source)}
            onClick={() => toggle(source)}
          >
            <ListItemIcon>{hidden.includes(source) ? <HiddenIcon /> : <ShownIcon color="primary" />}</ListItemIcon>
            {translateLabel({ source, resource })}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
