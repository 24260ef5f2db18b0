import { Box, Typography } from "@mui/material";
import type { TokenHealth } from "../gql/graphql.js";
import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";

/** The days of a fresh token. */
const LIFE_DAYS = 60;

const COLOR: Record<TokenHealth, string> = {
  HEALTHY: "success.main",
  DUE: "success.main",
  EXPIRING: "warning.main",
  EXPIRED: "error.main",
  REVOKED: "error.main",
};

/** Until when a token lives: its date, how many days that is, and a bar of it. */
export function ExpiryBar({ token }: { token: { health: TokenHealth; expiresAt: string; daysLeft: number } | null }) {
  const translate = useTranslate();
  const format = useFormat();
  if (!token) return <Typography variant="body2">{translate("darkroom.ui.no_token")}</Typography>;
  const { health, expiresAt, daysLeft } = token;
  const isOver = health === "EXPIRED" || health === "REVOKED";
  const share = isOver ? 0 : Math.min(1, daysLeft / LIFE_DAYS);
  const at = new Date(expiresAt);
  const left =
    daysLeft === 0
      ? translate("darkroom.ui.less_than_a_day_left")
      : translate("darkroom.ui.days_left", { smart_count: daysLeft });
  return (
    <Box sx={{ display: "grid", gap: 0.5, minWidth: 120 }}>
      <Typography variant="body2" component="time" dateTime={expiresAt} title={format.instant(at)} noWrap>
        {format.day(at)}
      </Typography>
      <Box aria-hidden sx={TRACK}>
        <Box sx={{ bgcolor: COLOR[health], height: "100%" }} style={{ width: `${share * 100}%` }} />
      </Box>
      <Typography variant="caption" color={isOver ? "error" : "text.secondary"} noWrap>
        {isOver ? translate(`darkroom.ui.health.${health}`) : left}
      </Typography>
    </Box>
  );
}

const TRACK = { bgcolor: "divider", borderRadius: 1, height: 6, overflow: "hidden" };
