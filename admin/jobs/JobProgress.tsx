import { Box, Link, Skeleton, Typography } from "@mui/material";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { RecordContextProvider, useGetOne, useRecordContext } from "react-admin";
import { invalidate } from "../data-provider/use-action.js";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { JobFailuresDocument, type JobFailuresQuery, type JobLineFragment } from "../gql/graphql.js";
import { refusalText } from "../i18n/error-text.js";
import { Phrase } from "../i18n/Phrase.js";
import { useTranslate } from "../i18n/use-translate.js";
import { isNotFound } from "../lib/api-error.js";
import { REFRESH_EVERY_MS, WATCH_EVERY_MS } from "../query-client.js";
import { AccountLink } from "../ui/AccountLink.js";
import { ErrorState } from "../ui/ErrorState.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { CancelJobButton, JobBar, JobStateChip } from "./JobFields.js";
import { isUnderWay, jobTitle } from "./job-labels.js";

const CHANGED_BY_JOBS = [
  "accounts",
  "apiKeys",
  "connectLinks",
  "erasures",
  "events",
  "home",
  "jobs",
  "layout",
] as const;

/** One job as it goes on, by its id; when it ends, what it changed is read again. */
export function JobProgress({ jobId }: { jobId: string }) {
  const translate = useTranslate();
  const { data, error, refetch } = useGetOne<JobLineFragment>(
    "jobs",
    { id: jobId },
    { refetchInterval: ({ state }) => (!state.data || isUnderWay(state.data) ? WATCH_EVERY_MS : REFRESH_EVERY_MS) },
  );
  const isOver = data !== undefined && !isUnderWay(data);
  const queries = useQueryClient();
  useEffect(() => {
    if (isOver) void invalidate(queries, CHANGED_BY_JOBS);
  }, [isOver, queries]);

  if (isNotFound(error)) return <Typography variant="body2">{translate("darkroom.jobs.gone")}</Typography>;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={112} />;
  return (
    <RecordContextProvider value={data}>
      <JobCard />
    </RecordContextProvider>
  );
}

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

/** A job's failures behind a switch: each account, why, and what to do. They are read when they are first shown. */
export function JobFailures() {
  const translate = useTranslate();
  const job = useRecordContext<JobLineFragment>();
  const [isShown, setIsShown] = useState(false);
  const id = useId();
  if (!job?.failedCount) return null;
  return (
    <Box>
      <Link
        component="button"
        type="button"
        variant="body2"
        aria-expanded={isShown}
        aria-controls={id}
        onClick={() => setIsShown(!isShown)}
      >
        {isShown
          ? translate("darkroom.jobs.hide_failures")
          : translate("darkroom.jobs.show_failures", { count: job.failedCount })}
      </Link>
      <Box id={id}>{isShown && <FailureList job={job} />}</Box>
    </Box>
  );
}

function FailureList({ job: { id, failedCount } }: { job: JobLineFragment }) {
  const translate = useTranslate();
  const { data, error, refetch } = useGraphqlQuery("jobs", JobFailuresDocument, { variables: { id } });
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <Skeleton variant="rounded" height={Math.min(failedCount, 5) * 56} sx={{ mt: 1 }} />;
  const failures = data.job?.failures ?? [];
  return (
    <Box component="ul" sx={LIST}>
      {failures.map((failure) => (
        <FailureItem key={failure.accountId} failure={failure} />
      ))}
      {failures.length < failedCount && (
        <Typography component="li" variant="body2" color="text.secondary">
          {translate("darkroom.jobs.first_failures", { shown: failures.length, count: failedCount })}
        </Typography>
      )}
    </Box>
  );
}

type Failure = NonNullable<JobFailuresQuery["job"]>["failures"][number];

function FailureItem({ failure: { account, accountId, message, ...failure } }: { failure: Failure }) {
  const translate = useTranslate();
  return (
    <Typography component="li" variant="body2">
      {account ? <AccountLink account={account} /> : translate("darkroom.jobs.deleted_account", { id: accountId })}:{" "}
      {refusalText({ ...failure, message: message ?? failure.code }, translate)}
    </Typography>
  );
}

const LIST = { display: "grid", gap: 1, listStyle: "none", m: 0, maxHeight: 360, overflowY: "auto", pl: 0, pt: 1 };
