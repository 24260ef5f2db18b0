import MoreIcon from "@mui/icons-material/MoreVert";
import { Divider, IconButton, ListSubheader, Menu, MenuItem } from "@mui/material";
import { useState } from "react";
import { type NeedyAccountFragment, ResumeAccountDocument } from "../gql/graphql.js";
import { useAct } from "../lib/use-act.js";
import { reconnectUrl } from "../ui/reconnect-url.js";
import { useNow } from "../ui/server-clock.js";
import type { NextStep } from "./next-step.js";
import { SnoozeDialog } from "./SnoozeDialog.js";
import { inDays, useSnooze } from "./use-snooze.js";

interface NeedyMenuProps {
  account: NeedyAccountFragment;
  /** What the button beside it does. */
  step: NextStep;
  onSendLink(): void;
}

/** What else can be done about an account of the queue; above all, leaving it for later. */
export function NeedyMenu({ account, step, onSendLink }: NeedyMenuProps) {
  const { id, username, paused } = account;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isAskingDate, setIsAskingDate] = useState(false);
  const [resume] = useAct(ResumeAccountDocument, { done: `@${username} is synced on schedule again.` });
  const snooze = useSnooze(account);
  const now = useNow();
  const pick = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  return (
    <>
      <IconButton aria-label={`More for @${username}`} aria-haspopup="menu" onClick={(e) => setAnchor(e.currentTarget)}>
        <MoreIcon />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {step !== "RECONNECT" && (
          <MenuItem component="a" href={reconnectUrl(id)}>
            Reconnect
          </MenuItem>
        )}
        {step !== "SEND_LINK" && <MenuItem onClick={pick(onSendLink)}>Copy reconnect link</MenuItem>}
        {paused && <MenuItem onClick={pick(() => resume({ accountId: id }))}>Resume</MenuItem>}
        <Divider />
        <ListSubheader sx={{ bgcolor: "transparent", lineHeight: 2 }}>Snooze until</ListSubheader>
        <MenuItem onClick={pick(() => snooze(inDays(now, 1)))}>Tomorrow</MenuItem>
        <MenuItem onClick={pick(() => snooze(inDays(now, 3)))}>In 3 days</MenuItem>
        <MenuItem onClick={pick(() => snooze(inDays(now, 7)))}>In a week</MenuItem>
        <MenuItem onClick={pick(() => setIsAskingDate(true))}>A date…</MenuItem>
      </Menu>
      {isAskingDate && <SnoozeDialog username={username} onSnooze={snooze} onClose={() => setIsAskingDate(false)} />}
    </>
  );
}
