import { Box, Skeleton } from "@mui/material";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { HomeStatusDocument } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorState } from "../ui/ErrorState.js";
import { LinkButton } from "../ui/LinkButton.js";
import { PAIR, Page } from "../ui/Page.js";
import { Panel } from "../ui/Panel.js";
import { AttentionQueue, type Queue, useAttentionQueue } from "./AttentionQueue.js";
import { DailyActivity } from "./DailyActivity.js";
import { RecentActivity } from "./RecentActivity.js";
import { type HomeStatus, StatusStrip } from "./StatusFigures.js";
import { TokenExpiryPanel } from "./TokenExpiryPanel.js";

/** How everything is and what needs somebody, on one screen. */
export function HomePage() {
  const translate = useTranslate();
  const { data, error, refetch } = useGraphqlQuery("home", HomeStatusDocument);
  const queue = useAttentionQueue();
  const status = data?.status;
  // Not sooner: how long the queue is decides where all else stands.
  const isSettled = (status || error) && (queue.data || queue.error);
  return (
    <Page title={translate("darkroom.home.title")}>
      {error && !status ? <ErrorState error={error} onRetry={refetch} /> : <StatusStrip status={status ?? null} />}
      {isSettled ? (
        <Rest status={status} queue={queue} />
      ) : (
        <Skeleton variant="rounded" sx={{ height: 240 }} aria-busy="true" />
      )}
    </Page>
  );
}

function Rest({ status, queue }: { status: HomeStatus | null | undefined; queue: Queue }) {
  return (
    <>
      {status?.accounts.accountCount === 0 ? (
        <FirstRun />
      ) : (
        <>
          <AttentionQueue queue={queue} nextCheckAt={status?.nextRefreshCheckAt ?? null} />
          <Box sx={PAIR}>
            <TokenExpiryPanel />
            <DailyActivity />
          </Box>
        </>
      )}
      <RecentActivity />
    </>
  );
}

function FirstRun() {
  const translate = useTranslate();
  return (
    <Panel title={translate("darkroom.home.first_run.title")}>
      <EmptyState
        title={translate("darkroom.home.first_run.what")}
        text={translate("darkroom.home.first_run.help")}
        action={
          <LinkButton to="/connect" variant="contained">
            {translate("darkroom.home.first_run.connect")}
          </LinkButton>
        }
      />
    </Panel>
  );
}
