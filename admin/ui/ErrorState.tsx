import { Alert, Button } from "@mui/material";
import { wordsOf } from "../lib/api-error.js";

/** In the place of what could not be read. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry(): void }) {
  return (
    <Alert
      severity="error"
      action={
        <Button color="inherit" size="small" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {wordsOf(error)}
    </Alert>
  );
}
