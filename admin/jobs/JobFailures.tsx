import { Box, Link, Skeleton, Typography } from "@mui/material";
import { useId, useState } from "react";
import { useRecordContext } from "react-admin";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { JobFailuresDocument, type JobFailuresQuery, type JobLineFragment } from "../gql/graphql.js";
import { refusalText } from "../i18n/error-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { AccountLink } from "../ui/AccountLink.js";
import { ErrorState } from "../ui/ErrorState.js";

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
