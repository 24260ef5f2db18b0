import { Button, Tooltip } from "@mui/material";
import { useState } from "react";
import { useDeleteController, useListContext, useNotify } from "react-admin";
import type { OperatorRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ConfirmButton } from "../ui/ConfirmButton.js";
import { PasswordDialog, useLeave } from "./PasswordDialog.js";

interface OperatorButtonProps {
  operator: OperatorRowFragment;
}

/** Gives an operator another password. */
export function PasswordButton({ operator }: OperatorButtonProps) {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        aria-label={translate("darkroom.operators.password_of", { email: operator.email })}
        onClick={() => setIsOpen(true)}
      >
        {translate("darkroom.operators.change_password")}
      </Button>
      {isOpen && <PasswordDialog operator={operator} onClose={() => setIsOpen(false)} />}
    </>
  );
}

/** Takes an operator's way in away. Their actions stay in the audit log. */
export function RemoveOperatorButton({ operator }: OperatorButtonProps) {
  const { email, isYou } = operator;
  const translate = useTranslate();
  const notify = useNotify();
  const leave = useLeave();
  const isLast = useListContext().total === 1;
  const why = isLast ? translate("darkroom.operators.last") : "";
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
  const of = isYou ? "_yourself" : "";
  return (
    <Tooltip title={why}>
      {/* Keeps the focus although the button is closed, so that the reason can be read. */}
      <span {...(isLast && { tabIndex: 0, role: "note", "aria-label": why })}>
        <ConfirmButton
          button={{
            size: "small",
            disabled: isLast,
            "aria-label": translate("darkroom.operators.remove_who", { email }),
            children: translate("darkroom.operators.remove"),
          }}
          title={translate(`darkroom.operators.remove${of}_title`, { email })}
          actLabel={translate(`darkroom.operators.remove${of}`)}
          isBusy={isPending}
          onAct={handleDelete}
        >
          {translate(`darkroom.operators.remove${of}_help`)}
        </ConfirmButton>
      </span>
    </Tooltip>
  );
}
