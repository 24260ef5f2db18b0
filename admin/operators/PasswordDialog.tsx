import { Typography } from "@mui/material";
import { type KeyboardEvent, useState } from "react";
import {
  maxLength,
  minLength,
  PasswordInput,
  type PasswordInputProps,
  required,
  useLogout,
  useNotify,
} from "react-admin";
import { useSubmit } from "../data-provider/use-submit.js";
import { useTranslate } from "../i18n/use-translate.js";
import { type SignOutReason, saveSignOutReason } from "../sign-in/sign-out-reason.js";
import { DialogForm } from "../ui/DialogForm.js";

interface PasswordDialogProps {
  operator: { id: string; email: string; isYou: boolean };
  onClose(): void;
}

/** Gives an operator another password, which ends their sessions; one's own too. */
export function PasswordDialog({ operator: { id, email, isYou }, onClose }: PasswordDialogProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const leave = useLeave();
  const submit = useSubmit("setOperatorPassword", () => {
    if (isYou) return leave("PASSWORD_CHANGED");
    notify("darkroom.operators.password_changed", { type: "success", messageArgs: { email } });
    onClose();
  });
  const label = translate("darkroom.operators.change_password");
  return (
    <DialogForm title={label} saveLabel={label} onSubmit={({ password }) => submit({ id, password })} onClose={onClose}>
      <Typography>
        {translate(isYou ? "darkroom.operators.own_password_help" : "darkroom.operators.other_password_help", {
          email,
        })}
      </Typography>
      {/* Tells a password manager whose it is. */}
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <NewPasswordInput label="darkroom.operators.new_password" autoFocus />
    </DialogForm>
  );
}

/** Leads to the sign-in page after an act that has ended the session; what the reason was is said there. */
export function useLeave(): (reason: SignOutReason) => void {
  const logout = useLogout();
  return (reason) => {
    saveSignOutReason(reason);
    void logout({}, "/login");
  };
}

const VALIDATE = [required(), minLength(8), maxLength(1_000)];

/** A password that is chosen here; says so where Caps Lock is on. */
export function NewPasswordInput(props: Omit<PasswordInputProps, "source">) {
  const [hasCaps, setHasCaps] = useState(false);
  return (
    <PasswordInput
      source="password"
      size="medium"
      autoComplete="new-password"
      validate={VALIDATE}
      helperText={hasCaps ? "darkroom.ui.caps_lock" : "darkroom.operators.password_help"}
      onKeyUp={(event: KeyboardEvent) => setHasCaps(event.getModifierState("CapsLock"))}
      {...props}
    />
  );
}
