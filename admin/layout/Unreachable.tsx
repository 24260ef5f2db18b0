import { Alert } from "@mui/material";
import { isUnreachable } from "../lib/api-error.js";
import { useAsk } from "../lib/use-ask.js";
import { PULSE } from "../operations.js";

/** Says that what is on screen is old, for as long as the server does not answer. */
export function Unreachable() {
  const { data, error } = useAsk(PULSE, {});
  // A page that has nothing to show yet says so itself.
  if (!data || !isUnreachable(error)) return null;
  return (
    <Alert severity="error" sx={{ mt: 2 }}>
      The server does not answer. What stands here is as it was before; this page asks again by itself.
    </Alert>
  );
}
