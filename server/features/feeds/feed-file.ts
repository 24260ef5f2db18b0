import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { AppContext } from "../../app-context.js";
import { FeedLayout, FeedMode, FeedOrder, FeedRuleAction, type FeedSettings } from "../../db/schema/feeds.js";
import { MediaProductType, MediaType } from "../../db/schema/media.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { assertUsable, createFeed, updateFeed } from "./change-feed.js";
import type { FeedDefinition } from "./feed-definition.js";
import { accountIdsIn, changedSettings, type FeedInput, type MatchInput, newSettings } from "./feed-input.js";
import { selectAccountIdsByName, selectAccountNames, selectDefinition } from "./store.js";
import { summarizeChange } from "./summarize-change.js";

const texts = z.array(z.string());

const Match = z.strictObject({
  accounts: texts.optional(),
  accountTags: texts.optional(),
  type: z.array(z.enum(MediaType)).optional(),
  productType: z.array(z.enum(MediaProductType)).optional(),
  isSharedToFeed: z.boolean().optional(),
  hashtag: texts.optional(),
  mention: texts.optional(),
  words: texts.optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  olderThan: z.string().optional(),
  likesBelow: z.int().optional(),
});

const Source = z.union([z.strictObject({ account: z.string() }), z.strictObject({ tag: z.string() })]);

const Rule = z.strictObject({ action: z.enum(FeedRuleAction), label: z.string().optional(), match: Match });

const Feed = z.strictObject({
  slug: z.string(),
  title: z.string(),
  mode: z.enum(FeedMode).default("PUBLISH"),
  orderBy: z.enum(FeedOrder).default("NEWEST"),
  size: z.int().default(25),
  perAccountMax: z.int().nullable().default(null),
  sources: z.array(Source),
  rules: z.array(Rule).default([]),
  otherwise: z.enum(FeedRuleAction).default("INCLUDE"),
  layout: z.enum(FeedLayout).default("GRID"),
});

const FEEDS_MAX = 1_000;
const LENGTH_MAX = 5_000_000;
const FeedFile = z.strictObject({ feeds: z.array(Feed).max(FEEDS_MAX) });

type FiledFeed = z.infer<typeof Feed>;

/** What a file changes: each feed is created, changed or left as it is. Feeds that the file does not name stay. */
export interface FeedPlan {
  slug: string;
  action: "create" | "update" | "keep";
  summary: string;
  input: FeedInput;
  before: FeedDefinition | null;
}

/** The feeds as the text of a file, with usernames in place of ids, so that it fits another server. */
export async function writeFeedFile(app: AppContext, feeds: readonly FeedDefinition[]): Promise<string> {
  const ids = [...new Set(feeds.flatMap(({ settings }) => accountIdsIn(settings)))];
  const names = await selectAccountNames(app.db, ids, app.config.mode === "sandbox");
  const filed = feeds.map(({ settings }) => filedFeed(settings, names));
  return `${JSON.stringify({ feeds: filed }, null, 2)}\n`;
}

/**
 * What applying the file would change.
 * @throws {ApiError} BAD_USER_INPUT for a file that is none, and for a feed in it that is refused, naming it
 */
export async function planFeedFile(app: AppContext, text: string): Promise<FeedPlan[]> {
  const { feeds } = parseFile(text);
  const plans: FeedPlan[] = [];
  for (const feed of feeds) plans.push(await within(feed.slug, () => planFeed(app, feed)));
  return plans;
}

/** Creates and changes what the plan says, each feed in a transaction of its own. A run that is cut off can be repeated. */
export async function applyFeedPlan(app: AppContext, plans: readonly FeedPlan[], by: Viewer): Promise<void> {
  for (const { slug, action, input, before } of plans) {
    await within(slug, async () => {
      if (action === "create") await createFeed(app, input, by);
      if (action === "update" && before) {
        await updateFeed(app, { id: before.id, version: before.version, input }, by);
      }
    });
  }
}

function parseFile(text: string): { feeds: FiledFeed[] } {
  if (text.length > LENGTH_MAX) throw bad(`The file has more than ${LENGTH_MAX / 1_000_000} MB.`, "Split it.");
  const parsed = FeedFile.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw bad(`The file is none of feeds: ${issue?.path.join(".") || "the file"}: ${issue?.message}.`, SHAPE);
}

const SHAPE = "Compare it with what `feed export` prints.";

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw bad("The file is not JSON.", SHAPE);
  }
}

async function planFeed(app: AppContext, feed: FiledFeed): Promise<FeedPlan> {
  const { slug } = feed;
  const input = await inputOf(app, feed);
  const found = await selectDefinition(app.db, { slug, sandbox: app.config.mode === "sandbox" });
  // A former slug is free for a new feed.
  const before = found?.slug === slug ? found : null;
  if (!before) {
    await assertUsable(app, { id: "", settings: newSettings(input), before: null });
    return { slug, action: "create", summary: "Created the feed.", input, before };
  }
  const settings = changedSettings(before.settings, input);
  await assertUsable(app, { id: before.id, settings, before: before.settings });
  const ids = [...new Set([...accountIdsIn(settings), ...accountIdsIn(before.settings)])];
  const names = await selectAccountNames(app.db, ids, app.config.mode === "sandbox");
  const isSame = isDeepStrictEqual(settings, before.settings);
  const summary = isSame ? "Nothing changed." : summarizeChange(before.settings, settings, names);
  return { slug, action: isSame ? "keep" : "update", summary, input, before };
}

async function inputOf(app: AppContext, { sources, rules, ...rest }: FiledFeed): Promise<FeedInput> {
  const named = [
    ...sources.flatMap((source) => ("account" in source ? [source.account] : [])),
    ...rules.flatMap(({ match }) => match.accounts ?? []),
  ];
  const ids = await selectAccountIdsByName(app.db, named, app.config.mode === "sandbox");
  const idOf = (name: string) => {
    const id = ids.get(name);
    if (id === undefined)
      throw bad(`There is no account ${name} on this server.`, "`account list` shows all accounts.");
    return id;
  };
  const instant = (text: string | undefined) => (text === undefined ? null : new Date(text));
  return {
    ...rest,
    sources: sources.map((source) => ("account" in source ? { accountId: idOf(source.account) } : source)),
    rules: rules.map(({ action, label, match: { accounts, since, until, ...match } }) => ({
      action,
      label: label ?? null,
      match: {
        ...(match as MatchInput),
        ...{ accountIds: accounts?.map(idOf) ?? null, since: instant(since), until: instant(until) },
      },
    })),
  };
}

function filedFeed(settings: FeedSettings, names: ReadonlyMap<string, string>) {
  const nameOf = (id: string) => names.get(id) ?? id;
  return {
    ...settings,
    sources: settings.sources.map((source) => ("tag" in source ? source : { account: nameOf(source.accountId) })),
    rules: settings.rules.map(({ action, label, match: { accountIds, ...match } }) => ({
      action,
      ...(label !== null && { label }),
      match: { ...(accountIds && { accounts: accountIds.map(nameOf) }), ...match },
    })),
  };
}

async function within<T>(slug: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new ApiError(error.code, `Feed ${slug}: ${error.message}`, { nextStep: error.nextStep });
  }
}

function bad(message: string, nextStep: string): ApiError {
  return new ApiError("BAD_USER_INPUT", message, { nextStep });
}
