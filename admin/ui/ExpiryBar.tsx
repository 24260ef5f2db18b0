import { Box, Typography } from "@mui/material";
import type { TokenHealth } from "../gql/graphql.js";
import { HEALTH_WORDS } from "./words.js";

interface ExpiryBarProps {
  token: { health: TokenHealth; expiresAt: string; daysLeft: number } | null;
}

/** The days of a fresh token. */
const LIFE_DAYS = 60;
const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });
const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long" });

const COLOR: Record<TokenHealth, string> = {
  HEALTHY: "success.main",
  DUE: "success.main",
  EXPIRING: "warning.main",
  EXPIRED: "error.main",
  REVOKED: "error.main",
};

/** Until when a token lives: its date, how many days that is, and a bar of it. */
export function ExpiryBar({ token }: ExpiryBarProps) {
  if (!token) return <Typography variant="body2">No token</Typography>;
  const { health, expiresAt, daysLeft } = token;
  const isOver = health === "EXPIRED" || health === "REVOKED";
  const share = isOver ? 0 : Math.min(1, daysLeft / LIFE_DAYS);
  const at = new Date(expiresAt);
  return (
    <Box sx={{ display: "grid", gap: 0.5, minWidth: 120 }}>
      <Typography variant="body2" component="time" dateTime={expiresAt} title={EXACT.format(at)} noWrap>
        {DAY.format(at)}
      </Typography>
      <Box aria-hidden sx={TRACK}>
        <Box sx={{ bgcolor: COLOR[health], height: "100%" }} style={{ width: `${share * 100}%` }} />
      </Box>
      <Typography variant="caption" color={isOver ? "error" : "text.secondary"} noWrap>
        {isOver ? HEALTH_WORDS[health] : daysWords(daysLeft)}
      </Typography>
    </Box>
  );
}

const TRACK = { bgcolor: "divider", borderRadius: 1, height: 6, overflow: "hidden" };

function daysWords(days: number): string {
  if (days === 0) return "Less than a day left";
  return days === 1 ? "1 day left" : `${days} days left`;
}
