import { Box, Link, Skeleton, Typography } from "@mui/material";
import { CopyButton } from "../ui/CopyButton.js";
import { Panel } from "../ui/Panel.js";
import type { Places } from "./ConnectPanel.js";

/** The addresses that Meta's form asks for. */
export function MetaPanel({ places }: { places: Places | null }) {
  return (
    <Panel title="Addresses for Meta">
      <Typography>
        In Meta's app dashboard: API setup with Instagram login, Set up Instagram business login, Business login
        settings. Paste them exactly as they stand here, and look whether the dashboard has added a slash.
      </Typography>
      <Box component="dl" sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)", m: 0 }}>
        <Address name="OAuth redirect URI" urls={places?.redirectUris} />
        <Address name="Deauthorize callback URL" urls={places && [places.deauthorizeUrl]} />
        <Address name="Data deletion request URL" urls={places && [places.dataDeletionUrl]} />
        <Address name="Privacy policy URL" urls={places && [places.privacyPolicyUrl]} />
      </Box>
      <Typography>
        <Link href="/privacy">Read the privacy page</Link>: it states what this server stores, from its settings. Set
        CONTACT_NAME and CONTACT_EMAIL, so that it names you.
      </Typography>
    </Panel>
  );
}

function Address({ name, urls }: { name: string; urls: readonly string[] | null | undefined }) {
  return (
    <div>
      <Typography component="dt" variant="body2" color="text.secondary">
        {name}
      </Typography>
      {(urls ?? [null]).map((url) => (
        <Box component="dd" key={url} sx={{ alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1, m: 0 }}>
          {url ? <code style={{ overflowWrap: "anywhere" }}>{url}</code> : <Skeleton width="20rem" height={31} />}
          {url && <CopyButton text={url} label={`Copy ${name}`} />}
        </Box>
      ))}
    </div>
  );
}
