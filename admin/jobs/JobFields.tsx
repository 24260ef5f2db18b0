import CancelledIcon from "@mui/icons-material/Block";
import DoneIcon from "@mui/icons-material/CheckCircleOutline";
import FailedIcon from "@mui/icons-material/ErrorOutline";
import RunningIcon from "@mui/icons-material/PlayCircleOutline";
import WaitingIcon from "@mui/icons-material/Schedule";
import { Box, Button, Chip, Typography } from "@mui/material";
import { useRecordContext } from "react-admin";
import { useAction } from "../data-provider/use-action.js";
import type { JobLineFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { hasFailed, isUnderWay, jobStateText, jobTitle, progressText } from "./job-labels.js";

/** A job that finished with failures looks like neither a good nor a running one. */
export function JobStateChip() {
  const translate = useTranslate();
  const job = useRecordContext<JobLineFragment>();
  if (!job) return null;
  const { color, Icon } = LOOKS[hasFailed(job) ? "FAILED" : job.state];
  return <Chip size="small" variant="outlined" color={color} icon={<Icon />} label={jobStateText(job, translate)} />;
}

const LOOKS = {
  WAITING: { color: "default", Icon: WaitingIcon },
  RUNNING: { color: "warning", Icon: RunningIcon },
  DONE: { color: "success", Icon: DoneIcon },
  FAILED: { color: "error", Icon: FailedIcon },
  CANCELLED: { color: "default", Icon: CancelledIcon },
} as const;

/** Cancels a job that is under way. Accounts in progress are finished. */
export function CancelJobButton() {
  const translate = useTranslate();
  const job = useRecordContext<JobLineFragment>();
  const [cancel, isCancelling] = useAction("cancelJob", { successMessage: translate("darkroom.jobs.cancelled") });
  if (!job || !isUnderWay(job)) return null;
  return (
    <Button
      size="small"
      color="inherit"
      variant="outlined"
      loading={isCancelling}
      onClick={() => cancel({ id: job.id })}
      sx={{ whiteSpace: "nowrap" }}
    >
      {translate("darkroom.jobs.cancel")}
    </Button>
  );
}

/** How far a job is, as a bar and in words. What failed is striped, not only red. */
export function JobBar() {
  const translate = useTranslate();
  const job = useRecordContext<JobLineFragment>();
  if (!job) return null;
  const { doneCount, failedCount, skippedCount, totalCount } = job;
  const width = (part: number) => `${totalCount === 0 ? 0 : (100 * part) / totalCount}%`;
  return (
    <>
      <Box
        role="progressbar"
        aria-label={jobTitle(job, translate)}
        aria-valuemin={0}
        aria-valuemax={totalCount}
        aria-valuenow={doneCount + skippedCount + failedCount}
        sx={TRACK}
      >
        <Box sx={{ bgcolor: "success.main" }} style={{ width: width(doneCount) }} />
        <Box sx={{ bgcolor: "text.disabled" }} style={{ width: width(skippedCount) }} />
        <Box sx={STRIPED} style={{ width: width(failedCount) }} />
      </Box>
      <Typography variant="body2" sx={{ mt: 0.5 }}>
        {progressText(job, translate)}
      </Typography>
    </>
  );
}

const TRACK = {
  bgcolor: "divider",
  borderRadius: 1,
  display: "flex",
  height: 8,
  overflow: "hidden",
  "& > *": { transition: "width 0.4s" },
};
const STRIPED = {
  backgroundImage: "repeating-linear-gradient(45deg, transparent 0 3px, rgb(255 255 255 / 55%) 3px 6px)",
  bgcolor: "error.main",
};
