import { Box, Button, Typography } from "@mui/material";
import { useAction } from "../data-provider/use-action.js";
import type { AttentionAccountFragment } from "../gql/graphql.js";
import { type MessageKey, useTranslate } from "../i18n/use-translate.js";
import { AccountAvatar } from "../ui/AccountAvatar.js";
import { AccountLink } from "../ui/AccountLink.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { reconnectUrl } from "../ui/reconnect-url.js";
import { StatusChip } from "../ui/StatusChip.js";
import { AttentionMenu } from "./AttentionMenu.js";
import { daysLeftText, type NextStep, nextStepOf, problemOf } from "./next-step.js";

/** One account of the queue: why it is there, how long it has, what to do. */
export function AttentionRow({ account, onSendLink }: { account: AttentionAccountFragment; onSendLink(): void }) {
  const translate = useTranslate();
  const step = nextStepOf(account);
  const lastSync = step === "SYNC" && (
    <>
      {" "}
      {translate("darkroom.home.attention.last_sync")} <RelativeTime at={account.syncedAt} />.
    </>
  );
  return (
    <Box component="li" sx={ROW}>
      <AccountAvatar username={account.username} url={account.profile.profilePictureUrl} size={40} />
      <Box sx={{ display: "grid", gap: 0.25, minWidth: 0 }}>
        <Box sx={{ alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1 }}>
          <AccountLink account={account} />
          <StatusChip account={account} />
        </Box>
        <Typography variant="body2">
          {problemOf(account, translate)}
          {lastSync}
        </Typography>
      </Box>
      <Box sx={TIME}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {daysLeftText(account, translate)}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          <End token={account.token} />
        </Typography>
      </Box>
      <Box sx={ACTS}>
        <NextStepButton account={account} step={step} onSendLink={onSendLink} />
        <AttentionMenu account={account} step={step} onSendLink={onSendLink} />
      </Box>
    </Box>
  );
}

/** When that was, or will be. */
function End({ token }: Pick<AttentionAccountFragment, "token">) {
  const translate = useTranslate();
  if (!token || (token.health === "REVOKED" && !token.failure)) return null;
  if (token.health === "REVOKED") return <RelativeTime at={token.failure?.firstAt} />;
  return (
    <>
      {translate(token.health === "EXPIRED" ? "darkroom.home.attention.ran_out" : "darkroom.home.attention.runs_out")}{" "}
      <RelativeTime at={token.expiresAt} />
    </>
  );
}

const ROW = {
  alignItems: "center",
  borderBottom: 1,
  borderColor: "divider",
  columnGap: 1.5,
  display: "grid",
  gridTemplateColumns: {
    xs: "40px minmax(0, 1fr)",
    md: "40px minmax(0, 1fr) 170px 230px",
  },
  py: 1.25,
  rowGap: 1,
  "&:first-of-type": { pt: 0 },
  "&:last-of-type": { borderBottom: 0, pb: 0 },
};
const TIME = {
  columnGap: 1.5,
  display: "flex",
  flexDirection: { xs: "row", md: "column" },
  gridColumn: { xs: 2, md: 3 },
};
const ACTS = {
  alignItems: "center",
  display: "flex",
  gap: 0.5,
  gridColumn: { xs: 2, md: 4 },
  justifyContent: { xs: "space-between", md: "flex-end" },
};

interface NextStepButtonProps {
  account: { id: string; username: string };
  step: NextStep;
  onSendLink(): void;
}

/** The one thing to do about an account, done by a click. */
function NextStepButton({ account, step, onSendLink }: NextStepButtonProps) {
  const translate = useTranslate();
  const { id, username } = account;
  const [refresh, isRefreshing] = useAction("refreshToken", {
    successMessage: ({ daysLeft }) =>
      translate("darkroom.home.attention.refreshed", { username, smart_count: daysLeft }),
  });
  const [sync, isSyncing] = useAction("syncAccount", {
    successMessage: (syncAccount) =>
      translate(syncAccount.sync?.running ? "darkroom.home.attention.syncing" : "darkroom.home.attention.synced", {
        username,
      }),
  });
  const named = (key: MessageKey) => ({ "aria-label": `${translate(key)}: @${username}`, children: translate(key) });
  const look = { size: "small", variant: "contained" } as const;
  switch (step) {
    case "REFRESH":
      return (
        <Button
          {...look}
          loading={isRefreshing}
          onClick={() => refresh({ accountId: id })}
          {...named("darkroom.home.attention.refresh")}
        />
      );
    case "RECONNECT":
      return <Button {...look} href={reconnectUrl(id)} {...named("darkroom.ui.reconnect")} />;
    case "SEND_LINK":
      return <Button {...look} onClick={onSendLink} {...named("darkroom.ui.copy_reconnect_link")} />;
    case "SYNC":
      return (
        <Button
          {...look}
          loading={isSyncing}
          onClick={() => sync({ accountId: id, full: false })}
          {...named("darkroom.home.attention.sync")}
        />
      );
  }
}
