import { isDeepStrictEqual } from "node:util";
import {
  FeedLayout,
  type FeedMatch,
  type FeedMode,
  type FeedOrder,
  type FeedRule,
  type FeedRuleAction,
  type FeedSettings,
  type FeedSource,
} from "../../db/schema/feeds.js";
import { fold } from "../../lib/case-fold.js";
import { ApiError } from "../../lib/errors.js";
import { newId } from "../../lib/id.js";
import { InvalidSettingError, parseDurationMs } from "../../lib/parse-setting.js";
import { OLDER_THAN_DAYS_MAX } from "./judge-post.js";

/** A change of a feed's settings; an omitted field stays. */
export interface FeedInput {
  slug?: string | null;
  title?: string | null;
  mode?: FeedMode | null;
  orderBy?: FeedOrder | null;
  size?: number | null;
  perAccountMax?: number | null;
  sources?: readonly SourceInput[] | null;
  rules?: readonly RuleInput[] | null;
  otherwise?: FeedRuleAction | null;
  layout?: FeedLayout | null;
}

export interface SourceInput {
  accountId?: string | null;
  tag?: string | null;
}

export interface RuleInput {
  action: FeedRuleAction;
  label?: string | null;
  match: MatchInput;
}

export interface MatchInput {
  accountIds?: readonly string[] | null;
  accountTags?: readonly string[] | null;
  type?: readonly string[] | null;
  productType?: readonly string[] | null;
  isSharedToFeed?: boolean | null;
  hashtag?: readonly string[] | null;
  mention?: readonly string[] | null;
  words?: readonly string[] | null;
  since?: Date | null;
  until?: Date | null;
  olderThan?: string | null;
  likesBelow?: number | null;
}

const TITLE_MAX = 200;
const SIZE_MAX = 100;
const SOURCES_MAX = 50;
const RULES_MAX = 50;
const VALUES_MAX = 100;
const TEXT_MAX = 100;
const LIKES_MAX = 2_147_483_647;
/** All of a feed's settings as JSON. */
const SETTINGS_LENGTH_MAX = 64_000;

/** What a new feed without rules gets: reels that the owner keeps off the profile stay out. */
const DEFAULT_RULES: readonly RuleInput[] = [
  { action: "EXCLUDE", label: "reels kept off the profile", match: { isSharedToFeed: false } },
];

/**
 * The settings of a new feed.
 * @throws {ApiError} BAD_USER_INPUT naming the invalid field
 */
export function newSettings(input: FeedInput): FeedSettings {
  if (input.slug == null) throw bad("slug", "A feed needs a slug.", "Name its address in `slug`, such as `our-shops`.");
  if (input.title == null) throw bad("title", "A feed needs a title.", "Name what it shows in `title`.");
  if (input.sources == null) throw withoutSource();
  const empty: FeedSettings = {
    slug: input.slug,
    title: input.title,
    mode: "PUBLISH",
    orderBy: "NEWEST",
    size: 25,
    perAccountMax: null,
    sources: [],
    rules: [],
    otherwise: "INCLUDE",
  };
  return changedSettings(empty, { ...input, rules: input.rules ?? DEFAULT_RULES });
}

/**
 * The settings after a change: given fields replace, and a given list replaces the whole list.
 * @throws {ApiError} BAD_USER_INPUT naming the invalid field
 */
export function changedSettings(before: FeedSettings, input: FeedInput): FeedSettings {
  const layout = input.layout ?? layoutOf(before);
  const settings: FeedSettings = {
    slug: checkSlug(input.slug ?? before.slug),
    title: checkTitle(input.title ?? before.title),
    mode: input.mode ?? before.mode,
    orderBy: input.orderBy ?? before.orderBy,
    size: checkNumber("size", input.size ?? before.size),
    perAccountMax: checkPerAccount(input.perAccountMax === undefined ? before.perAccountMax : input.perAccountMax),
    sources: input.sources ? checkSources(input.sources) : before.sources,
    rules: input.rules ? checkRules(input.rules, before.rules) : before.rules,
    otherwise: input.otherwise ?? before.otherwise,
    ...(layout !== FeedLayout.GRID && { layout }),
  };
  if (JSON.stringify(settings).length > SETTINGS_LENGTH_MAX) {
    throw bad("rules", `The feed's settings have more than ${SETTINGS_LENGTH_MAX} characters.`, "Shorten its rules.");
  }
  return settings;
}

export function layoutOf({ layout }: Pick<FeedSettings, "layout">): FeedLayout {
  return layout ?? FeedLayout.GRID;
}

/** Every account that the settings name. */
export function accountIdsIn({ sources, rules }: Pick<FeedSettings, "sources" | "rules">): string[] {
  const named = sources.flatMap((source) => ("accountId" in source ? [source.accountId] : []));
  return [...new Set([...named, ...rules.flatMap(({ match }) => match.accountIds ?? [])])];
}

function checkSlug(slug: string): string {
  if (/^[a-z0-9-]{1,60}$/.test(slug)) return slug;
  throw bad("slug", "`slug` is no address of a feed.", "Use 1 to 60 of a-z, 0-9 and hyphens, such as `our-shops`.");
}

function checkTitle(title: string): string {
  return checkText("title", title, TITLE_MAX);
}

function checkText(field: string, text: string, lengthMax: number): string {
  const trimmed = text.trim();
  if (trimmed !== "" && trimmed.length <= lengthMax && !trimmed.includes("\0")) return trimmed;
  throw bad(field, `\`${field}\` must have 1 to ${lengthMax} characters.`);
}

function checkNumber(field: "size" | "perAccountMax", count: number): number {
  if (count >= 1 && count <= SIZE_MAX) return count;
  throw bad(field, `\`${field}\` is ${count}; it goes from 1 to ${SIZE_MAX}.`);
}

function checkPerAccount(count: number | null): number | null {
  return count === null ? null : checkNumber("perAccountMax", count);
}

function checkSources(inputs: readonly SourceInput[]): FeedSource[] {
  if (inputs.length === 0) throw withoutSource();
  if (inputs.length > SOURCES_MAX) throw bad("sources", `\`sources\` names more than ${SOURCES_MAX}.`);
  const sources = inputs.map(({ accountId, tag }): FeedSource => {
    if ((accountId == null) === (tag == null)) {
      throw bad("sources", "A source is either an account or a tag.", "Name `accountId` or `tag`, not both.");
    }
    if (tag != null) return { tag: checkText("tag", tag, TEXT_MAX) };
    return { accountId: checkText("accountId", accountId ?? "", TEXT_MAX) };
  });
  return sources.filter((source, place) => sources.findIndex((other) => isDeepStrictEqual(source, other)) === place);
}

/** A rule that was there before keeps its id. */
function checkRules(inputs: readonly RuleInput[], before: readonly FeedRule[]): FeedRule[] {
  if (inputs.length > RULES_MAX) throw bad("rules", `\`rules\` holds more than ${RULES_MAX}.`);
  const left = [...before];
  return inputs.map((input) => {
    const rule = {
      action: input.action,
      label: input.label?.trim() ? checkText("label", input.label, TITLE_MAX) : null,
      match: checkMatch(input.match),
    };
    const place = left.findIndex(({ id: _id, ...other }) => isDeepStrictEqual(other, rule));
    const [same] = place === -1 ? [] : left.splice(place, 1);
    return { id: same?.id ?? newId("rule"), ...rule };
  });
}

function checkMatch(input: MatchInput): FeedMatch {
  const texts = (field: keyof MatchInput & string, values: readonly string[] | null | undefined, shape = same) => {
    if (!values || values.length === 0) return {};
    if (values.length > VALUES_MAX) throw bad("rules", `\`${field}\` names more than ${VALUES_MAX}.`);
    return { [field]: [...new Set(values.map((value) => checkText(field, shape(value), TEXT_MAX)))] };
  };
  const match: FeedMatch = {
    ...texts("accountIds", input.accountIds),
    ...texts("accountTags", input.accountTags),
    ...texts("type", input.type),
    ...texts("productType", input.productType),
    ...(input.isSharedToFeed != null && { isSharedToFeed: input.isSharedToFeed }),
    ...texts("hashtag", input.hashtag, (text) => fold(text.trim().replace(/^[#＃]/, ""))),
    ...texts("mention", input.mention, (text) => text.trim().replace(/^@/, "").toLowerCase()),
    ...texts("words", input.words, (text) => fold(text)),
    ...(input.since && { since: input.since.toISOString() }),
    ...(input.until && { until: input.until.toISOString() }),
    ...(input.olderThan != null && { olderThan: checkDuration(input.olderThan) }),
    ...(input.likesBelow != null && { likesBelow: checkLikes(input.likesBelow) }),
  };
  if (Object.keys(match).length > 0) return match;
  throw bad(
    "rules",
    "A rule has no condition.",
    "Name at least one condition in `match`; for all others use `otherwise`.",
  );
}

function same(text: string): string {
  return text;
}

function checkDuration(text: string): string {
  try {
    parseDurationMs(text.trim(), OLDER_THAN_DAYS_MAX);
    return text.trim();
  } catch (error) {
    if (!(error instanceof InvalidSettingError)) throw error;
    throw bad("rules", `\`olderThan\` ${error.message}.`, "Write a duration such as 90d or 12h.");
  }
}

function checkLikes(count: number): number {
  if (count >= 1 && count <= LIKES_MAX) return count;
  throw bad("rules", `\`likesBelow\` is ${count}; it is at least 1.`);
}

function withoutSource(): ApiError {
  return bad("sources", "A feed needs at least one source.", "Name accounts or tags of accounts in `sources`.");
}

function bad(argument: string, message: string, nextStep?: string): ApiError {
  return new ApiError("BAD_USER_INPUT", message, { argument, ...(nextStep && { nextStep }) });
}
