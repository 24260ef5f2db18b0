import CloseIcon from "@mui/icons-material/Close";
import { IconButton } from "@mui/material";
import { JobProgress } from "../jobs/JobProgress.js";
import { Panel } from "../ui/Panel.js";

/** The work on many accounts that was begun on this page; it goes on also when this is closed. */
export function BulkJob({ jobId, onClose }: { jobId: string; onClose(): void }) {
  const close = (
    <IconButton onClick={onClose} aria-label="Close this; the work goes on" size="small">
      <CloseIcon fontSize="small" />
    </IconButton>
  );
  return (
    <Panel title="Work on these accounts" actions={close}>
      <JobProgress jobId={jobId} />
    </Panel>
  );
}
