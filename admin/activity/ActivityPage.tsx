import { Box, Button, Card } from "@mui/material";
import { useSearchParams } from "react-router-dom";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { EventPageDocument, type EventPageQuery } from "../gql/graphql.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Page } from "../ui/Page.js";
import { Renewing } from "../ui/Renewing.js";
import { ActivityFilters } from "./ActivityFilters.js";
import { type ActivityFilter, asEventFilter, readFilter, writeFilter } from "./activity-filter.js";
import { EventLines, EventSkeleton } from "./EventLines.js";

const PER_PAGE = 25;

/** The record: who did what, when, and what came of it; newest first. Filter and page are in the address. */
export function ActivityPage() {
  const [query, setQuery] = useSearchParams();
  const filter = readFilter(query);
  const page = Math.max(1, Number(query.get("page")) || 1);
  const variables = { filter: asEventFilter(filter), first: PER_PAGE, offset: (page - 1) * PER_PAGE };
  const { data, error, refetch, isPlaceholderData } = useGraphqlQuery({
    name: "events",
    document: EventPageDocument,
    variables,
    keepPrevious: true,
  });

  function turnTo(next: number) {
    const there = writeFilter(filter);
    if (next > 1) there.set("page", String(next));
    setQuery(there);
    window.scrollTo(0, 0);
  }

  return (
    <Page title="Activity">
      <ActivityFilters filter={filter} onChange={(next) => setQuery(writeFilter(next))} />
      <Card sx={{ px: { xs: 2, md: 2.5 }, py: 1.5 }}>
        {error && !data ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : (
          <Renewing isOld={isPlaceholderData}>
            <Lines events={data?.events ?? null} filter={filter} />
          </Renewing>
        )}
      </Card>
      {(page > 1 || data?.events?.hasNextPage) && (
        <Box component="nav" aria-label="Pages" sx={{ display: "flex", gap: 1, justifyContent: "center" }}>
          <Button disabled={page === 1} onClick={() => turnTo(page - 1)}>
            Newer
          </Button>
          <Button disabled={!data?.events?.hasNextPage} onClick={() => turnTo(page + 1)}>
            Older
          </Button>
        </Box>
      )}
    </Page>
  );
}

function Lines({ events, filter }: { events: EventPageQuery["events"]; filter: ActivityFilter }) {
  if (!events) return <EventSkeleton count={12} />;
  if (events.nodes.length > 0) return <EventLines events={events.nodes} />;
  const isFiltered = Object.keys(filter).length > 0;
  return isFiltered ? (
    <EmptyState title="No matching entries" text="Remove a filter or choose a longer period." />
  ) : (
    <EmptyState title="No activity yet" text="Actions of people and of the server appear here." />
  );
}
