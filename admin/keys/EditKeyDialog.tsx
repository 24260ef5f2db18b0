import { Typography } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import type { KeyRowFragment } from "../gql/graphql.js";
import { wordsOf } from "../lib/api-error.js";
import { FormDialog } from "../ui/FormDialog.js";
import { KeyFields } from "./KeyFields.js";
import { draftOf, faultOfDraft, updateInput } from "./key-draft.js";

/** Changes what a key may read and where; its kind and what it may do are for life. */
export function EditKeyDialog({ apiKey, onClose }: { apiKey: KeyRowFragment; onClose(): void }) {
  const [draft, setDraft] = useState(() => draftOf(apiKey));
  const [fault, setFault] = useState<string | null>(null);
  const [update, isUpdating] = useAction("updateApiKey", {
    successMessage: "The key is changed. The change takes effect within seconds.",
    onSuccess: onClose,
    onError: (error) => setFault(wordsOf(error)),
  });

  function onAct() {
    const wrong = faultOfDraft(draft);
    setFault(wrong);
    if (!wrong) update({ id: apiKey.id, input: updateInput(draft, apiKey) });
  }

  return (
    <FormDialog title="Change the key" actLabel="Save" isBusy={isUpdating} isWide {...{ fault, onAct, onClose }}>
      <Typography color="text.secondary">
        The key itself stays the same, {apiKey.prefix}…; so do its kind and what it may do.
      </Typography>
      <KeyFields draft={draft} onChange={(changes) => setDraft({ ...draft, ...changes })} />
    </FormDialog>
  );
}
