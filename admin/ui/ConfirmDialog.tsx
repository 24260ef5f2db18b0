import { Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField, Typography } from "@mui/material";
import { type ReactNode, useState } from "react";
import { useTranslate } from "../i18n/use-translate.js";

interface ConfirmDialogProps {
  title: string;
  /** What will happen, in one or two sentences. */
  children: ReactNode;
  /** Names the act, such as "Disconnect". */
  actLabel: string;
  /** Must be typed before the act is allowed: for what cannot be undone. */
  typedName?: string;
  isBusy?: boolean;
  onAct(): void;
  onClose(): void;
}

/** Asks before an act that cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const translate = useTranslate();
  const { title, children, actLabel, typedName, isBusy = false, onAct, onClose } = props;
  const [typed, setTyped] = useState("");
  const isAllowed = typedName === undefined || typed.trim() === typedName;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="confirm-title">
      <DialogTitle id="confirm-title">{title}</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 2 }}>
        <Typography component="div">{children}</Typography>
        {typedName !== undefined && (
          <TextField
            label={translate("darkroom.ui.type_to_confirm", { name: typedName })}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            sx={{ mt: 1 }}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} color="inherit">
          {translate("darkroom.ui.cancel")}
        </Button>
        <Button onClick={onAct} color="error" variant="contained" disabled={!isAllowed} loading={isBusy}>
          {actLabel}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
