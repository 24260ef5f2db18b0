import { Typography } from "@mui/material";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { EditBase, useNotify, useRecordContext, useRedirect } from "react-admin";
import type { ApiKeyRecord } from "../data-provider/api-keys.js";
import { invalidate } from "../data-provider/use-action.js";
import { VERBS } from "../data-provider/verbs.js";
import { useTranslate } from "../i18n/use-translate.js";
import { DialogForm } from "../ui/DialogForm.js";
import { KeyInputs } from "./KeyInputs.js";
import { inputOf } from "./key-input.js";

/** Changes what a key may read and where; its kind and what it may do are for life. */
export function KeyEdit() {
  const notify = useNotify();
  const redirect = useRedirect();
  const queries = useQueryClient();
  const close = () => redirect("list", "apiKeys");
  const [error, setError] = useState<unknown>(null);
  function onSuccess() {
    notify("darkroom.keys.changed", { type: "success" });
    void invalidate(queries, VERBS.updateApiKey.invalidates);
    close();
  }
  return (
    <EditBase
      resource="apiKeys"
      mutationMode="pessimistic"
      transform={inputOf}
      mutationOptions={{ onSuccess, onError: setError }}
      loading={null}
    >
      <KeyForm error={error} onClose={close} />
    </EditBase>
  );
}

function KeyForm({ error, onClose }: { error: unknown; onClose(): void }) {
  const translate = useTranslate();
  const key = useRecordContext<ApiKeyRecord>();
  // Only in the list: nothing of a revoked key can be changed.
  if (!key || key.revokedAt) return null;
  return (
    <DialogForm
      title={translate("darkroom.keys.change_title")}
      saveLabel="ra.action.save"
      isWide
      error={error}
      onClose={onClose}
    >
      <Typography color="text.secondary">{translate("darkroom.keys.change_help", { prefix: key.prefix })}</Typography>
      <KeyInputs />
    </DialogForm>
  );
}
