import { Box, MenuItem, TextField } from "@mui/material";
import type { MediaProductType, MediaType } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { AccountsField } from "./AccountsField.js";
import type { DraftRule, RuleMatch } from "./feed-draft.js";
import { TextsField } from "./TextsField.js";

interface RuleFieldsProps {
  rule: DraftRule;
  onChange(rule: DraftRule): void;
}

const TYPES: readonly MediaType[] = ["IMAGE", "VIDEO", "CAROUSEL_ALBUM"];
const PRODUCTS: readonly MediaProductType[] = ["FEED", "REELS", "STORY", "AD"];

/** Everything that a rule can say; each condition that is given must hold. */
export function RuleFields({ rule, onChange }: RuleFieldsProps) {
  const translate = useTranslate();
  const { match } = rule;
  const set = (changes: Partial<RuleMatch>) => onChange({ ...rule, match: { ...match, ...changes } });
  return (
    <Box sx={{ display: "grid", gap: 1.5, gridTemplateColumns: "minmax(0, 1fr)", p: 1.5, pt: 1 }}>
      <TextField
        select
        size="small"
        label={translate("darkroom.feeds.rules.what")}
        value={rule.action}
        onChange={({ target }) => onChange({ ...rule, action: target.value as DraftRule["action"] })}
      >
        <MenuItem value="EXCLUDE">{translate("darkroom.feeds.rules.exclude")}</MenuItem>
        <MenuItem value="INCLUDE">{translate("darkroom.feeds.rules.include")}</MenuItem>
      </TextField>
      <TextField
        size="small"
        label={translate("darkroom.feeds.rules.label")}
        value={rule.label}
        onChange={({ target }) => onChange({ ...rule, label: target.value })}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <Texts match={match} source="hashtag" onChange={set} />
      <Texts match={match} source="words" hasHelp onChange={set} />
      <Texts match={match} source="mention" onChange={set} />
      <Kinds match={match} source="type" values={TYPES} onChange={set} />
      <Kinds match={match} source="productType" values={PRODUCTS} onChange={set} />
      <SharedChoice match={match} onChange={set} />
      <AccountsField
        label={translate("darkroom.feeds.rules.field.accountIds")}
        ids={match.accountIds ?? []}
        onAdd={({ id }) => set({ accountIds: [...(match.accountIds ?? []), id] })}
        onRemove={(id) => set({ accountIds: (match.accountIds ?? []).filter((one) => one !== id) })}
      />
      <Texts match={match} source="accountTags" onChange={set} />
      <Box sx={{ display: "grid", gap: 1.5, gridTemplateColumns: "repeat(auto-fill, minmax(10rem, 1fr))" }}>
        <Day match={match} source="since" onChange={set} />
        <Day match={match} source="until" onChange={set} />
        <OlderThan match={match} onChange={set} />
        <LikesBelow match={match} onChange={set} />
      </Box>
    </Box>
  );
}

interface FieldProps {
  match: RuleMatch;
  onChange(changes: Partial<RuleMatch>): void;
}

type TextsProps = FieldProps & { source: "hashtag" | "words" | "mention" | "accountTags"; hasHelp?: boolean };

function Texts({ match, source, hasHelp = false, onChange }: TextsProps) {
  const translate = useTranslate();
  return (
    <TextsField
      label={translate(`darkroom.feeds.rules.field.${source}`)}
      {...(hasHelp && { help: translate("darkroom.feeds.rules.words_help") })}
      values={match[source] ?? []}
      onChange={(values) => onChange({ [source]: values })}
    />
  );
}

type KindsProps = FieldProps & { source: "type" | "productType"; values: readonly string[] };

function Kinds({ match, source, values, onChange }: KindsProps) {
  const translate = useTranslate();
  const nameOf = (value: string) =>
    source === "type"
      ? translate(`darkroom.media.type.${value as MediaType}`)
      : translate(`darkroom.media.product.${value as MediaProductType}`);
  return (
    <TextField
      select
      size="small"
      label={translate(`darkroom.feeds.rules.field.${source}`)}
      value={match[source] ?? []}
      onChange={({ target }) => onChange({ [source]: target.value as unknown as string[] })}
      slotProps={{ select: { multiple: true, renderValue: (chosen) => (chosen as string[]).map(nameOf).join(", ") } }}
    >
      {values.map((value) => (
        <MenuItem key={value} value={value}>
          {nameOf(value)}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** Whether a reel is on its owner's profile. */
function SharedChoice({ match: { isSharedToFeed }, onChange }: FieldProps) {
  const translate = useTranslate();
  const value = isSharedToFeed === null ? "any" : isSharedToFeed ? "on_profile" : "off_profile";
  return (
    <TextField
      select
      size="small"
      label={translate("darkroom.feeds.rules.field.isSharedToFeed")}
      value={value}
      onChange={({ target }) =>
        onChange({ isSharedToFeed: target.value === "any" ? null : target.value === "on_profile" })
      }
    >
      <MenuItem value="any">{translate("darkroom.media.filter.any")}</MenuItem>
      <MenuItem value="off_profile">{translate("darkroom.feeds.condition.off_profile")}</MenuItem>
      <MenuItem value="on_profile">{translate("darkroom.feeds.condition.on_profile")}</MenuItem>
    </TextField>
  );
}

/** A day of the reader's time zone; the API takes the instant at which it begins. */
function Day({ match, source, onChange }: FieldProps & { source: "since" | "until" }) {
  const translate = useTranslate();
  const at = match[source];
  return (
    <TextField
      type="date"
      size="small"
      label={translate(`darkroom.feeds.rules.field.${source}`)}
      value={at ? localDay(new Date(at)) : ""}
      onChange={({ target }) =>
        onChange({ [source]: target.value ? new Date(`${target.value}T00:00`).toISOString() : null })
      }
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}

function localDay(at: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function OlderThan({ match: { olderThan }, onChange }: FieldProps) {
  const translate = useTranslate();
  return (
    <TextField
      size="small"
      label={translate("darkroom.feeds.rules.field.olderThan")}
      helperText={translate("darkroom.feeds.rules.older_than_help")}
      value={olderThan ?? ""}
      onChange={({ target }) => onChange({ olderThan: target.value.trim() || null })}
    />
  );
}

function LikesBelow({ match: { likesBelow }, onChange }: FieldProps) {
  const translate = useTranslate();
  return (
    <TextField
      type="number"
      size="small"
      label={translate("darkroom.feeds.rules.field.likesBelow")}
      value={likesBelow ?? ""}
      onChange={({ target }) => onChange({ likesBelow: target.value === "" ? null : Math.trunc(Number(target.value)) })}
      slotProps={{ htmlInput: { min: 1 } }}
    />
  );
}
