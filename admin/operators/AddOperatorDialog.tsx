import { TextField, Typography } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import { wordsOf } from "../lib/api-error.js";
import { PasswordField } from "../sign-in/PasswordField.js";
import { FormDialog } from "../ui/FormDialog.js";
import { faultOfPassword } from "./password-fault.js";

/** Lets somebody else sign in. */
export function AddOperatorDialog({ onClose }: { onClose(): void }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [add, isAdding] = useAction("addOperator", {
    successMessage: (addOperator) => `${addOperator.email} can sign in now.`,
    onSuccess: onClose,
    onError: (error) => setFault(wordsOf(error)),
  });

  function onAct() {
    const wrong = email.trim() === "" ? "Enter their e-mail." : faultOfPassword(password);
    setFault(wrong);
    if (!wrong) add({ email: email.trim(), password });
  }

  return (
    <FormDialog title="Add operator" actLabel="Add" isBusy={isAdding} {...{ fault, onAct, onClose }}>
      <Typography>
        They may do everything here that you may. Tell them the password yourself; nothing is mailed.
      </Typography>
      <TextField
        label="E-mail"
        type="email"
        autoComplete="off"
        autoFocus
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PasswordField
        label="Password"
        autoComplete="new-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        helperText="At least 8 characters."
      />
    </FormDialog>
  );
}
