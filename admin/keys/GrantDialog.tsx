import { useState } from "react";
import { AutocompleteInput, RadioButtonGroupInput, ReferenceInput, required, useNotify } from "react-admin";
import { type FieldValues, useWatch } from "react-hook-form";
import { useSubmit } from "../data-provider/use-submit.js";
import type { CreateApiKeyInput, CreateKeyMutation, KeyRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { idsOf, type Selected } from "../jobs/bulk-scope.js";
import { DialogForm } from "../ui/DialogForm.js";
import { CreatedKey, EMPTY } from "./KeyCreate.js";
import { KeyInputs, KindInputs } from "./KeyInputs.js";
import { inputOf } from "./key-input.js";

/** The most that one key may name. */
const ACCOUNTS_MAX = 5_000;

/** Lets a key read the accounts that are selected: one that there is, or one that is created for them. */
export function GrantDialog({ scope, count, onClose }: Selected & { onClose(): void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const [created, setCreated] = useState<CreateKeyMutation["createApiKey"] | null>(null);
  const create = useSubmit("createApiKey", setCreated);
  const add = useSubmit("addApiKeyAccounts", (addedCount) => {
    const had = count - addedCount;
    const added = translate("darkroom.keys.grant.added", { smart_count: addedCount });
    notify(had > 0 ? `${added} ${translate("darkroom.keys.grant.had", { smart_count: had })}` : added, {
      type: "success",
    });
    onClose();
  });
  async function submit({ which, id, name, kind, scopes, origins, expiresAt }: FieldValues) {
    if (which === "existing") return await add({ id, ...scope });
    if (count > ACCOUNTS_MAX) {
      return { root: { serverError: translate("darkroom.keys.grant.too_many", { max: ACCOUNTS_MAX }) } };
    }
    const input = inputOf({ name, kind, scopes, origins, expiresAt }) as CreateApiKeyInput;
    return await create({ input: { ...input, accountIds: await idsOf(scope, ACCOUNTS_MAX) } });
  }
  if (created) return <CreatedKey created={{ ...created.apiKey, key: created.key }} onClose={onClose} />;
  return (
    <DialogForm
      title={translate("darkroom.keys.grant.title", { smart_count: count })}
      saveLabel={translate("darkroom.keys.grant.save")}
      isWide
      defaultValues={{ ...EMPTY, which: "existing", id: null }}
      onSubmit={submit}
      onClose={onClose}
    >
      <RadioButtonGroupInput source="which" label="darkroom.keys.grant.which" choices={WHICH} />
      <WhichInputs />
    </DialogForm>
  );
}

const WHICH = [
  { id: "existing", name: "darkroom.keys.grant.existing" },
  { id: "new", name: "darkroom.keys.grant.new" },
];

function WhichInputs() {
  const { which } = useWatch();
  if (which === "existing") return <KeyInput />;
  return (
    <>
      <KindInputs />
      <KeyInputs hasAccounts={false} />
    </>
  );
}

/** A key, found by typing part of its name; the server searches. */
function KeyInput() {
  return (
    <ReferenceInput source="id" reference="apiKeys" sort={NEWEST_FIRST}>
      <AutocompleteInput
        label="darkroom.keys.grant.key"
        optionText={({ name, prefix }: KeyRowFragment) => `${name} (${prefix}…)`}
        getOptionDisabled={({ revokedAt }: KeyRowFragment) => revokedAt !== null}
        filterToQuery={searchFor}
        validate={required()}
        noOptionsText="darkroom.keys.grant.no_match"
        helperText="darkroom.keys.grant.help"
      />
    </ReferenceInput>
  );
}

const NEWEST_FIRST = { field: "createdAt", order: "DESC" } as const;

function searchFor(typed: string): { search?: string } {
  const search = typed.trim();
  return search ? { search } : {};
}
