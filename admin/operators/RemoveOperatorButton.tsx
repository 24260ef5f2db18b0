import { Button, Tooltip } from "@mui/material";
import { useState } from "react";
import { useDeleteController, useListContext, useNotify, useRecordContext } from "react-admin";
import type { OperatorRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ConfirmDialog } from "../ui/ConfirmDialog.js";
import { useLeave } from "./use-leave.js";

/** Takes the way in of the row's operator away. Their actions stay in the audit log. */
export function RemoveOperatorButton() {
  const translate = useTranslate();
  const operator = useRecordContext<OperatorRowFragment>();
  const { total } = useListContext();
  const [isOpen, setIsOpen] = useState(false);
  if (!operator) return null;
  const isLast = total === 1;
  const why = isLast ? translate("darkroom.operators.last") : "";
  return (
    <>
      <Tooltip title={why}>
        {/* Keeps the focus although the button is closed, so that the reason can be read. */}
        <span {...(isLast && { tabIndex: 0, role: "note", "aria-label": why })}>
          <Button
            size="small"
            color="error"
            disabled={isLast}
            aria-label={translate("darkroom.operators.remove_who", { email: operator.email })}
            onClick={() => setIsOpen(true)}
          >
            {translate("darkroom.operators.remove")}
          </Button>
        </span>
      </Tooltip>
      {isOpen && <RemoveDialog operator={operator} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function RemoveDialog({ operator, onClose }: { operator: OperatorRowFragment; onClose(): void }) {
  const { email, isYou } = operator;
  const translate = useTranslate();
  const notify = useNotify();
  const leave = useLeave();
  function onSuccess() {
    if (isYou) return leave("REMOVED");
    notify("darkroom.operators.removed", { type: "success", messageArgs: { email } });
  }
  const { isPending, handleDelete } = useDeleteController({
    record: operator,
    resource: "operators",
    mutationMode: "pessimistic",
    redirect: false,
    mutationOptions: { onSuccess },
  });
  return (
    <ConfirmDialog
      title={translate(isYou ? "darkroom.operators.remove_yourself_title" : "darkroom.operators.remove_title", {
        email,
      })}
      actLabel={translate(isYou ? "darkroom.operators.remove_yourself" : "darkroom.operators.remove")}
      isBusy={isPending}
      onAct={handleDelete}
      onClose={onClose}
    >
      {translate(isYou ? "darkroom.operators.remove_yourself_help" : "darkroom.operators.remove_help")}
    </ConfirmDialog>
  );
}
