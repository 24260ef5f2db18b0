import { Box, Chip, Typography } from "@mui/material";
import { useTranslate } from "../i18n/use-translate.js";
import type { AccountDetail } from "../ui/account-detail.js";
import { EmptyState } from "../ui/EmptyState.js";
import { LinkButton } from "../ui/LinkButton.js";
import { Panel } from "../ui/Panel.js";
import { RelativeTime } from "../ui/RelativeTime.js";

/** Which keys read this account. */
export function KeysPanel({ account }: { account: AccountDetail }) {
  const translate = useTranslate();
  const keys = account.apiKeys ?? [];
  const all = <LinkButton to="/apiKeys">{translate("darkroom.account.keys.all")}</LinkButton>;
  return (
    <Panel title={translate("darkroom.account.keys.title")} actions={all}>
      {keys.length === 0 ? (
        <EmptyState
          title={translate("darkroom.account.keys.none")}
          text={translate("darkroom.account.keys.none_help")}
        />
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

function KeyItem({ apiKey }: { apiKey: NonNullable<AccountDetail["apiKeys"]>[number] }) {
  const translate = useTranslate();
  const { name, kind, prefix, allAccounts, lastUsedAt, expiresAt } = apiKey;
  return (
    <Box component="li">
      <Box sx={{ alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1 }}>
        <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: "anywhere" }}>
          {name}
        </Typography>
        <Chip size="small" variant="outlined" label={translate(`darkroom.account.keys.${kind}`)} />
        <Typography variant="caption" color="text.secondary" component="code">
          {prefix}…
        </Typography>
      </Box>
      <Typography variant="body2" color="text.secondary">
        {translate(allAccounts ? "darkroom.account.keys.reads_all" : "darkroom.account.keys.reads_this")} ·{" "}
        {translate("darkroom.account.keys.last_used")} <RelativeTime at={lastUsedAt} />
        {expiresAt && (
          <>
            {" "}
            · {translate("darkroom.account.keys.runs_out")} <RelativeTime at={expiresAt} />
          </>
        )}
      </Typography>
    </Box>
  );
}
