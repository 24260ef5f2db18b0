import { useListContext, useNotify } from "react-admin";
import { useSubmit } from "../data-provider/use-submit.js";
import type { AccountRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import type { Selected } from "../jobs/bulk-scope.js";
import { DialogForm } from "../ui/DialogForm.js";
import { TagsInput } from "./TagsInput.js";

interface TagDialogProps extends Selected {
  act: "add" | "remove";
  onClose(): void;
}

/** Adds tags to many accounts, or removes them. The accounts stay selected: a second tag may follow. */
export function TagDialog({ act, scope, count, onClose }: TagDialogProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const { data = [] } = useListContext<AccountRowFragment>();
  const submit = useSubmit("tagAccounts", (changedCount) => {
    notify(translate("darkroom.accounts.bulk.tags.done", { smart_count: changedCount }), { type: "success" });
    onClose();
  });
  const isMeant = ({ id }: AccountRowFragment) => !("accountIds" in scope) || scope.accountIds.includes(id);
  const held = act === "add" ? data : data.filter(isMeant);
  return (
    <DialogForm
      title={translate(`darkroom.accounts.bulk.tags.${act}_title`, { smart_count: count })}
      saveLabel={translate(act === "add" ? "darkroom.accounts.bulk.addTags" : "darkroom.accounts.bulk.removeTags")}
      defaultValues={{ tags: [] }}
      onSubmit={({ tags }) =>
        tags.length > 0 ? submit({ ...scope, [act]: tags }) : { tags: translate("darkroom.accounts.bulk.tags.none") }
      }
      onClose={onClose}
    >
      <TagsInput options={[...new Set(held.flatMap(({ tags }) => tags))].sort()} />
    </DialogForm>
  );
}
