import { Box, Link, Skeleton, Typography } from "@mui/material";
import { useId, useState } from "react";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { JobFailuresDocument, type JobFailuresQuery } from "../gql/graphql.js";
import { AccountLink } from "../ui/AccountLink.js";
import { ErrorState } from "../ui/ErrorState.js";

/** A job's failures behind a switch: each account, why, and what to do. They are read when they are first shown. */
export function JobFailures({ jobId, failedCount }: { jobId: string; failedCount: number }) {
  const [isShown, setIsShown] = useState(false);
  const id = useId();
  if (failedCount === 0) return null;
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
        {isShown ? "Hide failures" : `Show failures (${failedCount.toLocaleString("en")})`}
      </Link>
      <Box id={id}>{isShown && <FailureList jobId={jobId} failedCount={failedCount} />}</Box>
    </Box>
  );
}

function FailureList({ jobId, failedCount }: { jobId: string; failedCount: number }) {
  const { data, error, refetch } = useGraphqlQuery({
    name: "jobs",
    document: JobFailuresDocument,
    variables: { id: jobId },
  });
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
          These are the first {failures.length} of {failedCount.toLocaleString("en")}.
        </Typography>
      )}
    </Box>
  );
}

type Failure = NonNullable<JobFailuresQuery["job"]>["failures"][number];

function FailureItem({ failure: { account, accountId, message, nextStep, code } }: { failure: Failure }) {
  return (
    <Typography component="li" variant="body2">
      {account ? <AccountLink account={account} /> : `Account ${accountId}, which was deleted`}: {message ?? code}{" "}
      <Typography component="span" variant="body2" color="text.secondary">
        {nextStep}
      </Typography>
    </Typography>
  );
}

const LIST = { display: "grid", gap: 1, listStyle: "none", m: 0, maxHeight: 360, overflowY: "auto", pl: 0, pt: 1 };
