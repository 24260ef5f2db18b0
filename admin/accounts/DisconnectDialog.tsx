import { useNavigate } from "react-router-dom";
import { useAction } from "../data-provider/use-action.js";
import { type Translate, useTranslate } from "../i18n/use-translate.js";
import type { AccountDetail } from "../ui/account-detail.js";
import { ConfirmDialog } from "../ui/ConfirmDialog.js";

const NAMES_MAX = 5;

/** Asks for the account's name before it is forgotten, and says what stops working with it. */
export function DisconnectDialog({ account, onClose }: { account: AccountDetail; onClose(): void }) {
  const translate = useTranslate();
  const { id, username, postCount } = account;
  const navigate = useNavigate();
  const [disconnect, isDisconnecting] = useAction("disconnectAccount", {
    successMessage: translate("darkroom.account.danger.disconnected", { username }),
    onSuccess: () => navigate("/accounts"),
  });
  return (
    <ConfirmDialog
      title={translate("darkroom.account.danger.disconnect_title", { username })}
      actLabel={translate("darkroom.account.danger.disconnect")}
      typedName={username}
      isBusy={isDisconnecting}
      onAct={() => disconnect({ accountId: id })}
      onClose={onClose}
    >
      {translate("darkroom.account.danger.erased", { smart_count: postCount })}{" "}
      {translate("darkroom.account.danger.sites", { username })} {keysSentence(account, translate)}
    </ConfirmDialog>
  );
}

function keysSentence({ apiKeys }: AccountDetail, translate: Translate): string {
  const named = (apiKeys ?? []).filter((key) => !key.allAccounts).map((key) => key.name);
  const all = (apiKeys ?? []).filter((key) => key.allAccounts).length;
  if (named.length === 0 && all === 0) return translate("darkroom.account.danger.no_key");
  if (named.length === 0) return translate("darkroom.account.danger.all_keys", { count: all });
  const shown = named.slice(0, NAMES_MAX).join(", ");
  const count = named.length - NAMES_MAX;
  const names = count > 0 ? translate("darkroom.account.danger.and_more", { names: shown, count }) : shown;
  return translate("darkroom.account.danger.keys", { names });
}
