import MoreIcon from "@mui/icons-material/ArrowDropDown";
import { Box, Button, ListItemIcon, Menu, MenuItem, type SvgIcon, Typography } from "@mui/material";
import { type ReactNode, useId, useRef, useState } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { useIsWide } from "./use-is-wide.js";

/** What can be done with all that is selected. */
export interface SelectionAction {
  label: string;
  Icon: typeof SvgIcon;
  isBusy?: boolean;
  /** It cannot be undone. */
  isDanger?: boolean;
  onAct(): void;
}

interface SelectionBarProps {
  /** Says what is selected, to screen readers. */
  label: string;
  count: number;
  /** The most frequent first: on phones the others are in a menu. */
  actions: readonly SelectionAction[];
  /** Beside the count. */
  children?: ReactNode;
  onClear(): void;
}

/**
 * Stands at the foot of the screen, so that no row moves under the pointer when it comes, and none must be scrolled past to
 * reach it; for the keyboard it stands before the rows. The list around it has the style `SELECTABLE`.
 */
export function SelectionBar({ label, count, actions, children, onClear }: SelectionBarProps) {
  const translate = useTranslate();
  const isWide = useIsWide("md");
  const shown = isWide ? actions : actions.slice(0, PHONE_ACTIONS);
  const rest = actions.slice(shown.length);
  return (
    <Box role="region" aria-label={label} sx={BAR}>
      <Typography sx={{ fontWeight: 600 }} aria-live="polite">
        {translate("darkroom.ui.selection.count", { smart_count: count })}
      </Typography>
      {children}
      {!isWide && <ClearButton onClear={onClear} />}
      {shown.map((action) => (
        <ActionButton key={action.label} {...action} hasIcon={isWide} />
      ))}
      {rest.length > 0 && <MoreMenu actions={rest} />}
      {isWide && <ClearButton onClear={onClear} />}
    </Box>
  );
}

/** How many a phone has room for, beside the menu. */
const PHONE_ACTIONS = 2;

const BAR = {
  alignItems: "center",
  bgcolor: "background.paper",
  border: 2,
  borderColor: "primary.main",
  borderRadius: 1.5,
  bottom: 8,
  boxShadow: 8,
  display: "flex",
  flexWrap: "wrap",
  gap: 1,
  m: 1,
  order: 1,
  position: "sticky",
  px: { xs: 1, md: 1.5 },
  py: 1,
  zIndex: 2,
} as const;

/** The style of a list that has a bar. */
export const SELECTABLE = {
  "& .RaList-content": {
    display: "flex",
    flexDirection: "column",
    // What is hidden scrolls by itself, and nothing in it could stay in sight.
    overflow: "clip",
    // What the keyboard comes to is not left behind the bar at the foot.
    "& a, & input": { scrollMarginBottom: { xs: 130, md: 120 } },
  },
};

function ClearButton({ onClear }: Pick<SelectionBarProps, "onClear">) {
  const translate = useTranslate();
  return (
    <Button size="small" color="inherit" onClick={onClear}>
      {translate("darkroom.ui.selection.clear")}
    </Button>
  );
}

/** Without its icon on phones, where all must fit in a line. */
function ActionButton({
  label,
  Icon,
  isBusy = false,
  isDanger,
  hasIcon,
  onAct,
}: SelectionAction & { hasIcon: boolean }) {
  return (
    <Button
      size="small"
      variant="outlined"
      color={isDanger ? "error" : "primary"}
      {...(hasIcon && { startIcon: <Icon /> })}
      disabled={isBusy}
      onClick={onAct}
    >
      {label}
    </Button>
  );
}

function MoreMenu({ actions }: Pick<SelectionBarProps, "actions">) {
  const translate = useTranslate();
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  // What is chosen begins once the focus is back at the button: a dialog then returns it there.
  const chosen = useRef<SelectionAction | null>(null);
  function choose(action: SelectionAction) {
    chosen.current = action;
    setAnchor(null);
  }
  function onExited() {
    chosen.current?.onAct();
    chosen.current = null;
  }
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        endIcon={<MoreIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? id : undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {translate("darkroom.ui.selection.more")}
      </Button>
      <Menu
        id={id}
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { "aria-label": translate("darkroom.ui.selection.more") }, transition: { onExited } }}
      >
        {actions.map((action) => (
          <MenuItem
            key={action.label}
            disabled={action.isBusy ?? false}
            onClick={() => choose(action)}
            sx={colorOf(action)}
          >
            <ListItemIcon sx={colorOf(action)}>
              <action.Icon fontSize="small" />
            </ListItemIcon>
            {action.label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

function colorOf({ isDanger }: SelectionAction) {
  return isDanger ? { color: "error.main" } : {};
}
