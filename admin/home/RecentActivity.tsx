import { Box, Typography } from "@mui/material";
import { useId } from "react";
import { EventLines, EventSkeleton } from "../activity/EventLines.js";
import { EVENT_ACTIONS, PEOPLE } from "../activity/event-actions.js";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { type EventLineFragment, RecentEventsDocument } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ErrorState } from "../ui/ErrorState.js";
import { LinkButton } from "../ui/LinkButton.js";
import { activityUrl } from "../ui/list-url.js";
import { PAIR } from "../ui/Page.js";
import { Panel } from "../ui/Panel.js";

// Who comes and goes each morning would leave no room for what was done.
const DEEDS = EVENT_ACTIONS.filter((action) => action !== "OPERATOR_SIGNED_IN");

/** What people did last, apart from what the server did by itself. */
export function RecentActivity() {
  const translate = useTranslate();
  const { data, error, refetch } = useGraphqlQuery("events", RecentEventsDocument, {
    variables: { people: PEOPLE, deeds: DEEDS },
  });
  const all = <LinkButton to="/events">{translate("darkroom.home.recent.all")}</LinkButton>;
  return (
    <Panel title={translate("darkroom.home.recent.title")} actions={all}>
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : (
        <Box sx={{ ...PAIR, columnGap: 4, rowGap: 2 }}>
          <Half
            title={translate("darkroom.home.recent.people")}
            to={activityUrl({ actorKind: PEOPLE })}
            events={data?.people?.nodes}
          />
          <Half
            title={translate("darkroom.home.recent.server")}
            to={activityUrl({ actorKind: ["SYSTEM"] })}
            events={data?.system?.nodes}
          />
        </Box>
      )}
    </Panel>
  );
}

function Half({ title, to, events }: { title: string; to: string; events: EventLineFragment[] | undefined }) {
  const translate = useTranslate();
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id}>
      <Box sx={{ alignItems: "center", display: "flex", justifyContent: "space-between", minHeight: 32 }}>
        <Typography id={id} component="h3" variant="h3">
          {title}
        </Typography>
        <LinkButton to={to}>{translate("darkroom.home.recent.more")}</LinkButton>
      </Box>
      <Lines events={events} />
    </Box>
  );
}

function Lines({ events }: { events: EventLineFragment[] | undefined }) {
  const translate = useTranslate();
  if (!events) return <EventSkeleton count={6} />;
  if (events.length > 0) return <EventLines events={events} />;
  return (
    <Typography variant="body2" color="text.secondary" sx={{ py: 1 }}>
      {translate("darkroom.home.recent.none")}
    </Typography>
  );
}
