import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { TokenExpiryForecastDocument, type TokenExpiryForecastQuery } from "../gql/graphql.js";
import { type Format, useFormat } from "../i18n/format.js";
import { type Translate, useTranslate } from "../i18n/use-translate.js";
import { Panel } from "../ui/Panel.js";
import { ChartFrame } from "./ChartFrame.js";

/** How many tokens run out today and on each of the next 60 days, and how many of those will have been refreshed before. */
export function TokenExpiryPanel() {
  const translate = useTranslate();
  const format = useFormat();
  const { data, error, refetch } = useGraphqlQuery("home", TokenExpiryForecastDocument);
  const days = data?.tokenExpiryForecast;
  const bars = days?.map(({ day, expiringCount, renewableCount }) => ({
    day,
    good: renewableCount,
    bad: expiringCount - renewableCount,
  }));
  return (
    <Panel title={translate("darkroom.home.expiry.title")}>
      <ChartFrame
        name={translate("darkroom.home.expiry.name")}
        words={{ good: translate("darkroom.home.expiry.refreshed"), bad: translate("darkroom.home.expiry.expires") }}
        bars={bars}
        summary={days ? summaryOf(days, { translate, format }) : ""}
        error={error}
        onRetry={refetch}
      />
    </Panel>
  );
}

function summaryOf(
  days: NonNullable<TokenExpiryForecastQuery["tokenExpiryForecast"]>,
  { translate, format }: Language,
): string {
  const expiring = sum(days.map(({ expiringCount }) => expiringCount));
  const lost = days.filter(({ expiringCount, renewableCount }) => expiringCount > renewableCount);
  if (expiring === 0) return translate("darkroom.home.expiry.none");
  const lostCount = sum(lost.map(({ expiringCount, renewableCount }) => expiringCount - renewableCount));
  if (!lost[0]) return translate("darkroom.home.expiry.all_refreshed", { smart_count: expiring });
  const day = format.utcDay(new Date(lost[0].day));
  if (lostCount === expiring) return translate("darkroom.home.expiry.all_lost", { smart_count: expiring, day });
  return translate("darkroom.home.expiry.some_lost", { all: expiring, smart_count: lostCount, day });
}

interface Language {
  translate: Translate;
  format: Format;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
