import { Box, Typography } from "@mui/material";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { DailyStatsDocument, type DailyStatsQuery } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { Panel } from "../ui/Panel.js";
import { ChartFrame } from "./ChartFrame.js";
import type { DayBar } from "./StackedBars.js";

/** What came of the refreshes and of the syncs of the last 14 days. */
export function DailyActivity() {
  const translate = useTranslate();
  const { data, error, refetch } = useGraphqlQuery("home", DailyStatsDocument);
  const days = data?.activity ?? undefined;
  const failure = { error, onRetry: refetch };
  return (
    <Panel title={translate("darkroom.home.days.title")}>
      <Half of="refreshes" bars={days?.map(refreshBar)} {...failure} />
      <Half of="syncs" bars={days?.map(syncBar)} {...failure} />
    </Panel>
  );
}

type Day = NonNullable<DailyStatsQuery["activity"]>[number];

function refreshBar({ day, refreshedCount, failedRefreshCount }: Day): DayBar {
  return { day, good: refreshedCount, bad: failedRefreshCount };
}

function syncBar({ day, syncedCount, failedSyncCount }: Day): DayBar {
  return { day, good: syncedCount, bad: failedSyncCount };
}

interface HalfProps {
  of: "refreshes" | "syncs";
  bars: DayBar[] | undefined;
  error: unknown;
  onRetry(): void;
}

function Half({ of, bars, ...failure }: HalfProps) {
  const translate = useTranslate();
  const summary = (days: readonly DayBar[]) => {
    const good = days.reduce((sum, day) => sum + day.good, 0);
    const bad = days.reduce((sum, day) => sum + day.bad, 0);
    if (good + bad === 0) return translate(`darkroom.home.days.no_${of}`);
    return translate("darkroom.home.days.summary", { good, bad });
  };
  return (
    <Box sx={{ display: "grid", gap: 1, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <Typography component="h3" variant="h3">
        {translate(`darkroom.home.days.${of}`)}
      </Typography>
      <ChartFrame
        name={translate(`darkroom.home.days.${of}_name`)}
        words={{ good: translate("darkroom.home.days.good"), bad: translate("darkroom.home.days.bad") }}
        bars={bars}
        summary={bars ? summary(bars) : ""}
        height={118}
        {...failure}
      />
    </Box>
  );
}
