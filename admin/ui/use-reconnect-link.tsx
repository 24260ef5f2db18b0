import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from "@mui/material";
import { type ReactNode, useState } from "react";
import { MakeLinkDocument } from "../gql/graphql.js";
import { useAct } from "../lib/use-act.js";
import { ShownOnce } from "./ShownOnce.js";
import { When } from "./When.js";

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
export function useReconnectLink(): [(account: { id: string; username: string }) => void, ReactNode] {
  const [made, setMade] = useState<MadeLink | null>(null);
  const [username, setUsername] = useState("");
  const [make] = useAct(MakeLinkDocument, {
    async onDone({ createConnectLink: { url, connectLink } }) {
      const isCopied = await copied(url);
      setMade({ username, url, expiresAt: connectLink.expiresAt, isCopied });
    },
  });

  function sendLink(account: { id: string; username: string }) {
    setUsername(account.username);
    make({ input: { accountId: account.id } });
  }
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
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="reconnect-link-title">
      <DialogTitle id="reconnect-link-title">Reconnect link for @{username}</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 2 }}>
        <Typography>
          {isCopied ? "The link is copied. Send" : "Send"} it to the owner of @{username}: they reconnect with it
          without signing in here. It works once and expires <When at={expiresAt} />.
        </Typography>
        <ShownOnce
          label="Reconnect link"
          text={url}
          copyLabel={isCopied ? "Copy again" : "Copy"}
          warning="It is shown only once. If you lose it, revoke it on the Connect page and create a new one."
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} variant="contained">
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}
