import { Alert, Box, Button, Link, TextField, Typography } from "@mui/material";
import { type FormEvent, useState } from "react";
import { Link as RouterLink } from "react-router-dom";
import { useAction } from "../data-provider/use-action.js";
import type { ImportAccountMutation } from "../gql/graphql.js";
import { wordsOf } from "../lib/api-error.js";
import { PasswordField } from "../sign-in/PasswordField.js";
import { accountUrl } from "../ui/list-url.js";
import { Panel } from "../ui/Panel.js";

/** Takes over a long-lived token got elsewhere. The token is forgotten here once it is sent. */
export function ImportPanel() {
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
    onError: (error) => setFault(wordsOf(error)),
  });

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const accessToken = token.trim();
    setAccount(null);
    setFault(accessToken ? null : "Paste the token.");
    if (accessToken) importIt({ accessToken, reference: reference.trim() || null });
  }

  return (
    <Panel title="Paste a token">
      <Typography>
        Imports a long-lived token, for example from Meta's app dashboard. It is encrypted at once and never shown
        again.
      </Typography>
      <Box component="form" noValidate onSubmit={onSubmit} sx={{ display: "grid", gap: 2, maxWidth: 560 }}>
        <PasswordField
          label="Access token"
          autoComplete="off"
          required
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
        <TextField
          label="Reference"
          value={reference}
          onChange={(event) => setReference(event.target.value)}
          helperText="The account's id or name in your own systems (optional)."
        />
        <Outcome fault={fault} account={account} />
        <Box>
          <Button type="submit" variant="outlined" loading={isImporting}>
            Import the account
          </Button>
        </Box>
      </Box>
    </Panel>
  );
}

function Outcome({ fault, account }: { fault: string | null; account: ImportAccountMutation["importAccount"] | null }) {
  return (
    <div role="status">
      {fault && <Alert severity="error">{fault}</Alert>}
      {account && (
        <Alert severity="success">
          @{account.username} is connected.{" "}
          <Link component={RouterLink} to={accountUrl(account.id)}>
            See @{account.username}
          </Link>
        </Alert>
      )}
    </div>
  );
}
