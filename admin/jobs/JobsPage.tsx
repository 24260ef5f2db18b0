import { Box, Card, Skeleton } from "@mui/material";
import { useState } from "react";
import { useSearchParams } from "react-router-dom";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { JobListDocument, type JobListQuery } from "../gql/graphql.js";
import { REFRESH_EVERY_MS } from "../query-client.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorState } from "../ui/ErrorState.js";
import { LinkButton } from "../ui/LinkButton.js";
import { Page } from "../ui/Page.js";
import { Pager } from "../ui/Pager.js";
import { Renewing } from "../ui/Renewing.js";
import { JobCard } from "./JobCard.js";
import { isUnderWay } from "./job-words.js";
import { Timetable } from "./Timetable.js";
import { WATCH_EVERY_MS } from "./watch-every.js";

const PER_PAGE = 10;

/** The work on many accounts that operators have begun, newest first, and the server's own timetable. */
export function JobsPage() {
  const [query, setQuery] = useSearchParams();
  const page = Math.max(1, Number(query.get("page")) || 1) - 1;
  const { data, error, refetch, isPlaceholderData } = useJobs(page);
  return (
    <Page title="Jobs">
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : (
        <Renewing isOld={isPlaceholderData}>
          <JobCards jobs={data?.jobs ?? null} />
        </Renewing>
      )}
      <Pager
        page={page}
        perPage={PER_PAGE}
        totalCount={data?.jobs?.totalCount ?? 0}
        onPage={(next) => setQuery(next === 0 ? {} : { page: String(next + 1) })}
      />
      {/* Not sooner: it would be pushed down. */}
      {(data || error) && <Timetable />}
    </Page>
  );
}

/** One page of jobs; asked for often while one of them runs. */
function useJobs(page: number) {
  const [isWatched, setIsWatched] = useState(false);
  const everyMs = isWatched ? WATCH_EVERY_MS : REFRESH_EVERY_MS;
  const result = useGraphqlQuery({
    name: "jobs",
    document: JobListDocument,
    variables: { first: PER_PAGE, offset: page * PER_PAGE },
    refetchInterval: everyMs,
    keepPrevious: true,
  });
  const isOneUnderWay = result.data?.jobs?.nodes.some(isUnderWay) ?? false;
  if (isOneUnderWay !== isWatched) setIsWatched(isOneUnderWay);
  return result;
}

function JobCards({ jobs }: { jobs: JobListQuery["jobs"] }) {
  if (!jobs) return <Skeleton variant="rounded" height={320} />;
  if (jobs.totalCount === 0) {
    return (
      <EmptyState
        title="No bulk jobs yet."
        text="Select accounts in the list to refresh, sync or pause them together. The progress appears here."
        action={<LinkButton to="/accounts">Go to the accounts</LinkButton>}
      />
    );
  }
  return (
    <Box component="ul" sx={LIST}>
      {jobs.nodes.map((job) => (
        <Card key={job.id} component="li" sx={{ p: { xs: 2, md: 2.5 } }}>
          <JobCard job={job} />
        </Card>
      ))}
    </Box>
  );
}

const LIST = { display: "grid", gap: 1.5, gridTemplateColumns: "minmax(0, 1fr)", listStyle: "none", m: 0, p: 0 };
