import ShownIcon from "@mui/icons-material/CheckBox";
import HiddenIcon from "@mui/icons-material/CheckBoxOutlineBlank";
import ColumnsIcon from "@mui/icons-material/ViewColumnOutlined";
import { Button, ListItemIcon, Menu, MenuItem } from "@mui/material";
import { useState } from "react";
import { useStore } from "react-admin";

/** The columns that can be hidden, by their source. */
const COLUMNS = {
  status: "Status",
  expires: "Token expires",
  refreshed: "Last refresh",
  synced: "Last sync",
  postCount: "Posts",
};

/**
 * Hides and shows the columns of the table, as react-admin's ColumnsButton does and in the same place of its store. That
 * one nests switches in options, which screen readers cannot reach.
 */
export function ColumnsMenu() {
  const [hidden, setHidden] = useStore<string[]>("accounts.datatable", []);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const toggle = (source: string) =>
    setHidden(hidden.includes(source) ? hidden.filter((one) => one !== source) : [...hidden, source]);
  return (
    <>
      <Button startIcon={<ColumnsIcon />} aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)}>
        Columns
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {Object.entries(COLUMNS).map(([source, label]) => (
          <MenuItem
            key={source}
            role="menuitemcheckbox"
            aria-checked={!hidden.includes(source)}
            onClick={() => toggle(source)}
          >
            <ListItemIcon>{hidden.includes(source) ? <HiddenIcon /> : <ShownIcon color="primary" />}</ListItemIcon>
            {label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
