import { Typography } from "@mui/material";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { CreateBase, TextInput } from "react-admin";
import type { LinkRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { DialogForm } from "../ui/DialogForm.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { SecretDialog } from "../ui/SecretDialog.js";
import { useNow } from "../ui/server-clock.js";
import { daysAhead, EXPIRY, ExpiryInput } from "./ExpiryInput.js";

type NewLink = LinkRowFragment & { url: string };

/** Creates a connect link, and shows its address this once. */
export function LinkCreate({ onClose }: { onClose(): void }) {
  const translate = useTranslate();
  const now = useNow();
  const queries = useQueryClient();
  const [created, setCreated] = useState<NewLink | null>(null);
  const [error, setError] = useState<unknown>(null);
  function onSuccess(created: NewLink) {
    // React-admin's cache would hold the address after the dialog is closed.
    queries.removeQueries({ queryKey: ["connectLinks", "getOne", { id: created.id }] });
    setCreated(created);
  }
  if (created) return <CreatedLink link={created} onClose={onClose} />;
  return (
    <CreateBase
      resource="connectLinks"
      transform={({ days, ...link }: { days: number }) => ({ ...link, expiresAt: daysAhead(now, days) })}
      mutationOptions={{ onSuccess, onError: setError }}
    >
      <DialogForm
        title={translate("darkroom.links.create_title")}
        saveLabel={translate("resources.connectLinks.action.create")}
        defaultValues={EXPIRY}
        error={error}
        onClose={onClose}
      >
        <Typography>{translate("darkroom.links.create_help")}</Typography>
        <TextInput source="label" autoFocus helperText="darkroom.links.label_help" />
        <TextInput source="reference" helperText="darkroom.links.reference_help" />
        <ExpiryInput />
      </DialogForm>
    </CreateBase>
  );
}

function CreatedLink({ link: { url, expiresAt }, onClose }: { link: NewLink; onClose(): void }) {
  const translate = useTranslate();
  return (
    <SecretDialog
      title={translate("darkroom.links.created_title")}
      intro={
        <Typography>
          {translate("darkroom.links.created_help")} <RelativeTime at={expiresAt} />.
        </Typography>
      }
      label={translate("resources.connectLinks.name", { smart_count: 1 })}
      text={url}
      copyLabel={translate("darkroom.links.copy")}
      warning={translate("darkroom.ui.shown_once")}
      onClose={onClose}
    />
  );
}
