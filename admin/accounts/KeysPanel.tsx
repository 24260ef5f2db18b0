import { Box, Chip, Typography } from "@mui/material";
import type { ApiKeyKind } from "../gql/graphql.js";
import { EmptyState } from "../ui/EmptyState.js";
import { LinkButton } from "../ui/LinkButton.js";
import type { OneAccount } from "../ui/one-account.js";
import { Panel } from "../ui/Panel.js";
import { When } from "../ui/When.js";

const KIND_WORDS: Record<ApiKeyKind, string> = { PUBLISHABLE: "Publishable", SECRET: "Secret" };

/** Which keys read this account. */
export function KeysPanel({ account }: { account: OneAccount }) {
  const keys = account.apiKeys ?? [];
  return (
    <Panel title="Where it is used" actions={<LinkButton to="/apiKeys">All API keys</LinkButton>}>
      {keys.length === 0 ? (
        <EmptyState title="No key reads this account." text="A site or app needs an API key to show it." />
      ) : (
        <Box component="ul" sx={{ display: "grid", gap: 1.5, listStyle: "none", m: 0, p: 0 }}>
          {keys.map((key) => (
            <KeyItem key={key.id} apiKey={key} />
          ))}
        </Box>
      )}
    </Panel>
  );
}

function KeyItem({ apiKey }: { apiKey: NonNullable<OneAccount["apiKeys"]>[number] }) {
  const { name, kind, prefix, allAccounts, lastUsedAt, expiresAt } = apiKey;
  return (
    <Box component="li">
      <Box sx={{ alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1 }}>
        <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: "anywhere" }}>
          {name}
        </Typography>
        <Chip size="small" variant="outlined" label={KIND_WORDS[kind]} />
        <Typography variant="caption" color="text.secondary" component="code">
          {prefix}…
        </Typography>
      </Box>
      <Typography variant="body2" color="text.secondary">
        {allAccounts ? "Reads every account" : "Includes this account"} · last used <When at={lastUsedAt} />
        {expiresAt && (
          <>
            {" "}
            · runs out <When at={expiresAt} />
          </>
        )}
      </Typography>
    </Box>
  );
}
