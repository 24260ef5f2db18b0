import { Button } from "@mui/material";
import { useAct } from "../lib/use-act.js";
import { CANCEL_JOB } from "../operations.js";

/** Calls a job off; what is in hand is finished. */
export function CancelJobButton({ jobId }: { jobId: string }) {
  const [cancel, isCancelling] = useAct(CANCEL_JOB, { done: "Cancelled. What was in hand is finished." });
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
