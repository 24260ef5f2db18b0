import { Typography } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import { wordsOf } from "../lib/api-error.js";
import { PasswordField } from "../sign-in/PasswordField.js";
import { FormDialog } from "../ui/FormDialog.js";
import { faultOfPassword } from "./password-fault.js";
import { useLeave } from "./use-leave.js";

interface PasswordDialogProps {
  operator: { id: string; email: string; isYou: boolean };
  onClose(): void;
}

/** Gives an operator another password, which ends their sessions; one's own too. */
export function PasswordDialog({ operator, onClose }: PasswordDialogProps) {
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const leave = useLeave();
  const [setIt, isSetting] = useAction("setOperatorPassword", {
    ...(!operator.isYou && { successMessage: `The password of ${operator.email} is changed.` }),
    onSuccess: () => (operator.isYou ? leave("PASSWORD_CHANGED") : onClose()),
    onError: (error) => setFault(wordsOf(error)),
  });

  function onAct() {
    const wrong = faultOfPassword(password);
    setFault(wrong);
    if (!wrong) setIt({ id: operator.id, password });
  }

  return (
    <FormDialog title="Change password" actLabel="Change password" isBusy={isSetting} {...{ fault, onAct, onClose }}>
      <Typography>{wordsFor(operator)}</Typography>
      {/* Tells a password manager whose it is. */}
      <input type="hidden" autoComplete="username" value={operator.email} readOnly />
      <PasswordField
        label="New password"
        autoComplete="new-password"
        autoFocus
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        helperText="At least 8 characters."
      />
    </FormDialog>
  );
}

function wordsFor({ email, isYou }: PasswordDialogProps["operator"]): string {
  if (isYou) return "You will be signed out everywhere, including here. Sign in again with the new password.";
  return `${email} will be signed out everywhere. Send them the new password yourself; Darkroom sends no e-mail.`;
}
