import DownIcon from "@mui/icons-material/ErrorOutline";
import UnknownIcon from "@mui/icons-material/HelpOutline";
import HealthyIcon from "@mui/icons-material/TaskAlt";
import DegradedIcon from "@mui/icons-material/WarningAmber";
import { Box, Link, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { Link as RouterLink } from "react-router-dom";
import { activityUrl } from "../activity/activity-filter.js";
import type { HealthLevel } from "../gql/graphql.js";
import { accountsUrl, accountUrl } from "../ui/list-url.js";
import { useNow } from "../ui/server-clock.js";
import { When } from "../ui/When.js";
import { CAUSE_WORDS } from "../ui/words.js";
import { durationWords } from "./duration-words.js";
import type { HomeStatus } from "./StatusStrip.js";

/** What all accounts depend on: posts, syncs, refresh checks, what is late, the database and Instagram. */
export function StatusFacts({ status }: { status: HomeStatus }) {
  const { posts, accounts, database, instagram, mostOverdue } = status;
  const postCount = `${posts.isEstimate ? "about " : ""}${posts.count.toLocaleString("en")}`;
  const late =
    mostOverdue && `${mostOverdue.kind === "SYNC" ? "sync" : "refresh"}, ${durationWords(mostOverdue.lateS)} late`;
  return (
    <Box component="dl" sx={GRID}>
      <Fact name="Posts" to="/accounts">
        {postCount}
      </Fact>
      <Fact name="Last sync" to={accountsUrl({})}>
        <When at={accounts.lastSyncAt} />
      </Fact>
      <Fact name="Last refresh check" to={activityUrl({ action: ["TOKEN_REFRESHED", "TOKEN_FAILED"] })}>
        <When at={status.lastRefreshCheckAt} />
      </Fact>
      <Fact name="Next refresh check" to="/jobs">
        <NextCheck at={status.nextRefreshCheckAt} />
      </Fact>
      <Fact
        name="Most overdue"
        to={mostOverdue?.account ? accountUrl(mostOverdue.account.id) : accountsUrl({ stale: true })}
      >
        {mostOverdue?.account ? `@${mostOverdue.account.username}: ${late}` : (late ?? "nothing")}
      </Fact>
      <Fact name="Database" to="/settings">
        <HealthText health={database.health} /> ({database.ms} ms)
        {database.clockAheadS !== null && `: ${clockWords(database.clockAheadS)}`}
      </Fact>
      <Fact name="Instagram" to={activityUrl({ action: ["SYNC_FAILED", "TOKEN_FAILED"] })}>
        <HealthText health={instagram.health} />
        {instagram.cause && `: ${CAUSE_WORDS[instagram.cause]}`}
      </Fact>
    </Box>
  );
}

function clockWords(aheadS: number): string {
  const way = aheadS > 0 ? "ahead of" : "behind";
  return `the server's clock is ${durationWords(Math.abs(aheadS))} ${way} the database's, so nothing is refreshed`;
}

/** When due tokens are looked for next; what should have been by now is said so. */
export function NextCheck({ at }: { at: string | null }) {
  const now = useNow();
  if (!at) return <>within a minute</>;
  return new Date(at) <= now ? <>any moment now</> : <When at={at} />;
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
  const { words, color, Icon } = HEALTH_LEVELS[health];
  return (
    <>
      <Icon color={color} sx={{ fontSize: 16, mr: 0.5, verticalAlign: "-3px" }} />
      {words}
    </>
  );
}

const HEALTH_LEVELS = {
  HEALTHY: { words: "healthy", color: "success", Icon: HealthyIcon },
  DEGRADED: { words: "degraded", color: "warning", Icon: DegradedIcon },
  DOWN: { words: "down", color: "error", Icon: DownIcon },
  UNKNOWN: { words: "not asked for a day", color: "disabled", Icon: UnknownIcon },
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
