import { isDeepStrictEqual } from "node:util";
import type { FeedLayout, FeedMatch, FeedRule, FeedSettings, FeedSource } from "../../db/schema/feeds.js";
import { layoutOf } from "./feed-input.js";

/** The usernames of accounts by their ids. Null for a text that is stored, which names accounts by their ids. */
export type AccountNames = ReadonlyMap<string, string> | null;

const SUMMARY_MAX = 500;

/** What a version changed, in words, such as `Size 12, was 6. Added the rule “not #werbung”.` */
export function summarizeChange(before: FeedSettings, after: FeedSettings, names: AccountNames): string {
  const sentences = [
    ...["title", "slug", "mode", "orderBy", "size", "perAccountMax", "otherwise"].flatMap((field) =>
      fieldChange(field as PlainField, before, after),
    ),
    ...layoutChange(layoutOf(before), layoutOf(after)),
    ...listChange("source", { before: before.sources, after: after.sources }, (source) => sourceWords(source, names)),
    ...listChange("rule", { before: before.rules, after: after.rules }, (rule) => `“${ruleWords(rule, names)}”`),
  ];
  const summary = sentences.length > 0 ? sentences.join(" ") : "Nothing changed.";
  return summary.length > SUMMARY_MAX ? `${summary.slice(0, SUMMARY_MAX - 1)}…` : summary;
}

type PlainField = "title" | "slug" | "mode" | "orderBy" | "size" | "perAccountMax" | "otherwise";

// In full: the dashboard recognises each sentence, to translate it.
const FIELD_SENTENCES: Record<PlainField, (after: string | number, before: string | number) => string> = {
  title: (after, before) => `Title ${after}, was ${before}.`,
  slug: (after, before) => `Address ${after}, was ${before}.`,
  mode: (after, before) => `Mode ${after}, was ${before}.`,
  orderBy: (after, before) => `Order ${after}, was ${before}.`,
  size: (after, before) => `Size ${after}, was ${before}.`,
  perAccountMax: (after, before) => `Posts per account ${after}, was ${before}.`,
  otherwise: (after, before) => `Posts without a rule ${after}, was ${before}.`,
};

const LIST_SENTENCES = {
  source: {
    added: (name: string) => `Added the source ${name}.`,
    addedSeveral: (names: string) => `Added the sources ${names}.`,
    removed: (name: string) => `Removed the source ${name}.`,
    removedSeveral: (names: string) => `Removed the sources ${names}.`,
    moved: "Moved the sources.",
  },
  rule: {
    added: (name: string) => `Added the rule ${name}.`,
    addedSeveral: (names: string) => `Added the rules ${names}.`,
    removed: (name: string) => `Removed the rule ${name}.`,
    removedSeveral: (names: string) => `Removed the rules ${names}.`,
    moved: "Moved the rules.",
  },
};

function fieldChange(field: PlainField, before: FeedSettings, after: FeedSettings): string[] {
  if (before[field] === after[field]) return [];
  return [FIELD_SENTENCES[field](after[field] ?? "any number", before[field] ?? "any number")];
}

function layoutChange(before: FeedLayout, after: FeedLayout): string[] {
  return before === after ? [] : [`Layout ${after}, was ${before}.`];
}

function listChange<T>(
  kind: keyof typeof LIST_SENTENCES,
  { before, after }: { before: readonly T[]; after: readonly T[] },
  words: (value: T) => string,
): string[] {
  const lacks = (list: readonly T[]) => (value: T) => !list.some((other) => isDeepStrictEqual(other, value));
  const [added, removed] = [after.filter(lacks(before)), before.filter(lacks(after))];
  const isMoved = added.length === 0 && removed.length === 0 && !isDeepStrictEqual(before, after);
  const sentences = LIST_SENTENCES[kind];
  const named = (verb: "added" | "removed", values: readonly T[]) => {
    const names = values.map(words).join(", ");
    return values.length === 0 ? [] : [sentences[values.length > 1 ? (`${verb}Several` as const) : verb](names)];
  };
  return [...named("added", added), ...named("removed", removed), ...(isMoved ? [sentences.moved] : [])];
}

function sourceWords(source: FeedSource, names: AccountNames): string {
  return "tag" in source ? `tag “${source.tag}”` : accountWords(source.accountId, names);
}

/** The rule's label, or else its action and conditions. */
export function ruleWords({ label, action, match }: FeedRule, names: AccountNames): string {
  return label ?? `${action === "INCLUDE" ? "only" : "not"} ${matchWords(match, names)}`;
}

function matchWords(match: FeedMatch, names: AccountNames): string {
  const list = (values: readonly string[] | undefined, write = (value: string) => value) =>
    values ? [values.map(write).join(" or ")] : [];
  const parts = [
    ...list(match.accountIds, (id) => accountWords(id, names)),
    ...list(match.accountTags, (tag) => `accounts tagged “${tag}”`),
    ...list(match.type, (type) => type.toLowerCase().replace("_", " ")),
    ...list(match.productType, (type) => type.toLowerCase()),
    ...(match.isSharedToFeed === undefined ? [] : [match.isSharedToFeed ? "on the profile" : "kept off the profile"]),
    ...list(match.hashtag, (tag) => `#${tag}`),
    ...list(match.mention, (name) => `@${name}`),
    ...list(match.words, (word) => `“${word}”`),
    ...(match.since ? [`since ${match.since.slice(0, 10)}`] : []),
    ...(match.until ? [`until ${match.until.slice(0, 10)}`] : []),
    ...(match.olderThan ? [`older than ${match.olderThan}`] : []),
    ...(match.likesBelow === undefined ? [] : [`below ${match.likesBelow} likes`]),
  ];
  return parts.join(" and ");
}

export function accountWords(id: string, names: AccountNames): string {
  const username = names ? names.get(id) : id;
  return username === undefined ? "a former account" : `@${username}`;
}
