import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { CreateBase, useRedirect } from "react-admin";
import type { ApiKeyRecord } from "../data-provider/api-keys.js";
import { invalidate } from "../data-provider/use-action.js";
import { VERBS } from "../data-provider/verbs.js";
import { useTranslate } from "../i18n/use-translate.js";
import { DialogForm } from "../ui/DialogForm.js";
import { CreatedKey } from "./CreatedKey.js";
import { KeyInputs, KindInputs } from "./KeyInputs.js";
import { inputOf } from "./key-input.js";

type NewKey = ApiKeyRecord & { key: string };

const EMPTY = { name: "", kind: "PUBLISHABLE", scopes: ["READ"], allAccounts: false, accountIds: [], origins: [] };

/** Creates an API key, and shows it this once. */
export function KeyCreate() {
  const translate = useTranslate();
  const redirect = useRedirect();
  const queries = useQueryClient();
  const [created, setCreated] = useState<NewKey | null>(null);
  const close = () => redirect("list", "apiKeys");
  const [error, setError] = useState<unknown>(null);
  function onSuccess(created: NewKey) {
    // React-admin's cache would hold the key's text after the dialog is closed.
    queries.removeQueries({ queryKey: ["apiKeys", "getOne", { id: created.id }] });
    setCreated(created);
    void invalidate(queries, VERBS.createApiKey.invalidates);
  }
  if (created) return <CreatedKey created={created} onClose={close} />;
  return (
    <CreateBase resource="apiKeys" transform={inputOf} mutationOptions={{ onSuccess, onError: setError }}>
      <DialogForm
        title={translate("darkroom.keys.create_title")}
        saveLabel={translate("resources.apiKeys.action.create")}
        isWide
        defaultValues={EMPTY}
        error={error}
        onClose={close}
      >
        <KindInputs />
        <KeyInputs />
      </DialogForm>
    </CreateBase>
  );
}
