import { Typography } from "@mui/material";
import { useRecordContext } from "react-admin";
import type { JobLineFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { jobTitle, progressText } from "./job-labels.js";
import { ProgressBar } from "./ProgressBar.js";

/** How far a job is, as a bar and in words. */
export function JobBar() {
  const translate = useTranslate();
  const job = useRecordContext<JobLineFragment>();
  if (!job) return null;
  const { doneCount, failedCount, skippedCount, totalCount } = job;
  return (
    <>
      <ProgressBar
        label={jobTitle(job, translate)}
        done={doneCount}
        skipped={skippedCount}
        failed={failedCount}
        total={totalCount}
      />
      <Typography variant="body2" sx={{ mt: 0.5 }}>
        {progressText(job, translate)}
      </Typography>
    </>
  );
}
