import { useAction } from "../data-provider/use-action.js";
import type { LinkRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ConfirmButton } from "../ui/ConfirmDialog.js";
import { useNow } from "../ui/server-clock.js";
import { linkState } from "./link-state.js";

/** Ends a link as long as it waits for its owner. The link stays in the list. */
export function RevokeLinkButton({ link }: { link: LinkRowFragment }) {
  const translate = useTranslate();
  const now = useNow();
  const [revoke, isRevoking] = useAction("revokeConnectLink", { successMessage: translate("darkroom.links.revoked") });
  if (linkState(link, now) !== "WAITING") return null;
  const name = link.label ?? link.reference;
  const which = name ? translate("darkroom.links.the_link", { name }) : translate("darkroom.links.this_link");
  return (
    <ConfirmButton
      button={{ size: "small", "aria-label": translate("darkroom.links.revoke_which", { which }) }}
      title={translate("darkroom.links.revoke_title", { which })}
      actLabel={translate("darkroom.links.revoke")}
      isBusy={isRevoking}
      onAct={(close) => revoke({ id: link.id }, { onSuccess: close })}
    >
      {translate("darkroom.links.revoke_help")}
    </ConfirmButton>
  );
}
