import { isDeepStrictEqual } from "node:util";
import { type AppContext, inTransaction } from "../../app-context.js";
import type { FeedRow, FeedSettings } from "../../db/schema/feeds.js";
import { ApiError } from "../../lib/errors.js";
import { newId } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";
import { actorOf, recordEvent } from "../audit/record-event.js";
import { FEED_PREFIX, type FeedDefinition } from "./feed-definition.js";
import { accountIdsIn, changedSettings, type FeedInput, newSettings } from "./feed-input.js";
import { nameAccounts } from "./name-accounts.js";
import {
  countFeeds,
  deleteFeed,
  insertFeed,
  isSlugTaken,
  lockFeed,
  selectAccountNames,
  selectDefinition,
  selectVersion,
  selectVersionsAfter,
  updateFeedRow,
} from "./store.js";
import { summarizeChange } from "./summarize-change.js";

const FEEDS_MAX = 10_000;

/** @throws {ApiError} BAD_USER_INPUT naming the invalid field */
export async function createFeed(app: AppContext, input: FeedInput, by: Viewer): Promise<FeedDefinition> {
  const settings = newSettings(input);
  const id = newId(FEED_PREFIX);
  const sandbox = app.config.mode === "sandbox";
  await inTransaction(app, async (app) => {
    if ((await countFeeds(app.db, { sandbox, search: null })) >= FEEDS_MAX) {
      throw new ApiError("BAD_USER_INPUT", `There are ${FEEDS_MAX} feeds, as many as there may be.`, {
        nextStep: "Remove a feed that nobody uses.",
      });
    }
    await assertUsable(app, { id, settings, before: null });
    const at = app.clock.now();
    const row = { id, sandbox, slug: settings.slug, settings, version: 1, createdAt: at, updatedAt: at };
    await insertFeed(app.db, row, { at, actor: actorOf(by), summary: "Created the feed." });
    await recordEvent(app, { by, action: "feed.created", accountId: null, subject: id });
  });
  app.log.info({ feedId: id }, "feed created");
  return await requireFeed(app, id);
}

/**
 * Changes a feed's settings, as a new version. A change that changes nothing makes no version.
 * @throws {ApiError} NOT_FOUND; BAD_USER_INPUT naming the invalid field; CONFLICT if `version` is not the newest
 */
export async function updateFeed(
  app: AppContext,
  { id, version, input }: { id: string; version: number; input: FeedInput },
  by: Viewer,
): Promise<FeedDefinition> {
  return await changeSettings(app, { id, version, change: async (row) => changedSettings(row.settings, input) }, by);
}

/**
 * Makes an earlier version's settings the newest version. The feed keeps its slug if another feed has the former one.
 * @throws {ApiError} NOT_FOUND for an unknown feed or version
 */
export async function restoreFeed(
  app: AppContext,
  { id, version }: { id: string; version: number },
  by: Viewer,
): Promise<FeedDefinition> {
  const change = (row: FeedRow, app: AppContext) => formerSettings(app, row, version);
  return await changeSettings(app, { id, change, restored: version }, by);
}

/**
 * What an earlier version says, as `restoreFeed` takes it.
 * @throws {ApiError} NOT_FOUND for an unknown version
 */
export async function formerSettings(
  app: AppContext,
  { id, slug }: Pick<FeedRow, "id" | "slug">,
  version: number,
): Promise<FeedSettings> {
  const former = await selectVersion(app.db, id, version);
  if (!former) throw new ApiError("NOT_FOUND", `The feed has no version ${version}.`);
  const sandbox = app.config.mode === "sandbox";
  const isTaken = await isSlugTaken(app.db, { id, sandbox, slug: former.settings.slug });
  return isTaken ? { ...former.settings, slug } : former.settings;
}

/** @throws {ApiError} NOT_FOUND */
export async function removeFeed(app: AppContext, id: string, by: Viewer): Promise<void> {
  await inTransaction(app, async (app) => {
    await lockRow(app, id);
    await deleteFeed(app.db, id);
    await recordEvent(app, { by, action: "feed.removed", accountId: null, subject: id });
  });
  app.log.info({ feedId: id }, "feed removed");
}

/** @throws {ApiError} NOT_FOUND */
export async function requireFeed(app: AppContext, id: string): Promise<FeedDefinition> {
  const feed = await selectDefinition(app.db, { id, sandbox: app.config.mode === "sandbox" });
  if (!feed) throw new ApiError("NOT_FOUND", "There is no feed with this id.");
  return feed;
}

/** @throws {ApiError} NOT_FOUND */
export async function lockRow(app: AppContext, id: string): Promise<FeedRow> {
  const row = await lockFeed(app.db, id, app.config.mode === "sandbox");
  if (!row) throw new ApiError("NOT_FOUND", "There is no feed with this id.");
  return row;
}

interface SettingsChange {
  id: string;
  /** The version that was read. */
  version?: number;
  restored?: number;
  change(row: FeedRow, app: AppContext): Promise<FeedSettings>;
}

async function changeSettings(
  app: AppContext,
  { id, version, restored, change }: SettingsChange,
  by: Viewer,
): Promise<FeedDefinition> {
  await inTransaction(app, async (app) => {
    const row = await lockRow(app, id);
    if (version !== undefined && version !== row.version) throw await conflict(app, row, version);
    const settings = await change(row, app);
    if (isDeepStrictEqual(settings, row.settings)) return;
    await assertUsable(app, { id, settings, before: row.settings });
    const summary = summarizeChange(row.settings, settings, null);
    const at = app.clock.now();
    const changed = { ...row, slug: settings.slug, settings, version: row.version + 1, updatedAt: at };
    await updateFeedRow(app.db, changed, {
      at,
      actor: actorOf(by),
      summary: restored === undefined ? summary : `Restored version ${restored}. ${summary}`,
      formerSlug: row.slug,
    });
    const action = restored === undefined ? "feed.updated" : "feed.restored";
    await recordEvent(app, { by, action, accountId: null, subject: id });
    app.log.info({ feedId: id, version: changed.version }, "feed updated");
  });
  return await requireFeed(app, id);
}

/** @throws {ApiError} BAD_USER_INPUT for a slug that another feed has, or a new name of an account that does not exist */
export async function assertUsable(
  app: AppContext,
  { id, settings, before }: { id: string; settings: FeedSettings; before: FeedSettings | null },
): Promise<void> {
  const sandbox = app.config.mode === "sandbox";
  if (await isSlugTaken(app.db, { sandbox, slug: settings.slug, id })) {
    throw new ApiError("BAD_USER_INPUT", `Another feed has the slug ${JSON.stringify(settings.slug)}.`, {
      argument: "slug",
      nextStep: "Choose another slug.",
    });
  }
  const former = new Set(before ? accountIdsIn(before) : []);
  const added = accountIdsIn(settings).filter((accountId) => !former.has(accountId));
  const known = await selectAccountNames(app.db, added, sandbox);
  const unknown = added.find((accountId) => !known.has(accountId));
  if (unknown === undefined) return;
  throw new ApiError("BAD_USER_INPUT", `There is no account ${JSON.stringify(unknown)}.`, {
    argument: settings.sources.some((source) => "accountId" in source && source.accountId === unknown)
      ? "sources"
      : "rules",
    nextStep: "Take ids from the query `accounts`.",
  });
}

/** What a change changes, in words. */
export async function summaryOf(app: AppContext, before: FeedSettings, after: FeedSettings): Promise<string> {
  const ids = [...new Set([...accountIdsIn(before), ...accountIdsIn(after)])];
  return summarizeChange(before, after, await selectAccountNames(app.db, ids, app.config.mode === "sandbox"));
}

async function conflict(app: AppContext, row: FeedRow, version: number): Promise<ApiError> {
  if (version > row.version) {
    return new ApiError("CONFLICT", `The feed has no version ${version} yet; the newest is ${row.version}.`);
  }
  const later = await selectVersionsAfter(app.db, row.id, version);
  const changes = await nameAccounts(
    app,
    later.map((change) => `Version ${change.version}: ${change.summary}`),
  );
  return new ApiError("CONFLICT", `Somebody changed the feed after version ${version}.`, {
    nextStep: `Read the feed again and repeat your change. ${changes.join(" ")}`,
  });
}
