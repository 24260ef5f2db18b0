import TagIcon from "@mui/icons-material/LabelOutlined";
import AccountIcon from "@mui/icons-material/PersonOutlined";
import { Box, Link, Typography } from "@mui/material";
import { Link as RouterLink } from "react-router-dom";
import { useTranslate } from "../i18n/use-translate.js";
import { accountsUrl, accountUrl } from "../ui/list-url.js";
import { Panel } from "../ui/Panel.js";
import { AccountsField } from "./AccountsField.js";
import { type DraftSource, moved } from "./feed-draft.js";
import { OrderButtons } from "./OrderButtons.js";
import { TextsField } from "./TextsField.js";
import type { Draft } from "./use-draft.js";

/** The accounts of a feed, by name or by tag, in their order. */
export function SourcesPanel({ draft: { draft, edit } }: { draft: Draft }) {
  const translate = useTranslate();
  const { sources } = draft;
  const set = (next: DraftSource[]) => edit({ sources: next });
  const add = (source: DraftSource) => {
    if (!sources.some((one) => nameOf(one) === nameOf(source))) set([...sources, source]);
  };
  return (
    <Panel title={translate("darkroom.feeds.sources.title")}>
      <Box component="ol" aria-label={translate("darkroom.feeds.sources.title")} sx={LIST}>
        {sources.map((source, at) => (
          <Box component="li" key={nameOf(source)} sx={LINE}>
            {"tag" in source ? (
              <TagIcon fontSize="small" color="action" titleAccess={translate("darkroom.feeds.sources.tag")} />
            ) : (
              <AccountIcon fontSize="small" color="action" titleAccess={translate("darkroom.feeds.sources.account")} />
            )}
            <Link component={RouterLink} to={urlOf(source)} sx={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }}>
              {nameOf(source)}
            </Link>
            <OrderButtons
              name={nameOf(source)}
              isFirst={at === 0}
              isLast={at === sources.length - 1}
              onMove={(by) => set(moved(sources, at, by))}
              onRemove={() => set(sources.filter((one) => one !== source))}
            />
          </Box>
        ))}
      </Box>
      {sources.length === 0 && <Typography color="error">{translate("darkroom.feeds.sources.none")}</Typography>}
      <Box sx={{ display: "grid", gap: 1.5, gridTemplateColumns: "minmax(0, 1fr)" }}>
        <AccountsField
          label={translate("darkroom.feeds.sources.add_account")}
          ids={[]}
          onAdd={(account) => add({ accountId: account.id, username: account.username })}
        />
        <TextsField
          label={translate("darkroom.feeds.sources.add_tag")}
          help={translate("darkroom.feeds.sources.tags_help")}
          values={[]}
          onChange={([tag]) => tag !== undefined && add({ tag })}
        />
      </Box>
    </Panel>
  );
}

const LIST = { display: "grid", gap: 0.5, listStyle: "none", m: 0, p: 0 };
const LINE = { alignItems: "center", display: "flex", gap: 1 };

function nameOf(source: DraftSource): string {
  return "tag" in source ? source.tag : `@${source.username}`;
}

function urlOf(source: DraftSource): string {
  return "tag" in source ? accountsUrl({ tags: [source.tag] }) : accountUrl(source.accountId);
}
