import FailedIcon from "@mui/icons-material/ErrorOutline";
import IssuedIcon from "@mui/icons-material/KeyOutlined";
import NextIcon from "@mui/icons-material/Schedule";
import DoneIcon from "@mui/icons-material/TaskAlt";
import { Box, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { FailureDetail } from "../activity/FailureDetail.js";
import type { EventLineFragment, FailureCause } from "../gql/graphql.js";
import { type Translate, useTranslate } from "../i18n/use-translate.js";
import type { AccountDetail } from "../ui/account-detail.js";
import { NextTime, RelativeTime } from "../ui/RelativeTime.js";

/** What happened to a token, newest first, with the next attempt on top. */
export function TokenTimeline({ account }: { account: AccountDetail }) {
  const translate = useTranslate();
  return (
    <Box component="ol" sx={LIST}>
      <Entry icon={<NextIcon fontSize="small" color="primary" />} at={<NextTime at={account.token?.nextRefreshAt} />}>
        {translate("darkroom.tokens.next_refresh")}
      </Entry>
      {timelineOf(account).map((event) => (
        <Entry key={event.id} icon={iconOf(event)} at={<RelativeTime at={event.at} />}>
          {eventText(event, translate)}
          {isFailure(event) && <FailureDetail record={event} />}
        </Entry>
      ))}
    </Box>
  );
}

const LIST = {
  display: "grid",
  gap: 1.5,
  listStyle: "none",
  m: 0,
  p: 0,
  "& > li:not(:last-of-type)::before": {
    bgcolor: "divider",
    bottom: -12,
    content: '""',
    left: 9,
    position: "absolute",
    top: 24,
    width: "2px",
  },
};

interface EntryProps {
  icon: ReactNode;
  at: ReactNode;
  children: ReactNode;
}

function Entry({ icon, at, children }: EntryProps) {
  return (
    <Box component="li" sx={{ columnGap: 1.5, display: "grid", gridTemplateColumns: "20px 1fr", position: "relative" }}>
      {icon}
      <Box sx={{ columnGap: 1.5, display: "flex", flexWrap: "wrap", justifyContent: "space-between", minWidth: 0 }}>
        <Typography variant="body2" component="div" sx={{ flex: "1 1 180px", overflowWrap: "anywhere" }}>
          {children}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {at}
        </Typography>
      </Box>
    </Box>
  );
}

function isFailure({ action }: EventLineFragment): boolean {
  return action === "TOKEN_FAILED" || action === "SYNC_FAILED";
}

function iconOf(event: EventLineFragment): ReactNode {
  if (isFailure(event)) return <FailedIcon fontSize="small" color="error" />;
  if (event.action === "TOKEN_REFRESHED") return <DoneIcon fontSize="small" color="success" />;
  return <IssuedIcon fontSize="small" color="action" />;
}

function eventText(event: EventLineFragment, translate: Translate): string {
  const { cause } = event;
  const why = cause ? translate(`darkroom.ui.cause.${cause}`) : translate("darkroom.tokens.bug");
  return translate(`darkroom.tokens.event.${kindOf(event)}`, { by: actorText(event, translate), cause: why });
}

function actorText({ actor: { kind, label } }: EventLineFragment, translate: Translate): string {
  if (kind === "SYSTEM") return "";
  if (kind === "OWNER" || kind === "ANONYMOUS") return translate(`darkroom.tokens.by.${kind}`);
  return translate("darkroom.tokens.by.name", { name: label });
}

function kindOf({ action, cause, instagramCode }: EventLineFragment) {
  const isUnanswered = cause === "INSTAGRAM_UNAVAILABLE" && instagramCode === null;
  if (action === "TOKEN_FAILED") return isUnanswered ? "refresh_unanswered" : "refresh_failed";
  if (action === "SYNC_FAILED") return "sync_rejected";
  if (action === "TOKEN_REFRESHED") return "refreshed";
  if (action === "ACCOUNT_IMPORTED") return "imported";
  return action === "ACCOUNT_RECONNECTED" ? "reissued" : "issued";
}

/** The causes of a sync's failure that say nothing of the token. */
const PASSING: ReadonlySet<FailureCause | null> = new Set([
  "APP_BLOCKED",
  "APP_MISCONFIGURED",
  "INSTAGRAM_RATE_LIMITED",
  "INSTAGRAM_REJECTED",
  "INSTAGRAM_UNAVAILABLE",
  null,
]);

/** What happened to a token, newest first; a sync may be what finds out that Instagram refuses it. */
function timelineOf({ events, failedSyncs }: AccountDetail): EventLineFragment[] {
  const losses = (failedSyncs ?? []).filter(({ cause }) => !PASSING.has(cause));
  return [...(events ?? []), ...losses].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
