import { Box } from "@mui/material";
import { useAsk } from "../lib/use-ask.js";
import { HOME_STATUS } from "../operations.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorState } from "../ui/ErrorState.js";
import { LinkButton } from "../ui/LinkButton.js";
import { Page } from "../ui/Page.js";
import { Panel } from "../ui/Panel.js";
import { NeedsYou } from "./NeedsYou.js";
import { PastDays } from "./PastDays.js";
import { RecentActivity } from "./RecentActivity.js";
import { RunwayPanel } from "./RunwayPanel.js";
import { StatusStrip } from "./StatusStrip.js";

/** How everything is and what needs somebody, on one screen. */
export function HomePage() {
  const { data, error, refetch } = useAsk(HOME_STATUS, {});
  const status = data?.status;
  const isFirstRun = status?.accounts.accountCount === 0;
  return (
    <Page title="Home">
      {error && !status ? <ErrorState error={error} onRetry={refetch} /> : <StatusStrip status={status ?? null} />}
      {isFirstRun ? (
        <FirstRun />
      ) : (
        <>
          <NeedsYou expectedCount={status?.accounts.needy} nextCheckAt={status?.nextRefreshCheckAt ?? null} />
          <Box sx={PAIR}>
            <RunwayPanel />
            <PastDays />
          </Box>
        </>
      )}
      <RecentActivity />
    </Page>
  );
}

function FirstRun() {
  return (
    <Panel title="Begin here">
      <EmptyState
        title="No account is connected yet."
        text="Connect the first Instagram account, or send its owner a link. From then on its posts are kept up to date and its token is refreshed in time, and this page says when somebody is needed."
        action={
          <LinkButton to="/connect" variant="contained">
            Connect an account
          </LinkButton>
        }
      />
    </Panel>
  );
}

const PAIR = {
  display: "grid",
  gap: 2.5,
  gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "repeat(2, minmax(0, 1fr))" },
};
