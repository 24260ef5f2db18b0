import { Alert, Box, Button, Link, TextField, Typography } from "@mui/material";
import { type FormEvent, useState } from "react";
import { Link as RouterLink } from "react-router-dom";
import { useAction } from "../data-provider/use-action.js";
import type { ImportAccountMutation } from "../gql/graphql.js";
import { errorText } from "../i18n/error-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { accountUrl } from "../ui/list-url.js";
import { Panel } from "../ui/Panel.js";
import { PasswordField } from "../ui/PasswordField.js";

/** Takes over a long-lived token got elsewhere. The token is forgotten here once it is sent. */
export function ImportPanel() {
  const translate = useTranslate();
  const [token, setToken] = useState("");
  const [reference, setReference] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [account, setAccount] = useState<ImportAccountMutation["importAccount"] | null>(null);
  const [importIt, isImporting] = useAction("importAccount", {
    onSuccess: (importAccount) => {
      setAccount(importAccount);
      setToken("");
      setReference("");
    },
    onError: (error) => setFault(errorText(error, translate)),
  });

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const accessToken = token.trim();
    setAccount(null);
    setFault(accessToken ? null : translate("darkroom.connect.token.token_missing"));
    if (accessToken) importIt({ accessToken, reference: reference.trim() || null });
  }

  return (
    <Panel title={translate("darkroom.connect.token.title")}>
      <Typography>{translate("darkroom.connect.token.intro")}</Typography>
      <Box component="form" noValidate onSubmit={onSubmit} sx={{ display: "grid", gap: 2, maxWidth: 560 }}>
        <PasswordField
          label={translate("darkroom.connect.token.token")}
          autoComplete="off"
          required
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
        <TextField
          label={translate("darkroom.connect.token.reference")}
          value={reference}
          onChange={(event) => setReference(event.target.value)}
          helperText={translate("darkroom.connect.token.reference_help")}
        />
        <Outcome fault={fault} account={account} />
        <Box>
          <Button type="submit" variant="outlined" loading={isImporting}>
            {translate("darkroom.connect.token.import")}
          </Button>
        </Box>
      </Box>
    </Panel>
  );
}

function Outcome({ fault, account }: { fault: string | null; account: ImportAccountMutation["importAccount"] | null }) {
  const translate = useTranslate();
  return (
    <div role="status">
      {fault && <Alert severity="error">{fault}</Alert>}
      {account && (
        <Alert severity="success">
          {translate("darkroom.connect.token.imported", { username: account.username })}{" "}
          <Link component={RouterLink} to={accountUrl(account.id)}>
            {translate("darkroom.connect.token.see", { username: account.username })}
          </Link>
        </Alert>
      )}
    </div>
  );
}
