import { Button } from "@mui/material";
import { useState } from "react";
import { useRecordContext } from "react-admin";
import { useAction } from "../data-provider/use-action.js";
import type { LinkRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ConfirmDialog } from "../ui/ConfirmDialog.js";
import { useNow } from "../ui/server-clock.js";
import { linkState } from "./link-state.js";

/** Ends the link of the row, as long as it waits for its owner. The link stays in the list. */
export function RevokeLinkButton() {
  const translate = useTranslate();
  const now = useNow();
  const link = useRecordContext<LinkRowFragment>();
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  const [revoke, isRevoking] = useAction("revokeConnectLink", {
    successMessage: translate("darkroom.links.revoked"),
    onSuccess: close,
  });
  if (!link || linkState(link, now) !== "WAITING") return null;
  const name = link.label ?? link.reference;
  const which = name ? translate("darkroom.links.the_link", { name }) : translate("darkroom.links.this_link");
  return (
    <>
      <Button
        size="small"
        color="error"
        aria-label={translate("darkroom.links.revoke_which", { which })}
        onClick={() => setIsOpen(true)}
      >
        {translate("darkroom.links.revoke")}
      </Button>
      {isOpen && (
        <ConfirmDialog
          title={translate("darkroom.links.revoke_title", { which })}
          actLabel={translate("darkroom.links.revoke")}
          isBusy={isRevoking}
          onAct={() => revoke({ id: link.id })}
          onClose={close}
        >
          {translate("darkroom.links.revoke_help")}
        </ConfirmDialog>
      )}
    </>
  );
}
