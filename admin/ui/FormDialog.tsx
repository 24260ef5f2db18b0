import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from "@mui/material";
import { type FormEvent, type ReactNode, useId } from "react";
import { useTranslate } from "../i18n/use-translate.js";

interface FormDialogProps {
  title: string;
  /** The fields. */
  children: ReactNode;
  /** Names the act, such as "Add operator". */
  actLabel: string;
  isBusy: boolean;
  /** What is wrong with what was written, or what the server refused. */
  fault: string | null;
  isWide?: boolean;
  onAct(): void;
  onClose(): void;
}

/** A form over the page. A click beside it does not close it: what was written would be lost. */
export function FormDialog(props: FormDialogProps) {
  const translate = useTranslate();
  const { title, children, actLabel, isBusy, fault, isWide = false, onAct, onClose } = props;
  const id = useId();
  return (
    <Dialog
      open
      onClose={(_, reason) => reason === "escapeKeyDown" && onClose()}
      fullWidth
      maxWidth={isWide ? "sm" : "xs"}
      aria-labelledby={id}
    >
      <Box
        component="form"
        noValidate
        sx={FORM}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onAct();
        }}
      >
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)" }}>
          {children}
        </DialogContent>
        <Box role="alert" sx={{ px: 3 }}>
          {fault && <Alert severity="error">{fault}</Alert>}
        </Box>
        <DialogActions>
          <Button onClick={onClose} color="inherit">
            {translate("darkroom.ui.cancel")}
          </Button>
          <Button type="submit" variant="contained" loading={isBusy}>
            {actLabel}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}

// Lets the fields scroll between the title and the buttons, as a dialog without a form does.
const FORM = { display: "flex", flexDirection: "column", minHeight: 0 };
