import { Button } from "@mui/material";
import { useState } from "react";
import { useRecordContext } from "react-admin";
import type { OperatorRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { PasswordDialog } from "./PasswordDialog.js";

/** Gives the operator of the row another password. */
export function PasswordButton() {
  const translate = useTranslate();
  const operator = useRecordContext<OperatorRowFragment>();
  const [isOpen, setIsOpen] = useState(false);
  if (!operator) return null;
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
