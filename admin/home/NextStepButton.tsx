import { Button } from "@mui/material";
import { useAction } from "../data-provider/use-action.js";
import { type MessageKey, useTranslate } from "../i18n/use-translate.js";
import { reconnectUrl } from "../ui/reconnect-url.js";
import type { NextStep } from "./next-step.js";

interface NextStepButtonProps {
  account: { id: string; username: string };
  step: NextStep;
  onSendLink(): void;
}

/** The one thing to do about an account, done by a click. */
export function NextStepButton({ account, step, onSendLink }: NextStepButtonProps) {
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
