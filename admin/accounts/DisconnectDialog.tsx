import { useNavigate } from "react-router-dom";
import { useAction } from "../data-provider/use-action.js";
import { ConfirmDialog } from "../ui/ConfirmDialog.js";
import type { OneAccount } from "../ui/one-account.js";

const NAMES_MAX = 5;

/** Asks for the account's name before it is forgotten, and says what stops working with it. */
export function DisconnectDialog({ account, onClose }: { account: OneAccount; onClose(): void }) {
  const { id, username, postCount } = account;
  const navigate = useNavigate();
  const [disconnect, isDisconnecting] = useAction("disconnectAccount", {
    successMessage: `@${username} is disconnected and its data deleted.`,
    onSuccess: () => navigate("/accounts"),
  });
  return (
    <ConfirmDialog
      title={`Disconnect @${username}?`}
      actLabel="Disconnect account"
      typedName={username}
      isBusy={isDisconnecting}
      onAct={() => disconnect({ accountId: id })}
      onClose={onClose}
    >
      Its token, {postCount.toLocaleString("en")} posts and their pictures are erased. Sites that show @{username} show
      nothing of it from then on, and addresses of its pictures stop answering. {keysSentence(account)}
    </ConfirmDialog>
  );
}

function keysSentence({ apiKeys }: OneAccount): string {
  const named = (apiKeys ?? []).filter((key) => !key.allAccounts).map((key) => key.name);
  const all = (apiKeys ?? []).filter((key) => key.allAccounts).length;
  if (named.length === 0) return all > 0 ? `Keys with access to all accounts lose it: ${all}.` : "No key reads it.";
  const more = named.length > NAMES_MAX ? ` and ${named.length - NAMES_MAX} more` : "";
  return `These keys lose it: ${named.slice(0, NAMES_MAX).join(", ")}${more}.`;
}
