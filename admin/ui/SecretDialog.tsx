import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from "@mui/material";
import { type ReactNode, useId } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { CopyButton } from "./CopyButton.js";

interface SecretDialogProps {
  title: string;
  /** What stands above the secret. */
  intro?: ReactNode;
  /** What the secret is. */
  label: string;
  text: string;
  copyLabel: string;
  /** Why it must be kept now. */
  warning: string;
  /** What stands below it. */
  children?: ReactNode;
  /** Of a secret that can be made again: Escape and a click beside it close it too. */
  isLoose?: boolean;
  onClose(): void;
}

/** A secret that the server has just made and will not show again. */
export function SecretDialog({ title, label, text, copyLabel, warning, onClose, ...rest }: SecretDialogProps) {
  const translate = useTranslate();
  const id = useId();
  const { intro, children, isLoose = false } = rest;
  return (
    <Dialog open {...(isLoose && { onClose })} fullWidth maxWidth="sm" aria-labelledby={id}>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)" }}>
        {intro}
        <Alert severity="warning">{warning}</Alert>
        <Box sx={{ alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1 }}>
          <TextField
            label={label}
            value={text}
            multiline
            maxRows={4}
            onFocus={(event) => event.target.select()}
            slotProps={{ input: { readOnly: true, sx: { fontFamily: "monospace", overflowWrap: "anywhere" } } }}
            sx={{ flex: "1 1 16rem" }}
          />
          <CopyButton text={text} label={copyLabel} />
        </Box>
        {children}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} variant="contained">
          {translate("darkroom.ui.done")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
