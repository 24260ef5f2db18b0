import { Box, Typography } from "@mui/material";
import { useId } from "react";
import { activityUrl, PEOPLE } from "../activity/activity-filter.js";
import { ACTION_WORDS } from "../activity/describe-event.js";
import { EventLines, EventSkeleton } from "../activity/EventLines.js";
import { type EventAction, type EventLineFragment, RecentEventsDocument } from "../gql/graphql.js";
import { useAsk } from "../lib/use-ask.js";
import { ErrorState } from "../ui/ErrorState.js";
import { LinkButton } from "../ui/LinkButton.js";
import { Panel } from "../ui/Panel.js";

// Who comes and goes each morning would leave no room for what was done.
const DEEDS = (Object.keys(ACTION_WORDS) as EventAction[]).filter((action) => action !== "OPERATOR_SIGNED_IN");

/** What people did last, apart from what the server did by itself. */
export function RecentActivity() {
  const { data, error, refetch } = useAsk(RecentEventsDocument, { people: PEOPLE, deeds: DEEDS });
  return (
    <Panel title="Recent activity" actions={<LinkButton to="/events">All activity</LinkButton>}>
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : (
        <Box sx={PAIR}>
          <Half title="People" to={activityUrl({ actorKind: PEOPLE })} events={data?.people?.nodes} />
          <Half title="The server" to={activityUrl({ actorKind: ["SYSTEM"] })} events={data?.system?.nodes} />
        </Box>
      )}
    </Panel>
  );
}

function Half({ title, to, events }: { title: string; to: string; events: EventLineFragment[] | undefined }) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id}>
      <Box sx={{ alignItems: "center", display: "flex", justifyContent: "space-between", minHeight: 32 }}>
        <Typography id={id} component="h3" variant="h3">
          {title}
        </Typography>
        <LinkButton to={to}>More</LinkButton>
      </Box>
      <Lines events={events} />
    </Box>
  );
}

function Lines({ events }: { events: EventLineFragment[] | undefined }) {
  if (!events) return <EventSkeleton count={6} />;
  if (events.length > 0) return <EventLines events={events} isBrief />;
  return (
    <Typography variant="body2" color="text.secondary" sx={{ py: 1 }}>
      No activity yet.
    </Typography>
  );
}

const PAIR = {
  columnGap: 4,
  display: "grid",
  gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "repeat(2, minmax(0, 1fr))" },
  rowGap: 2,
};
