import { Button } from "@mui/material";
import { RefreshTokenDocument, SyncAccountDocument } from "../gql/graphql.js";
import { useAct } from "../lib/use-act.js";
import { reconnectUrl } from "../ui/reconnect-url.js";
import type { NextStep } from "./next-step.js";

interface NextStepButtonProps {
  account: { id: string; username: string };
  step: NextStep;
  onSendLink(): void;
}

/** The one thing to do about an account, done by a click. */
export function NextStepButton({ account, step, onSendLink }: NextStepButtonProps) {
  const { id, username } = account;
  const [refresh, isRefreshing] = useAct(RefreshTokenDocument, {
    done: ({ refreshToken: { daysLeft } }) => `The token of @${username} is valid for ${daysLeft} more days.`,
  });
  const [sync, isSyncing] = useAct(SyncAccountDocument, {
    done: ({ syncAccount }) =>
      syncAccount.sync?.running
        ? `The sync of @${username} continues in the background.`
        : `@${username} is up to date.`,
  });
  const named = (words: string) => ({ "aria-label": `${words}: @${username}`, children: words });
  const look = { size: "small", variant: "contained" } as const;
  switch (step) {
    case "REFRESH":
      return (
        <Button
          {...look}
          loading={isRefreshing}
          onClick={() => refresh({ accountId: id })}
          {...named("Refresh token")}
        />
      );
    case "RECONNECT":
      return <Button {...look} href={reconnectUrl(id)} {...named("Reconnect")} />;
    case "SEND_LINK":
      return <Button {...look} onClick={onSendLink} {...named("Copy reconnect link")} />;
    case "SYNC":
      return (
        <Button
          {...look}
          loading={isSyncing}
          onClick={() => sync({ accountId: id, full: false })}
          {...named("Sync now")}
        />
      );
  }
}
