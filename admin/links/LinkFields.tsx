import UsedIcon from "@mui/icons-material/CheckCircleOutline";
import RevokedIcon from "@mui/icons-material/LinkOff";
import WaitingIcon from "@mui/icons-material/Schedule";
import ExpiredIcon from "@mui/icons-material/TimerOffOutlined";
import { Box, Chip, Typography } from "@mui/material";
import { useRecordContext } from "react-admin";
import type { LinkRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { AccountLink } from "../ui/AccountLink.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { useNow } from "../ui/server-clock.js";
import { linkState } from "./link-state.js";

// What a table's cell or a card's line shows of the link of its row.

export function LinkName() {
  const translate = useTranslate();
  const link = useRecordContext<LinkRowFragment>();
  if (!link) return null;
  const { label, reference, account, usedAt } = link;
  return (
    <Box>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {label ?? reference ?? translate("darkroom.links.no_label")}
      </Typography>
      {label && reference && (
        <Typography variant="body2" color="text.secondary">
          {reference}
        </Typography>
      )}
      {account && !usedAt && (
        <Typography variant="body2" color="text.secondary">
          {translate("darkroom.links.only_for", { username: account.username })}
        </Typography>
      )}
    </Box>
  );
}

const STATES = {
  WAITING: { color: "primary", Icon: WaitingIcon },
  USED: { color: "success", Icon: UsedIcon },
  REVOKED: { color: "default", Icon: RevokedIcon },
  EXPIRED: { color: "default", Icon: ExpiredIcon },
} as const;

export function LinkState() {
  const translate = useTranslate();
  const now = useNow();
  const link = useRecordContext<LinkRowFragment>();
  if (!link) return null;
  const state = linkState(link, now);
  const { color, Icon } = STATES[state];
  return (
    <Box sx={{ alignItems: "center", display: "inline-flex", flexWrap: "wrap", gap: 1 }}>
      <Chip
        size="small"
        variant="outlined"
        color={color}
        icon={<Icon />}
        label={translate(`darkroom.links.state.${state}`)}
      />
      {state === "USED" && link.account && (
        <span>
          {translate("darkroom.links.by")} <AccountLink account={link.account} />
        </span>
      )}
    </Box>
  );
}

export function LinkCreation() {
  return <RelativeTime at={useRecordContext<LinkRowFragment>()?.createdAt} />;
}

export function LinkExpiry() {
  return <RelativeTime at={useRecordContext<LinkRowFragment>()?.expiresAt} />;
}
