import { Box, Typography } from "@mui/material";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { CreateBase, useRedirect } from "react-admin";
import { invalidate } from "../data-provider/use-action.js";
import { VERBS } from "../data-provider/verbs.js";
import type { KeyRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { CopyButton } from "../ui/CopyButton.js";
import { DialogForm } from "../ui/DialogForm.js";
import { SecretDialog } from "../ui/SecretDialog.js";
import { KeyInputs, KindInputs } from "./KeyInputs.js";
import { keyExample } from "./key-example.js";
import { inputOf } from "./key-input.js";

type NewKey = KeyRowFragment & { key: string };

/** What a form begins with. */
export const EMPTY = {
  name: "",
  kind: "PUBLISHABLE",
  scopes: ["READ"],
  allAccounts: false,
  accountIds: [],
  feedIds: [],
  origins: [],
};

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

/** A key that was just created, with a first request to try. */
export function CreatedKey({ created, onClose }: { created: NewKey; onClose(): void }) {
  const translate = useTranslate();
  const { key, name, kind } = created;
  const example = keyExample(window.location.origin, key, created);
  return (
    <SecretDialog
      title={translate("darkroom.keys.created_title", { name })}
      label={translate("resources.apiKeys.name", { smart_count: 1 })}
      text={key}
      copyLabel={translate("darkroom.keys.copy")}
      warning={translate("darkroom.ui.shown_once")}
      onClose={onClose}
    >
      <Box sx={{ alignItems: "center", display: "flex", justifyContent: "space-between" }}>
        <Typography component="h3" variant="h3">
          {translate(`darkroom.keys.try.${kind}`)}
        </Typography>
        <CopyButton text={example} label={translate("darkroom.keys.copy_example")} />
      </Box>
      <Box component="pre" sx={CODE} tabIndex={0} aria-label={translate("darkroom.keys.example")}>
        {example}
      </Box>
    </SecretDialog>
  );
}

const CODE = {
  bgcolor: "background.default",
  borderRadius: 1,
  fontSize: "0.8125rem",
  m: 0,
  maxHeight: "16rem",
  overflow: "auto",
  p: 2,
};
