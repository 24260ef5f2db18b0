import {
  Button,
  type ButtonProps,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  TextField,
  Typography,
} from "@mui/material";
import { type ReactNode, useState } from "react";
import { useTranslate } from "../i18n/use-translate.js";

interface ConfirmButtonProps {
  /** How it looks, and what it says where that is not the act's name. */
  button?: ButtonProps;
  title: string;
  /** What will happen, in one or two sentences. */
  children: ReactNode;
  /** Names the act, such as "Disconnect". */
  actLabel: string;
  /** Must be typed before the act is allowed: for what cannot be undone. */
  typedName?: string;
  isBusy?: boolean;
  /** `close` is for when it is done. */
  onAct(close: () => void): void;
}

/** A button that asks before an act that cannot be undone. */
export function ConfirmButton({ button, onAct, ...dialog }: ConfirmButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button color="error" onClick={() => setIsOpen(true)} {...button}>
        {button?.children ?? dialog.actLabel}
      </Button>
      {isOpen && <ConfirmDialog {...dialog} onAct={() => onAct(close)} onClose={close} />}
    </>
  );
}

type ConfirmDialogProps = Omit<ConfirmButtonProps, "button" | "onAct"> & { onAct(): void; onClose(): void };

/** The same, opened by something else. */
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
