import CancelledIcon from "@mui/icons-material/Block";
import DoneIcon from "@mui/icons-material/CheckCircleOutline";
import RunningIcon from "@mui/icons-material/PlayCircleOutline";
import WaitingIcon from "@mui/icons-material/Schedule";
import { Box, Chip, Typography } from "@mui/material";
import type { JobLineFragment } from "../gql/graphql.js";
import { When } from "../ui/When.js";
import { CancelJobButton } from "./CancelJobButton.js";
import { JobFailures } from "./JobFailures.js";
import { isUnderWay, jobTitle, progressWords, STATE_WORDS } from "./job-words.js";
import { ProgressBar } from "./ProgressBar.js";

/** One job: what it does, how far it is, who began it, what failed; with Cancel while it runs. */
export function JobCard({ job }: { job: JobLineFragment }) {
  const { id, by, createdAt, doneCount, failedCount, totalCount } = job;
  const endedAt = job.cancelledAt ?? job.finishedAt;
  const title = jobTitle(job);
  return (
    <Box sx={{ display: "grid", gap: 1 }}>
      <Box sx={HEAD}>
        <Typography component="h2" variant="h3">
          {title}
        </Typography>
        <StateChip state={job.state} />
        <Box sx={{ flexGrow: 1 }} />
        {isUnderWay(job) && <CancelJobButton jobId={id} />}
      </Box>
      <ProgressBar label={title} done={doneCount} failed={failedCount} total={totalCount} />
      <Typography variant="body2">{progressWords(job)}</Typography>
      <Typography variant="body2" color="text.secondary">
        Begun by {by.label} <When at={createdAt} />
        {endedAt && (
          <>
            , {job.cancelledAt ? "cancelled" : "finished"} <When at={endedAt} />
          </>
        )}
      </Typography>
      <JobFailures jobId={id} failedCount={failedCount} />
    </Box>
  );
}

const HEAD = { alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1, minHeight: 32 };

function StateChip({ state }: Pick<JobLineFragment, "state">) {
  const { color, Icon } = LOOKS[state];
  return <Chip size="small" variant="outlined" color={color} icon={<Icon />} label={STATE_WORDS[state]} />;
}

const LOOKS = {
  WAITING: { color: "default", Icon: WaitingIcon },
  RUNNING: { color: "warning", Icon: RunningIcon },
  DONE: { color: "success", Icon: DoneIcon },
  CANCELLED: { color: "default", Icon: CancelledIcon },
} as const;
