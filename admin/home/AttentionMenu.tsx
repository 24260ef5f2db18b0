import MoreIcon from "@mui/icons-material/MoreVert";
import { Divider, IconButton, ListSubheader, Menu, MenuItem } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import type { AttentionAccountFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { reconnectUrl } from "../ui/reconnect-url.js";
import { useNow } from "../ui/server-clock.js";
import type { NextStep } from "./next-step.js";
import { SnoozeDialog } from "./SnoozeDialog.js";
import { inDays, useSnooze } from "./use-snooze.js";

interface AttentionMenuProps {
  account: AttentionAccountFragment;
  /** What the button beside it does. */
  step: NextStep;
  onSendLink(): void;
}

/** What else can be done about an account of the queue; above all, leaving it for later. */
export function AttentionMenu({ account, step, onSendLink }: AttentionMenuProps) {
  const translate = useTranslate();
  const { id, username, paused } = account;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isAskingDate, setIsAskingDate] = useState(false);
  const [resume] = useAction("resumeAccount", {
    successMessage: translate("darkroom.home.attention.resumed", { username }),
  });
  const snooze = useSnooze(account);
  const now = useNow();
  const pick = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  return (
    <>
      <IconButton
        aria-label={translate("darkroom.home.attention.more", { username })}
        aria-haspopup="menu"
        onClick={(e) => setAnchor(e.currentTarget)}
      >
        <MoreIcon />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {step !== "RECONNECT" && (
          <MenuItem component="a" href={reconnectUrl(id)}>
            {translate("darkroom.ui.reconnect")}
          </MenuItem>
        )}
        {step !== "SEND_LINK" && (
          <MenuItem onClick={pick(onSendLink)}>{translate("darkroom.ui.copy_reconnect_link")}</MenuItem>
        )}
        {paused && (
          <MenuItem onClick={pick(() => resume({ accountId: id }))}>
            {translate("darkroom.home.attention.resume")}
          </MenuItem>
        )}
        <Divider />
        <ListSubheader sx={{ bgcolor: "transparent", lineHeight: 2 }}>
          {translate("darkroom.home.snooze.until")}
        </ListSubheader>
        <MenuItem onClick={pick(() => snooze(inDays(now, 1)))}>{translate("darkroom.home.snooze.tomorrow")}</MenuItem>
        <MenuItem onClick={pick(() => snooze(inDays(now, 3)))}>
          {translate("darkroom.home.snooze.days", { smart_count: 3 })}
        </MenuItem>
        <MenuItem onClick={pick(() => snooze(inDays(now, 7)))}>{translate("darkroom.home.snooze.week")}</MenuItem>
        <MenuItem onClick={pick(() => setIsAskingDate(true))}>{translate("darkroom.home.snooze.date")}</MenuItem>
      </Menu>
      {isAskingDate && <SnoozeDialog username={username} onSnooze={snooze} onClose={() => setIsAskingDate(false)} />}
    </>
  );
}
