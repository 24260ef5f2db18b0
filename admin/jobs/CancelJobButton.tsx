import { Button } from "@mui/material";
import { useAction } from "../data-provider/use-action.js";

/** Calls a job off; what is in hand is finished. */
export function CancelJobButton({ jobId }: { jobId: string }) {
  const [cancel, isCancelling] = useAction("cancelJob", {
    successMessage: "Cancelled. Accounts in progress are finished.",
  });
  return (
    <Button
      size="small"
      color="inherit"
      variant="outlined"
      loading={isCancelling}
      onClick={() => cancel({ id: jobId })}
    >
      Cancel job
    </Button>
  );
}
