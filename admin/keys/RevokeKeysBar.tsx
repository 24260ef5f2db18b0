import RevokeIcon from "@mui/icons-material/LinkOff";
import { Box } from "@mui/material";
import { useState } from "react";
import { useGetMany, useListContext, useNotify } from "react-admin";
import type { ApiKeyRecord } from "../data-provider/api-keys.js";
import { useAction } from "../data-provider/use-action.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ConfirmDialog } from "../ui/ConfirmButton.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { SelectionBar } from "../ui/SelectionBar.js";
import { accountsText } from "./key-state.js";

/** Revokes the keys that are selected. */
export function RevokeKeysBar() {
  const translate = useTranslate();
  const { selectedIds, onUnselectItems } = useListContext<ApiKeyRecord>();
  const [isAsking, setIsAsking] = useState(false);
  if (selectedIds.length === 0) return null;
  const revoke = { label: translate("darkroom.keys.bulk.revoke"), Icon: RevokeIcon, isDanger: true };
  return (
    <>
      <SelectionBar
        label={translate("darkroom.keys.bulk.title")}
        count={selectedIds.length}
        actions={[{ ...revoke, onAct: () => setIsAsking(true) }]}
        onClear={onUnselectItems}
      />
      {isAsking && <RevokeDialog ids={selectedIds.map(String)} onClose={() => setIsAsking(false)} />}
    </>
  );
}

/** Says what stops working. */
function RevokeDialog({ ids, onClose }: { ids: string[]; onClose(): void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const { onUnselectItems } = useListContext();
  const [revoke, isRevoking] = useAction("revokeApiKeys", {
    onSuccess(revokedCount) {
      const skippedCount = ids.length - revokedCount;
      const revoked = translate("darkroom.keys.bulk.revoked", { smart_count: revokedCount });
      const skipped = translate("darkroom.keys.bulk.skipped", { smart_count: skippedCount });
      notify(skippedCount > 0 ? `${revoked} ${skipped}` : revoked, { type: "success" });
      onClose();
      onUnselectItems();
    },
  });
  return (
    <ConfirmDialog
      title={translate("darkroom.keys.bulk.revoke_title", { smart_count: ids.length })}
      actLabel={translate("darkroom.keys.bulk.revoke")}
      isBusy={isRevoking}
      onAct={() => revoke({ ids })}
      onClose={onClose}
    >
      <p>{translate("darkroom.keys.bulk.revoke_help", { smart_count: ids.length })}</p>
      <KeysThatStop ids={ids} />
      <p>{translate("darkroom.keys.bulk.revoke_kept")}</p>
    </ConfirmDialog>
  );
}

const NAMED_MAX = 10;

function KeysThatStop({ ids }: { ids: string[] }) {
  const translate = useTranslate();
  const { data = [] } = useGetMany<ApiKeyRecord>("apiKeys", { ids: ids.slice(0, NAMED_MAX) });
  const moreCount = ids.length - NAMED_MAX;
  return (
    <Box component="ul" sx={{ my: 1, overflowWrap: "anywhere", pl: 3 }}>
      {data.map((key) => (
        <KeyThatStops key={key?.id} apiKey={key} />
      ))}
      {moreCount > 0 && <li>{translate("darkroom.keys.bulk.and_more", { count: moreCount })}</li>}
    </Box>
  );
}

function KeyThatStops({ apiKey }: { apiKey: ApiKeyRecord | undefined }) {
  const translate = useTranslate();
  // Not read yet.
  if (!apiKey) return null;
  const { name, origins, lastUsedAt } = apiKey;
  const places = origins.length > 0 ? origins.join(", ") : translate("darkroom.keys.anywhere");
  return (
    <li>
      <strong>{name}</strong>: {places}; {accountsText(apiKey, translate)};{" "}
      {translate("darkroom.account.keys.last_used")} <RelativeTime at={lastUsedAt} />
    </li>
  );
}
