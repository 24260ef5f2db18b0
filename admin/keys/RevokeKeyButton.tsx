import type { ApiKeyRecord } from "../data-provider/api-keys.js";
import { useAction } from "../data-provider/use-action.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ConfirmButton } from "../ui/ConfirmButton.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { accountsText } from "./key-state.js";

/** Ends a key for good, once it is said what stops working. The key stays in the list. */
export function RevokeKeyButton({ apiKey }: { apiKey: ApiKeyRecord }) {
  const translate = useTranslate();
  const { id, name, origins, lastUsedAt } = apiKey;
  const [revoke, isRevoking] = useAction("revokeApiKey", {
    successMessage: translate("darkroom.keys.revoked", { name }),
  });
  const sites = origins.length > 0 ? `: ${origins.join(", ")}` : "";
  return (
    <ConfirmButton
      button={{
        size: "small",
        "aria-label": translate("darkroom.keys.revoke_which", { name }),
        children: translate("darkroom.keys.revoke"),
      }}
      title={translate("darkroom.keys.revoke_title", { name })}
      actLabel={translate("darkroom.keys.revoke_key")}
      isBusy={isRevoking}
      onAct={(close) => revoke({ id }, { onSuccess: close })}
    >
      <p>{translate("darkroom.keys.revoke_help", { sites, accounts: accountsText(apiKey, translate) })}</p>
      <p>
        {translate(lastUsedAt ? "darkroom.keys.last_used" : "darkroom.keys.never_used")}
        {lastUsedAt && (
          <>
            {" "}
            <RelativeTime at={lastUsedAt} />.
          </>
        )}
      </p>
    </ConfirmButton>
  );
}
