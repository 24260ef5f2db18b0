import { Box, Link, Typography } from "@mui/material";
import { Link as RouterLink } from "react-router-dom";
import { useTranslate } from "../i18n/use-translate.js";
import type { AccountDetail } from "../ui/account-detail.js";
import { EmptyState } from "../ui/EmptyState.js";
import { LinkButton } from "../ui/LinkButton.js";
import { feedUrl } from "../ui/list-url.js";
import { Panel } from "../ui/Panel.js";

/** Which feeds have this account as a source. */
export function FeedsPanel({ account }: { account: AccountDetail }) {
  const translate = useTranslate();
  const feeds = account.feeds ?? [];
  return (
    <Panel
      title={translate("darkroom.account.feeds.title")}
      actions={<LinkButton to="/feeds">{translate("darkroom.account.feeds.all")}</LinkButton>}
    >
      {feeds.length === 0 ? (
        <EmptyState
          title={translate("darkroom.account.feeds.none")}
          text={translate("darkroom.account.feeds.none_help")}
        />
      ) : (
        <Box component="ul" sx={{ display: "grid", gap: 1, listStyle: "none", m: 0, p: 0 }}>
          {feeds.map(({ id, title, slug }) => (
            <Box component="li" key={id} sx={{ overflowWrap: "anywhere" }}>
              <Link component={RouterLink} to={feedUrl(id)} sx={{ fontWeight: 600 }}>
                {title}
              </Link>{" "}
              <Typography variant="caption" color="text.secondary" component="code">
                {slug}
              </Typography>
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  );
}
