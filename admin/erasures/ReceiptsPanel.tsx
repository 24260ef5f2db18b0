import { Chip, Link, Typography } from "@mui/material";
import { useState } from "react";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { type ErasureRowFragment, ErasuresDocument } from "../gql/graphql.js";
import { WATCH_EVERY_MS } from "../jobs/watch-every.js";
import { REFRESH_EVERY_MS } from "../query-client.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Pager } from "../ui/Pager.js";
import { Panel } from "../ui/Panel.js";
import { Renewing } from "../ui/Renewing.js";
import { type Column, RowTable } from "../ui/RowTable.js";
import { When } from "../ui/When.js";
import { countsText, REASON_LABELS, STATE_LABELS } from "./erasure-labels.js";

const PER_PAGE = 25;

/** What was erased, when and why, newest first. No receipt names anybody. */
export function ReceiptsPanel() {
  const [page, setPage] = useState(0);
  const { data, error, refetch, isPlaceholderData } = useErasures(page);
  const totalCount = data?.erasures?.totalCount ?? 0;
  return (
    <Panel title="Receipts">
      <Typography variant="body2" color="text.secondary">
        Each erasure leaves a receipt without the person's name. Its status page needs no sign-in: give it to whoever
        asked.
      </Typography>
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : data && totalCount === 0 ? (
        <EmptyState title="Nothing was erased yet." text="Disconnected accounts and Meta's requests appear here." />
      ) : (
        <Renewing isOld={isPlaceholderData}>
          <RowTable label="Receipts" columns={COLUMNS} rows={data?.erasures?.nodes} keyOf={({ id }) => id} />
        </Renewing>
      )}
      <Pager page={page} perPage={PER_PAGE} totalCount={totalCount} onPage={setPage} />
    </Panel>
  );
}

/** One page of receipts; asked for often while something is still being deleted. */
function useErasures(page: number) {
  const [isWatched, setIsWatched] = useState(false);
  const variables = { first: PER_PAGE, offset: page * PER_PAGE };
  const everyMs = isWatched ? WATCH_EVERY_MS : REFRESH_EVERY_MS;
  const result = useGraphqlQuery({
    name: "erasures",
    document: ErasuresDocument,
    variables,
    refetchInterval: everyMs,
    keepPrevious: true,
  });
  const isOneOpen = result.data?.erasures?.nodes.some(({ finishedAt }) => finishedAt === null) ?? false;
  if (isOneOpen !== isWatched) setIsWatched(isOneOpen);
  return result;
}

const COLUMNS: Column<ErasureRowFragment>[] = [
  { head: "Requested", cell: ({ requestedAt }) => <When at={requestedAt} /> },
  { head: "By", cell: ({ reason }) => REASON_LABELS[reason] },
  { head: "State", cell: ({ state }) => <StateChip state={state} /> },
  { head: "Deleted", width: "34%", cell: countsText },
  {
    head: "Status page",
    isActions: true,
    cell: ({ statusUrl }) => (
      <Link href={statusUrl} target="_blank" rel="noreferrer">
        Status page
      </Link>
    ),
  },
];

function StateChip({ state }: Pick<ErasureRowFragment, "state">) {
  const color = state === "DONE" ? "success" : state === "AMBIGUOUS" ? "error" : "default";
  return <Chip size="small" variant="outlined" color={color} label={STATE_LABELS[state]} />;
}
