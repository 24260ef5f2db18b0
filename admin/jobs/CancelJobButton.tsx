import { Button } from "@mui/material";
import { CancelJobDocument } from "../gql/graphql.js";
import { useAct } from "../lib/use-act.js";

/** Calls a job off; what is in hand is finished. */
export function CancelJobButton({ jobId }: { jobId: string }) {
  const [cancel, isCancelling] = useAct(CancelJobDocument, { done: "Cancelled. Accounts in progress are finished." });
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
