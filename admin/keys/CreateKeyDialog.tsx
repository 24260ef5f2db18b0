import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import type { CreateKeyMutation } from "../gql/graphql.js";
import { wordsOf } from "../lib/api-error.js";
import { FormDialog } from "../ui/FormDialog.js";
import { CreatedKey } from "./CreatedKey.js";
import { KeyFields, KindField, ScopeField } from "./KeyFields.js";
import { createInput, EMPTY_DRAFT, faultOfDraft, type KeyDraft } from "./key-draft.js";

/** Makes an API key, and shows it this once. */
export function CreateKeyDialog({ onClose }: { onClose(): void }) {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [fault, setFault] = useState<string | null>(null);
  const [made, setMade] = useState<CreateKeyMutation["createApiKey"] | null>(null);
  const [create, isCreating] = useAction("createApiKey", {
    onSuccess: (createApiKey) => setMade(createApiKey),
    onError: (error) => setFault(wordsOf(error)),
  });
  if (made) return <CreatedKey made={made} onClose={onClose} />;

  const onChange = (changes: Partial<KeyDraft>) => setDraft({ ...draft, ...changes });
  function onAct() {
    const wrong = faultOfDraft(draft);
    setFault(wrong);
    if (!wrong) create({ input: createInput(draft) });
  }

  return (
    <FormDialog
      title="Create an API key"
      actLabel="Create key"
      isBusy={isCreating}
      isWide
      {...{ fault, onAct, onClose }}
    >
      <KindField draft={draft} onChange={onChange} />
      {draft.kind === "SECRET" && <ScopeField draft={draft} onChange={onChange} />}
      <KeyFields draft={draft} onChange={onChange} />
    </FormDialog>
  );
}
