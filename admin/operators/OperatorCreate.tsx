import { Typography } from "@mui/material";
import { useState } from "react";
import { CreateBase, required, TextInput, useNotify, useRedirect } from "react-admin";
import type { OperatorRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { DialogForm } from "../ui/DialogForm.js";
import { NewPasswordInput } from "./PasswordDialog.js";

/** Lets somebody else sign in. */
export function OperatorCreate() {
  const translate = useTranslate();
  const notify = useNotify();
  const redirect = useRedirect();
  const close = () => redirect("list", "operators");
  const [error, setError] = useState<unknown>(null);
  function onSuccess({ email }: OperatorRowFragment) {
    notify("darkroom.operators.added", { type: "success", messageArgs: { email } });
    close();
  }
  return (
    <CreateBase resource="operators" mutationOptions={{ onSuccess, onError: setError }}>
      <DialogForm
        title={translate("resources.operators.action.create")}
        saveLabel={translate("darkroom.operators.add")}
        error={error}
        onClose={close}
      >
        <Typography>{translate("darkroom.operators.add_help")}</Typography>
        <TextInput source="email" type="email" autoComplete="off" autoFocus validate={required()} />
        <NewPasswordInput />
      </DialogForm>
    </CreateBase>
  );
}
