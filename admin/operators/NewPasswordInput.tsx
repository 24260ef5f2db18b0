import { type KeyboardEvent, useState } from "react";
import { maxLength, minLength, PasswordInput, type PasswordInputProps, required } from "react-admin";

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
