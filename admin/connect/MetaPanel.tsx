import { Alert, Box, Button, Link, Skeleton, Typography } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import type { CheckMetaAddressesMutation } from "../gql/graphql.js";
import { serverText } from "../i18n/server-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { CopyButton } from "../ui/CopyButton.js";
import { Panel } from "../ui/Panel.js";
import type { Places } from "./ConnectPage.js";

type Check = CheckMetaAddressesMutation["checkMetaAddresses"][number];

/** The addresses that Meta's form asks for, and a check that each of them responds. */
export function MetaPanel({ places }: { places: Places | null }) {
  const translate = useTranslate();
  const [checks, setChecks] = useState<Check[]>([]);
  const [check, isChecking] = useAction("checkMetaAddresses", {
    onSuccess: (checkMetaAddresses) => setChecks(checkMetaAddresses),
  });
  const button = (
    <Button variant="outlined" size="small" loading={isChecking} onClick={() => check({})}>
      {translate("darkroom.connect.meta.check")}
    </Button>
  );
  return (
    <Panel title={translate("darkroom.connect.meta.title")} actions={button}>
      <Typography>{translate("darkroom.connect.meta.intro")}</Typography>
      <Box
        component="dl"
        aria-live="polite"
        sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)", m: 0 }}
      >
        <Address name="OAuth redirect URI" urls={places?.redirectUris} checks={checks} />
        <Address name="Deauthorize callback URL" urls={places && [places.deauthorizeUrl]} checks={checks} />
        <Address name="Data deletion request URL" urls={places && [places.dataDeletionUrl]} checks={checks} />
        <Address name="Privacy policy URL" urls={places && [places.privacyPolicyUrl]} checks={checks} />
      </Box>
      <Typography>
        <Link href="/privacy" underline="always">
          {translate("darkroom.connect.meta.privacy")}
        </Link>
        . {translate("darkroom.connect.meta.privacy_help")}
      </Typography>
    </Panel>
  );
}

interface AddressProps {
  name: string;
  urls: readonly string[] | null | undefined;
  checks: readonly Check[];
}

function Address({ name, urls, checks }: AddressProps) {
  const translate = useTranslate();
  return (
    <div>
      <Typography component="dt" variant="body2" color="text.secondary">
        {name}
      </Typography>
      {(urls ?? [null]).map((url) => (
        <Box component="dd" key={url} sx={{ alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1, m: 0 }}>
          {url ? <code style={{ overflowWrap: "anywhere" }}>{url}</code> : <Skeleton width="20rem" height={31} />}
          {url && <CopyButton text={url} label={translate("darkroom.connect.meta.copy", { name })} />}
          <Outcome check={checks.find((check) => check.url === url)} />
        </Box>
      ))}
    </div>
  );
}

function Outcome({ check }: { check: Check | undefined }) {
  const translate = useTranslate();
  if (!check) return null;
  const { problem } = check;
  return (
    <Alert severity={problem === null ? "success" : "error"} sx={{ px: 1, py: 0, width: "100%" }}>
      {problem === null ? translate("darkroom.connect.meta.responds") : serverText(problem, translate)}
    </Alert>
  );
}
