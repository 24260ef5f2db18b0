import { Alert, Button } from "@mui/material";
import { useCloseNotification } from "react-admin";
import { useTranslate } from "../i18n/use-translate.js";

interface UndoNoticeProps {
  text: string;
  onUndo(): void;
}

/** Says what was done, and takes it back: for react-admin's `notify`. */
export function UndoNotice({ text, onUndo, ...given }: UndoNoticeProps) {
  const translate = useTranslate();
  const close = useCloseNotification();
  function undo() {
    close();
    onUndo();
  }
  const action = (
    <Button color="inherit" size="small" onClick={undo}>
      {translate("darkroom.ui.undo")}
    </Button>
  );
  return (
    <Alert severity="success" variant="filled" action={action} {...given}>
      {text}
    </Alert>
  );
}
