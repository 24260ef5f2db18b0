import { setTimeout as sleep } from "node:timers/promises";
import { type AppContext, inTransaction, perProcess } from "../../app-context.js";
import type { TokenRow } from "../../db/schema/tokens.js";
import { HOUR_MS, SECOND_MS } from "../../lib/clock.js";
import { createGatheredBatch } from "../../lib/gathered-batch.js";
import type { Viewer } from "../../viewer.js";
import { recordEvents } from "../audit/record-event.js";
import { countDaily } from "../stats/count-daily.js";
import { type NewToken, replaceRefreshed } from "./store.js";

/** Attempts while the caller waits, a second apart. */
const TRIES_AWAITED = 3;
/** Afterwards the token stays in memory, with retries at growing intervals. */
const HELD_MS = 12 * HOUR_MS;
const WAIT_MAX_MS = 30 * SECOND_MS;
const HELD_MAX = 1_000;

export interface Refreshed {
  claim: TokenRow;
  row: NewToken;
  by: Viewer;
}

const held = perProcess(() => ({ count: 0 }));

/**
 * Replaces the refreshed token with the fresh one, even if the claim was lost meanwhile. Returns false when the old one is no
 * longer current: a later token exists, or the account was disconnected.
 *
 * Instagram may not issue it twice. So if the database fails, the token stays in memory with retries for hours, and a last
 * one at shutdown; the caller gets the database's error after some seconds.
 */
export async function saveRefreshed(app: AppContext, refreshed: Refreshed): Promise<boolean> {
  for (let tryCount = 1; ; tryCount++) {
    try {
      return await write(app, refreshed);
    } catch (error) {
      if (tryCount >= TRIES_AWAITED) {
        hold(app, refreshed);
        throw error;
      }
      await sleep(SECOND_MS);
    }
  }
}

function hold(app: AppContext, refreshed: Refreshed): void {
  const { accountId } = refreshed.claim;
  const heldCount = held(app).count + 1;
  if (heldCount > HELD_MAX) {
    app.log.error({ accountId, heldCount }, "fresh token lost: too many are held");
    return;
  }
  held(app).count = heldCount;
  app.log.warn({ accountId }, "fresh token held until the database takes it");
  const written = app.background.run(async (signal) => await writeHeld(app, refreshed, signal));
  written
    .catch((error: unknown) => app.log.error({ accountId, err: error }, "fresh token lost"))
    .finally(() => {
      held(app).count--;
    });
}

/** Retries until success, timeout or shutdown, then tries a last time. */
async function writeHeld(app: AppContext, refreshed: Refreshed, signal: AbortSignal): Promise<void> {
  const { accountId } = refreshed.claim;
  const endsMs = performance.now() + HELD_MS;
  for (let waitMs = SECOND_MS; ; waitMs = Math.min(waitMs * 2, WAIT_MAX_MS)) {
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    try {
      const isStored = await write(app, refreshed);
      app.log.info({ accountId, isStored }, "held token written");
      return;
    } catch (error) {
      if (signal.aborted || performance.now() > endsMs) throw error;
    }
  }
}

async function write(app: AppContext, refreshed: Refreshed): Promise<boolean> {
  return await batch(app)({ app, refreshed });
}

/** Refreshes that end at once share a transaction. */
const BATCH = 100;

const batch = perProcess(() => createGatheredBatch(writeSome, { itemsMax: BATCH }));

async function writeSome(ended: readonly { app: AppContext; refreshed: Refreshed }[]): Promise<boolean[]> {
  const [first] = ended;
  if (!first) return [];
  return await inTransaction(first.app, async (app) => {
    const tokens = ended.map(({ refreshed: { claim, row } }) => ({ claim, fresh: row }));
    const replaced = await replaceRefreshed(app.db, tokens);
    const done = ended.filter(({ refreshed }) => replaced.has(refreshed.claim.accountId));
    const events = done.map(({ refreshed: { by, claim } }) => ({
      by,
      action: "token.refreshed" as const,
      accountId: claim.accountId,
    }));
    if (events.length > 0) await recordEvents(app, events);
    for (const _ of done) countDaily(app, "refreshed");
    return ended.map(({ refreshed }) => replaced.has(refreshed.claim.accountId));
  });
}
