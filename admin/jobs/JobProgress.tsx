import { Skeleton, Typography } from "@mui/material";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { invalidate } from "../data-provider/use-action.js";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { OneJobDocument } from "../gql/graphql.js";
import { REFRESH_EVERY_MS } from "../query-client.js";
import { ErrorState } from "../ui/ErrorState.js";
import { JobCard } from "./JobCard.js";
import { isUnderWay } from "./job-words.js";
import { WATCH_EVERY_MS } from "./watch-every.js";

const CHANGED_BY_JOBS = ["accounts", "erasures", "events", "home", "jobs", "layout"] as const;

/** One job as it goes on, by its id; when it ends, what it changed is read again. */
export function JobProgress({ jobId }: { jobId: string }) {
  const [isOver, setIsOver] = useState(false);
  const { data, error, refetch } = useGraphqlQuery({
    name: "jobs",
    document: OneJobDocument,
    variables: { id: jobId },
    refetchInterval: isOver ? REFRESH_EVERY_MS : WATCH_EVERY_MS,
  });
  const job = data?.job;
  const isNowOver = job ? !isUnderWay(job) : false;
  const queries = useQueryClient();
  useEffect(() => {
    setIsOver(isNowOver);
    if (isNowOver) void invalidate(queries, CHANGED_BY_JOBS);
  }, [isNowOver, queries]);

  if (job) return <JobCard job={job} />;
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (data)
    return <Typography variant="body2">This job no longer exists. Finished jobs are deleted after 30 days.</Typography>;
  return <Skeleton variant="rounded" height={112} />;
}
