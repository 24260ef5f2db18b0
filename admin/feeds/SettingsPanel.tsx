import { Box, MenuItem, TextField } from "@mui/material";
import type { FeedLayout, FeedMode, FeedOrder, FeedRuleAction } from "../gql/graphql.js";
import { type MessageKey, useTranslate } from "../i18n/use-translate.js";
import { Panel } from "../ui/Panel.js";
import type { FeedDraft } from "./feed-draft.js";
import type { Draft } from "./use-draft.js";

const MODES: readonly FeedMode[] = ["PUBLISH", "REVIEW"];
const ORDERS: readonly FeedOrder[] = ["NEWEST", "OLDEST", "MOST_LIKED", "SPREAD"];
const LAYOUTS: readonly FeedLayout[] = ["GRID", "LIST", "ROW"];
const ACTIONS: readonly FeedRuleAction[] = ["INCLUDE", "EXCLUDE"];

/** What a feed is called, how many posts it shows and in which order. */
export function SettingsPanel({ draft: { draft, edit } }: { draft: Draft }) {
  const translate = useTranslate();
  const field = { draft, edit };
  return (
    <Panel title={translate("darkroom.feeds.settings.title")}>
      <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)" }}>
        <TextValue {...field} source="title" />
        <TextValue {...field} source="slug" help="darkroom.feeds.settings.slug_help" />
        <Choice {...field} source="mode" values={MODES} />
        <Choice {...field} source="orderBy" values={ORDERS} />
        <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: "repeat(2, minmax(0, 1fr))" }}>
          <Count {...field} source="size" />
          <Count {...field} source="perAccountMax" help="darkroom.feeds.settings.no_limit" />
        </Box>
        <Choice {...field} source="otherwise" values={ACTIONS} />
        <Choice {...field} source="layout" values={LAYOUTS} />
      </Box>
    </Panel>
  );
}

interface FieldProps<S extends keyof FeedDraft> {
  draft: FeedDraft;
  source: S;
  help?: MessageKey;
  edit(changes: Partial<FeedDraft>): void;
}

function TextValue({ draft, source, help, edit }: FieldProps<"title" | "slug">) {
  const translate = useTranslate();
  return (
    <TextField
      size="small"
      label={translate(`resources.feeds.fields.${source}`)}
      helperText={help && translate(help)}
      value={draft[source]}
      onChange={({ target }) => edit({ [source]: target.value })}
    />
  );
}

/** Empty: no number. */
function Count({ draft, source, help, edit }: FieldProps<"size" | "perAccountMax">) {
  const translate = useTranslate();
  return (
    <TextField
      size="small"
      type="number"
      label={translate(`resources.feeds.fields.${source}`)}
      helperText={help && translate(help)}
      value={draft[source] ?? ""}
      onChange={({ target }) => edit({ [source]: target.value === "" ? null : Math.trunc(Number(target.value)) })}
      slotProps={{ htmlInput: { min: 1, max: 100 } }}
    />
  );
}

type ChoiceSource = "mode" | "orderBy" | "otherwise" | "layout";

interface ChoiceProps<S extends ChoiceSource> extends FieldProps<S> {
  values: readonly FeedDraft[S][];
}

function Choice<S extends ChoiceSource>({ draft, source, values, edit }: ChoiceProps<S>) {
  const translate = useTranslate();
  return (
    <TextField
      select
      size="small"
      label={translate(`resources.feeds.fields.${source}`)}
      value={draft[source]}
      onChange={({ target }) => edit({ [source]: target.value })}
    >
      {values.map((value) => (
        <MenuItem key={value} value={value}>
          {translate(`darkroom.feeds.${source}.${value}` as MessageKey)}
        </MenuItem>
      ))}
    </TextField>
  );
}
