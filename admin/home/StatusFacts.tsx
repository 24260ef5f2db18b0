import DownIcon from "@mui/icons-material/ErrorOutline";
import UnknownIcon from "@mui/icons-material/HelpOutline";
import HealthyIcon from "@mui/icons-material/TaskAlt";
import DegradedIcon from "@mui/icons-material/WarningAmber";
import { Box, Link, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { Link as RouterLink } from "react-router-dom";
import type { HealthLevel } from "../gql/graphql.js";
import { useFormat } from "../i18n/format.js";
import { type Translate, useTranslate } from "../i18n/use-translate.js";
import { accountsUrl, accountUrl, activityUrl } from "../ui/list-url.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { useNow } from "../ui/server-clock.js";
import type { HomeStatus } from "./StatusFigures.js";

/** What all accounts depend on: posts, syncs, refresh checks, what is late, the database and Instagram. */
export function StatusFacts({ status }: { status: HomeStatus }) {
  const translate = useTranslate();
  const format = useFormat();
  const { posts, accounts, database, instagram, mostOverdue } = status;
  const postCount = posts.isEstimate
    ? translate("darkroom.home.fact.about", { count: posts.count })
    : format.number(posts.count);
  const late =
    mostOverdue &&
    translate(mostOverdue.kind === "SYNC" ? "darkroom.home.fact.late_sync" : "darkroom.home.fact.late_refresh", {
      duration: durationText(mostOverdue.lateS, translate),
    });
  return (
    <Box component="dl" sx={GRID}>
      <Fact name={translate("darkroom.home.fact.posts")} to="/accounts">
        {postCount}
      </Fact>
      <Fact name={translate("darkroom.home.fact.last_sync")} to={accountsUrl({})}>
        <RelativeTime at={accounts.lastSyncAt} />
      </Fact>
      <Fact
        name={translate("darkroom.home.fact.last_check")}
        to={activityUrl({ action: ["TOKEN_REFRESHED", "TOKEN_FAILED"] })}
      >
        <RelativeTime at={status.lastRefreshCheckAt} />
      </Fact>
      <Fact name={translate("darkroom.home.fact.next_check")} to="/jobs">
        <NextCheck at={status.nextRefreshCheckAt} />
      </Fact>
      <Fact
        name={translate("darkroom.home.fact.most_overdue")}
        to={mostOverdue?.account ? accountUrl(mostOverdue.account.id) : accountsUrl({ stale: true })}
      >
        {mostOverdue?.account
          ? `@${mostOverdue.account.username}: ${late}`
          : (late ?? translate("darkroom.home.fact.nothing"))}
      </Fact>
      <Fact name={translate("darkroom.home.fact.database")} to="/settings">
        <HealthText health={database.health} /> ({format.number(database.ms)} ms)
        {database.clockAheadS !== null && `: ${clockText(database.clockAheadS, translate)}`}
      </Fact>
      <Fact name="Instagram" to={activityUrl({ action: ["SYNC_FAILED", "TOKEN_FAILED"] })}>
        <HealthText health={instagram.health} />
        {instagram.cause && `: ${translate(`darkroom.ui.cause.${instagram.cause}`)}`}
      </Fact>
    </Box>
  );
}

function clockText(aheadS: number, translate: Translate): string {
  return translate(aheadS > 0 ? "darkroom.home.fact.clock_ahead" : "darkroom.home.fact.clock_behind", {
    duration: durationText(Math.abs(aheadS), translate),
  });
}

/** When due tokens are looked for next; what should have been by now is said so. */
export function NextCheck({ at }: { at: string | null }) {
  const translate = useTranslate();
  const now = useNow();
  if (!at) return translate("darkroom.home.fact.within_a_minute");
  return new Date(at) <= now ? translate("darkroom.home.fact.any_moment") : <RelativeTime at={at} />;
}

function Fact({ name, to, children }: { name: string; to: string; children: ReactNode }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography component="dt" variant="body2" color="text.secondary">
        {name}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: "anywhere" }}>
        <Link component={RouterLink} to={to} color="inherit" underline="always" sx={FACT_LINK}>
          {children}
        </Link>
      </Typography>
    </Box>
  );
}

function HealthText({ health }: { health: HealthLevel }) {
  const translate = useTranslate();
  const { color, Icon } = HEALTH_LEVELS[health];
  return (
    <>
      <Icon color={color} sx={{ fontSize: 16, mr: 0.5, verticalAlign: "-3px" }} />
      {translate(`darkroom.home.health.${health}`)}
    </>
  );
}

const HEALTH_LEVELS = {
  HEALTHY: { color: "success", Icon: HealthyIcon },
  DEGRADED: { color: "warning", Icon: DegradedIcon },
  DOWN: { color: "error", Icon: DownIcon },
  UNKNOWN: { color: "disabled", Icon: UnknownIcon },
} as const;

const GRID = {
  columnGap: 2,
  display: "grid",
  gridTemplateColumns: {
    xs: "repeat(2, minmax(0, 1fr))",
    sm: "repeat(3, minmax(0, 1fr))",
    lg: "repeat(7, minmax(0, auto))",
  },
  m: 0,
  rowGap: 1.5,
};
const FACT_LINK = {
  fontWeight: 600,
  textDecorationColor: "transparent",
  "&:hover": { textDecorationColor: "inherit" },
};

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** Such as "less than a minute", "12 min", "3 h" or "2 days". */
function durationText(seconds: number, translate: Translate): string {
  if (seconds < MINUTE_S) return translate("darkroom.home.duration.moment");
  if (seconds < HOUR_S) return say("minutes", seconds / MINUTE_S);
  if (seconds < 2 * DAY_S) return say("hours", seconds / HOUR_S);
  return say("days", seconds / DAY_S);

  function say(unit: "minutes" | "hours" | "days", count: number): string {
    return translate(`darkroom.home.duration.${unit}`, { smart_count: Math.floor(count) });
  }
}
