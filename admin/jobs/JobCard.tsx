import { Box, Typography } from "@mui/material";
import { useRecordContext } from "react-admin";
import type { JobLineFragment } from "../gql/graphql.js";
import { Phrase } from "../i18n/Phrase.js";
import { useTranslate } from "../i18n/use-translate.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { JobFailures } from "./JobFailures.js";
import { CancelJobButton, JobBar, JobStateChip } from "./JobFields.js";
import { jobTitle } from "./job-labels.js";

/** One job: what it does, how far it is, who began it, what failed; with Cancel while it runs. */
export function JobCard() {
  const translate = useTranslate();
  const job = useRecordContext<JobLineFragment>();
  if (!job) return null;
  const { by, createdAt, cancelledAt, finishedAt } = job;
  const begun = cancelledAt ? "begun_cancelled" : finishedAt ? "begun_finished" : "begun";
  return (
    <Box sx={{ display: "grid", gap: 1 }}>
      <Box sx={HEAD}>
        <Typography component="h2" variant="h3">
          {jobTitle(job, translate)}
        </Typography>
        <JobStateChip />
        <Box sx={{ flexGrow: 1 }} />
        <CancelJobButton />
      </Box>
      <div>
        <JobBar />
      </div>
      <Typography variant="body2" color="text.secondary">
        <Phrase
          text={`darkroom.jobs.${begun}`}
          parts={{
            by: by.label,
            at: <RelativeTime at={createdAt} />,
            endedAt: <RelativeTime at={cancelledAt ?? finishedAt} />,
          }}
        />
      </Typography>
      <JobFailures />
    </Box>
  );
}

const HEAD = { alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1, minHeight: 32 };
