import RemoveIcon from "@mui/icons-material/LabelOffOutlined";
import AddIcon from "@mui/icons-material/LabelOutlined";
import { Button } from "@mui/material";
import { useState } from "react";
import { useListContext, useNotify } from "react-admin";
import { useSubmit } from "../data-provider/use-submit.js";
import type { AccountRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import type { BulkScope } from "../jobs/bulk-scope.js";
import { DialogForm } from "../ui/DialogForm.js";
import { TagsInput } from "./TagsInput.js";

interface TagButtonsProps {
  scope: BulkScope;
  /** How many accounts the scope holds. */
  count: number;
}

interface Opened extends TagButtonsProps {
  act: "add" | "remove";
}

/** Adds tags to many accounts, or removes them. The accounts stay selected: a second tag may follow. */
export function TagButtons(props: TagButtonsProps) {
  const translate = useTranslate();
  // As it was when the dialog opened.
  const [opened, setOpened] = useState<Opened | null>(null);
  return (
    <>
      {ACTS.map(({ act, Icon }) => (
        <Button
          key={act}
          size="small"
          variant="outlined"
          startIcon={<Icon />}
          onClick={() => setOpened({ ...props, act })}
        >
          {translate(`darkroom.accounts.bulk.tags.${act}`)}
        </Button>
      ))}
      {opened && <TagDialog {...opened} onClose={() => setOpened(null)} />}
    </>
  );
}

const ACTS = [
  { act: "add", Icon: AddIcon },
  { act: "remove", Icon: RemoveIcon },
] as const;

function TagDialog({ act, scope, count, onClose }: Opened & { onClose(): void }) {
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
      saveLabel={translate(`darkroom.accounts.bulk.tags.${act}`)}
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
