import { Alert, Button } from "@mui/material";
import { errorText } from "../i18n/error-text.js";
import { useTranslate } from "../i18n/use-translate.js";

/** In the place of what could not be read. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const translate = useTranslate();
  return (
    <Alert
      severity="error"
      action={
        <Button color="inherit" size="small" onClick={onRetry}>
          {translate("darkroom.ui.try_again")}
        </Button>
      }
    >
      {errorText(error, translate)}
    </Alert>
  );
}
