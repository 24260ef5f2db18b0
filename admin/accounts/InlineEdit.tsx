import EditIcon from "@mui/icons-material/EditOutlined";
import { Box, Button, IconButton, Typography } from "@mui/material";
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from "react";
import { useTranslate } from "../i18n/use-translate.js";

interface InlineEditProps {
  /** Names what is edited, such as "Reference". */
  label: string;
  editLabel: string;
  saveLabel: string;
  /** What stands there now. */
  shown: ReactNode;
  /** The field; drawn anew each time that editing begins. */
  children: ReactNode;
  isBusy: boolean;
  /** Called when editing begins, so that the field starts with what is there. */
  onEdit(): void;
  /** Calls back when it is kept. */
  onSave(close: () => void): void;
}

/** A value that becomes a field where it stands; Escape leaves it as it was, and the focus comes back to the button. */
export function InlineEdit(props: InlineEditProps) {
  const translate = useTranslate();
  const { label, editLabel, saveLabel, shown, children, isBusy, onEdit, onSave } = props;
  const [state, setState] = useState<"UNTOUCHED" | "OPEN" | "LEFT">("UNTOUCHED");
  const close = () => setState("LEFT");
  if (state !== "OPEN") {
    return (
      <Box sx={{ alignItems: "start", display: "flex", gap: 1, justifyContent: "space-between" }}>
        <Box sx={{ minWidth: 0 }}>
          <Typography variant="caption" color="text.secondary" component="h3">
            {label}
          </Typography>
          <Typography variant="body2" component="div" sx={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}>
            {shown}
          </Typography>
        </Box>
        <IconButton
          size="small"
          aria-label={editLabel}
          autoFocus={state === "LEFT"}
          onClick={() => {
            onEdit();
            setState("OPEN");
          }}
        >
          <EditIcon fontSize="small" />
        </IconButton>
      </Box>
    );
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    onSave(close);
  }
  function leave(event: KeyboardEvent) {
    // A list of suggestions that is open takes the key first.
    if (event.key === "Escape" && !event.defaultPrevented) close();
  }
  return (
    <Box component="form" onSubmit={submit} onKeyDown={leave} sx={{ display: "grid", gap: 1, pt: 0.5 }}>
      {children}
      <Box sx={{ display: "flex", gap: 1 }}>
        <Button type="submit" size="small" variant="contained" loading={isBusy}>
          {saveLabel}
        </Button>
        <Button size="small" color="inherit" onClick={close}>
          {translate("darkroom.ui.cancel")}
        </Button>
      </Box>
    </Box>
  );
}
