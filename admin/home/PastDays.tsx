import { Box, Typography } from "@mui/material";
import { FortnightDocument, type FortnightQuery } from "../gql/graphql.js";
import { useAsk } from "../lib/use-ask.js";
import { Panel } from "../ui/Panel.js";
import { ChartFrame } from "./ChartFrame.js";
import type { DayBar } from "./DayBars.js";

/** What came of the refreshes and of the syncs of the last 14 days. */
export function PastDays() {
  const { data, error, refetch } = useAsk(FortnightDocument, {});
  const days = data?.activity ?? undefined;
  const failure = { error, onRetry: refetch };
  return (
    <Panel title="Last 14 days">
      <Half title="Refreshes" bars={days?.map(refreshBar)} {...failure} />
      <Half title="Syncs" bars={days?.map(syncBar)} {...failure} />
    </Panel>
  );
}

type Day = NonNullable<FortnightQuery["activity"]>[number];

function refreshBar({ day, refreshedCount, failedRefreshCount }: Day): DayBar {
  return { day, good: refreshedCount, bad: failedRefreshCount };
}

function syncBar({ day, syncedCount, failedSyncCount }: Day): DayBar {
  return { day, good: syncedCount, bad: failedSyncCount };
}

interface HalfProps {
  title: string;
  bars: DayBar[] | undefined;
  error: unknown;
  onRetry(): void;
}

function Half({ title, bars, ...failure }: HalfProps) {
  return (
    <Box sx={{ display: "grid", gap: 1, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <Typography component="h3" variant="h3">
        {title}
      </Typography>
      <ChartFrame
        name={`${title} of the last 14 days`}
        words={{ good: "Went well", bad: "Failed" }}
        bars={bars}
        summary={bars ? summaryOf(title, bars) : ""}
        height={118}
        {...failure}
      />
    </Box>
  );
}

function summaryOf(title: string, bars: readonly DayBar[]): string {
  const good = bars.reduce((sum, bar) => sum + bar.good, 0);
  const bad = bars.reduce((sum, bar) => sum + bar.bad, 0);
  if (good + bad === 0) return `No ${title.toLowerCase()} in the last 14 days.`;
  return `${good.toLocaleString("en")} went well, ${bad.toLocaleString("en")} failed.`;
}
