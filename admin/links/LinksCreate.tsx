import { Typography } from "@mui/material";
import { useState } from "react";
import { TextInput } from "react-admin";
import { useWatch } from "react-hook-form";
import { useSubmit } from "../data-provider/use-submit.js";
import { useTranslate } from "../i18n/use-translate.js";
import { DialogForm } from "../ui/DialogForm.js";
import { useNow } from "../ui/server-clock.js";
import { CreatedLinks, type NewLink } from "./CreatedLinks.js";
import { daysAhead, EXPIRY, ExpiryInput } from "./ExpiryInput.js";
import { referencesIn, validateReferences } from "./references.js";

/** Creates a connect link for each reference of a pasted list, and shows the addresses this once. */
export function LinksCreate({ onClose }: { onClose(): void }) {
  const translate = useTranslate();
  const now = useNow();
  const [created, setCreated] = useState<NewLink[] | null>(null);
  const submit = useSubmit("createConnectLinks", (links) =>
    setCreated(links.map(({ url, connectLink }) => ({ url, ...connectLink }))),
  );
  if (created) return <CreatedLinks links={created} onClose={onClose} />;
  return (
    <DialogForm
      title={translate("darkroom.links.create_many_title")}
      saveLabel={translate("darkroom.links.create_links")}
      isWide
      defaultValues={EXPIRY}
      onSubmit={({ references, label, days }) =>
        submit({ references: referencesIn(references), label: label || null, expiresAt: daysAhead(now, days) })
      }
      onClose={onClose}
    >
      <Typography>{translate("darkroom.links.create_many_help")}</Typography>
      <ReferencesInput />
      <TextInput source="label" label="darkroom.links.label_for_all" helperText="darkroom.links.label_help" />
      <ExpiryInput />
    </DialogForm>
  );
}

function ReferencesInput() {
  const translate = useTranslate();
  const { references } = useWatch();
  const count = referencesIn(references ?? "").length;
  return (
    <TextInput
      source="references"
      label="darkroom.links.references"
      autoFocus
      isRequired
      multiline
      minRows={5}
      maxRows={12}
      validate={validateReferences}
      helperText={translate("darkroom.links.reference_count", { smart_count: count })}
    />
  );
}
