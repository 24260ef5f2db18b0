import { RunwayDocument, type RunwayQuery } from "../gql/graphql.js";
import { useAsk } from "../lib/use-ask.js";
import { Panel } from "../ui/Panel.js";
import { ChartFrame } from "./ChartFrame.js";
import { dayWords } from "./day-words.js";

/** How many tokens run out today and on each of the next 60 days, and how many of those will have been refreshed before. */
export function RunwayPanel() {
  const { data, error, refetch } = useAsk(RunwayDocument, {});
  const days = data?.tokenExpiryForecast;
  const bars = days?.map(({ day, expiringCount, renewableCount }) => ({
    day,
    good: renewableCount,
    bad: expiringCount - renewableCount,
  }));
  return (
    <Panel title="Token expiry">
      <ChartFrame
        name="Expiring tokens, by day"
        words={{ good: "Will be refreshed in time", bad: "Will expire" }}
        bars={bars}
        summary={days ? summaryOf(days) : ""}
        error={error}
        onRetry={refetch}
      />
    </Panel>
  );
}

function summaryOf(days: NonNullable<RunwayQuery["tokenExpiryForecast"]>): string {
  const expiring = sum(days.map(({ expiringCount }) => expiringCount));
  const lost = days.filter(({ expiringCount, renewableCount }) => expiringCount > renewableCount);
  if (expiring === 0) return "No token expires in the next 60 days.";
  const lostCount = sum(lost.map(({ expiringCount, renewableCount }) => expiringCount - renewableCount));
  const all = `${tokens(expiring)} would expire in the next 60 days`;
  if (!lost[0]) return `${all}; all of them will be refreshed in time.`;
  const first = dayWords(lost[0].day);
  if (lostCount === expiring)
    return `${tokens(expiring)} will expire in the next 60 days unless someone acts, the first on ${first}.`;
  return `${all}; ${lostCount.toLocaleString("en")} of them will unless someone acts, the first on ${first}.`;
}

function tokens(count: number): string {
  return count === 1 ? "1 token" : `${count.toLocaleString("en")} tokens`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
