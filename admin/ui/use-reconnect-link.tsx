import { Typography } from "@mui/material";
import { type ReactNode, useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import { useTranslate } from "../i18n/use-translate.js";
import { RelativeTime } from "./RelativeTime.js";
import { SecretDialog } from "./SecretDialog.js";

interface MadeLink {
  username: string;
  url: string;
  expiresAt: string;
  isCopied: boolean;
}

/**
 * Makes the one-time address with which its owner reconnects an account, copies it and shows it this once:
 * `const [sendLink, linkDialog] = useReconnectLink()`; render `linkDialog`, call `sendLink(account)`.
 */
export function useReconnectLink(): [(account: { id: string }) => void, ReactNode] {
  const [made, setMade] = useState<MadeLink | null>(null);
  const [make] = useAction("createConnectLink", {
    async onSuccess({ url, connectLink: { account, expiresAt } }) {
      setMade({ username: account?.username ?? "", url, expiresAt, isCopied: await copied(url) });
    },
  });
  const sendLink = ({ id }: { id: string }) => make({ input: { accountId: id } });
  return [sendLink, made && <LinkDialog link={made} onClose={() => setMade(null)} />];
}

/** Browsers may refuse: they give the clipboard to https and localhost only, and soon after a click. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function LinkDialog({ link: { username, url, expiresAt, isCopied }, onClose }: { link: MadeLink; onClose(): void }) {
  const translate = useTranslate();
  return (
    <SecretDialog
      title={translate("darkroom.ui.reconnect_link.title", { username })}
      intro={
        <Typography>
          {isCopied && `${translate("darkroom.ui.reconnect_link.copied")} `}
          {translate("darkroom.ui.reconnect_link.text", { username })} <RelativeTime at={expiresAt} />.
        </Typography>
      }
      label={translate("darkroom.ui.reconnect_link.label")}
      text={url}
      copyLabel={translate(isCopied ? "darkroom.ui.copy_again" : "darkroom.ui.copy")}
      warning={translate("darkroom.ui.reconnect_link.warning")}
      isLoose
      onClose={onClose}
    />
  );
}
