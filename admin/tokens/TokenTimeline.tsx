import FailedIcon from "@mui/icons-material/ErrorOutline";
import IssuedIcon from "@mui/icons-material/KeyOutlined";
import NextIcon from "@mui/icons-material/Schedule";
import DoneIcon from "@mui/icons-material/TaskAlt";
import { Box, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { FailureDetail } from "../activity/FailureDetail.js";
import type { EventLineFragment } from "../gql/graphql.js";
import { NextTime } from "../ui/NextTime.js";
import { When } from "../ui/When.js";
import { CAUSE_WORDS } from "../ui/words.js";

interface TokenTimelineProps {
  events: readonly EventLineFragment[];
  nextRefreshAt: string | null;
}

/** What happened to a token, newest first, with the next attempt on top. */
export function TokenTimeline({ events, nextRefreshAt }: TokenTimelineProps) {
  return (
    <Box component="ol" sx={LIST}>
      <Entry icon={<NextIcon fontSize="small" color="primary" />} at={<NextTime at={nextRefreshAt} />}>
        Next refresh
      </Entry>
      {events.map((event) => (
        <Entry key={event.id} icon={iconOf(event)} at={<When at={event.at} />}>
          {wordsOf(event)}
          {isFailure(event) && <FailureDetail event={event} />}
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

function wordsOf({ action, actor, cause, instagramCode }: EventLineFragment): string {
  const by = actor.kind === "SYSTEM" ? "" : ` by ${actor.label}`;
  const why = cause ? CAUSE_WORDS[cause] : "a bug of this server's";
  const isUnanswered = cause === "INSTAGRAM_UNAVAILABLE" && instagramCode === null;
  if (action === "TOKEN_FAILED" && isUnanswered) return `Refresh without a response${by}: the result is unknown`;
  if (action === "TOKEN_FAILED") return `Refresh failed${by}: ${why}`;
  if (action === "SYNC_FAILED") return `Rejected during a sync${by}: ${why}`;
  if (action === "TOKEN_REFRESHED") return `Refreshed${by}`;
  if (action === "ACCOUNT_IMPORTED") return `Imported${by}`;
  return action === "ACCOUNT_RECONNECTED" ? `Reissued: reconnected${by}` : `Issued: connected${by}`;
}
