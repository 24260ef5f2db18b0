import type {
  FeedInput,
  FeedMatchInput,
  FeedRuleInput,
  FeedSettingsFragment,
  FeedSourceInput,
} from "../gql/graphql.js";

export type RuleMatch = FeedSettingsFragment["rules"][number]["match"];

/** A rule as it is being edited; `key` stays with it when it moves. */
export interface DraftRule {
  key: string;
  action: FeedRuleInput["action"];
  label: string;
  match: RuleMatch;
}

export type DraftSource = { accountId: string; username: string } | { tag: string };

/** A feed's settings as they are being edited. */
export interface FeedDraft
  extends Pick<
    FeedSettingsFragment,
    "slug" | "title" | "mode" | "orderBy" | "size" | "perAccountMax" | "otherwise" | "layout"
  > {
  sources: DraftSource[];
  rules: DraftRule[];
}

/** Sources whose account is gone are left out. */
export function draftOf(feed: FeedSettingsFragment): FeedDraft {
  const { slug, title, mode, orderBy, size, perAccountMax, otherwise, layout } = feed;
  const sources = feed.sources.flatMap(({ tag, account }): DraftSource[] => {
    if (tag !== null) return [{ tag }];
    return account ? [{ accountId: account.id, username: account.username }] : [];
  });
  const rules = feed.rules.map(({ id, action, label, match }) => ({ key: id, action, label: label ?? "", match }));
  return { slug, title, mode, orderBy, size, perAccountMax, otherwise, layout, sources, rules };
}

const NO_MATCH: RuleMatch = {
  ...{ accountIds: null, accountTags: null, type: null, productType: null, isSharedToFeed: null, hashtag: null },
  ...{ mention: null, words: null, since: null, until: null, olderThan: null, likesBelow: null },
};

let madeCount = 0;

export function newRule(): DraftRule {
  return { key: `new-${++madeCount}`, action: "EXCLUDE", label: "", match: NO_MATCH };
}

export function hasCondition(match: RuleMatch): boolean {
  return Object.values(match).some((value) => (Array.isArray(value) ? value.length > 0 : value !== null));
}

/** What differs, as the API takes it. Rules that have no condition yet are left out. */
export function changesOf(before: FeedDraft, after: FeedDraft): FeedInput {
  const [old, now] = [inputOf(before), inputOf(after)];
  const changed = FIELDS.filter((field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]));
  return Object.fromEntries(changed.map((field) => [field, now[field]]));
}

/** The newest settings with one's own changes on top: of each field that one changed, one's own value. */
export function rebase(draft: FeedDraft, { from, onto }: { from: FeedDraft; onto: FeedDraft }): FeedDraft {
  const own = Object.keys(changesOf(from, draft)) as (keyof FeedDraft)[];
  return { ...onto, ...Object.fromEntries(own.map((field) => [field, draft[field]])) };
}

const FIELDS = [
  "slug",
  "title",
  "mode",
  "orderBy",
  "size",
  "perAccountMax",
  "otherwise",
  "layout",
  "sources",
  "rules",
] as const;

function inputOf({ sources, rules, ...plain }: FeedDraft) {
  return {
    ...plain,
    sources: sources.map(
      (source): FeedSourceInput => ("tag" in source ? { tag: source.tag } : { accountId: source.accountId }),
    ),
    rules: rules
      .filter(({ match }) => hasCondition(match))
      .map(({ action, label, match }): FeedRuleInput => ({ action, label: label.trim() || null, match: given(match) })),
  };
}

/** The conditions that are given. */
function given(match: RuleMatch): FeedMatchInput {
  const entries = Object.entries(match).filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : value !== null,
  );
  return Object.fromEntries(entries);
}

/** A list with one of its values moved by a place; the same list at its ends. */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const next = [...list];
  const [value] = next.splice(at, 1);
  if (value !== undefined) next.splice(Math.min(Math.max(at + by, 0), next.length), 0, value);
  return next;
}

/** The address that is proposed for a title, such as `our-shops` for “Our shops”. */
export function slugOf(title: string): string {
  const plain = title
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => ({ ä: "ae", ö: "oe", ü: "ue", ß: "ss" })[letter] ?? letter)
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-");
  return plain.slice(0, SLUG_MAX).replace(/^-+|-+$/g, "");
}

const SLUG_MAX = 60;
