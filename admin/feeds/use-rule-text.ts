import { useFormat } from "../i18n/format.js";
import { type Translate, useTranslate } from "../i18n/use-translate.js";
import type { RuleMatch } from "./feed-draft.js";

/** The conditions of a rule in words, such as "#werbung or #anzeige, fewer than 10 likes". */
export function useRuleText(): (match: RuleMatch) => string {
  const translate = useTranslate();
  const format = useFormat();
  return (match) => conditionsOf(match, { translate, day: (at) => format.day(new Date(at)) }).join(", ");
}

interface Words {
  translate: Translate;
  day(at: string): string;
}

function conditionsOf(match: RuleMatch, { translate, day }: Words): string[] {
  const anyOf = (values: readonly string[] | null, write = (value: string) => value) =>
    values && values.length > 0 ? [values.map(write).join(` ${translate("darkroom.feeds.condition.or")} `)] : [];
  return [
    ...anyOf(match.hashtag, (tag) => `#${tag.replace(/^#/, "")}`),
    ...anyOf(match.words, (word) => translate("darkroom.feeds.condition.word", { word })),
    ...anyOf(match.mention, (name) => `@${name.replace(/^@/, "")}`),
    ...anyOf(match.type, (type) => translate(`darkroom.media.type.${type as "IMAGE"}`)),
    ...anyOf(match.productType, (type) => translate(`darkroom.media.product.${type as "FEED"}`)),
    ...(match.isSharedToFeed === null
      ? []
      : [translate(`darkroom.feeds.condition.${match.isSharedToFeed ? "on_profile" : "off_profile"}`)]),
    ...(match.accountIds?.length
      ? [translate("darkroom.feeds.condition.accounts", { smart_count: match.accountIds.length })]
      : []),
    ...anyOf(match.accountTags, (tag) => translate("darkroom.feeds.condition.account_tag", { tag })),
    ...(match.since ? [translate("darkroom.feeds.condition.since", { day: day(match.since) })] : []),
    ...(match.until ? [translate("darkroom.feeds.condition.until", { day: day(match.until) })] : []),
    ...(match.olderThan ? [translate("darkroom.feeds.condition.older_than", { duration: match.olderThan })] : []),
    ...(match.likesBelow === null
      ? []
      : [translate("darkroom.feeds.condition.likes_below", { smart_count: match.likesBelow })]),
  ];
}
