import { setTimeout as sleep } from "node:timers/promises";
import { type AppContext, perProcess } from "../../app-context.js";
import { createPatientBatch } from "../../db/patient-batch.js";
import { publish } from "../../db/pubsub.js";
import type { ApiKeyScope } from "../../db/schema/api-keys.js";
import { MINUTE_MS, SECOND_MS } from "../../lib/clock.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf } from "../../lib/id.js";
import { createRefreshingCache, type RefreshingCache } from "../../lib/refreshing-cache.js";
import type { Viewer } from "../../viewer.js";
import { matchOrigin } from "./match-origin.js";
import { type KeyRow, selectKeysByHash, updateLastUsed } from "./store.js";

export type Client = Extract<Viewer, { kind: "CLIENT" }>;

/** Of a request that a publishable key may send without an origin, and sends without one. */
export const NO_ORIGIN_NEEDED = Symbol("no origin needed");

/** The origin of the page that sent the request; null where there is none, and a publishable key needs one. */
export type RequestOrigin = string | null | typeof NO_ORIGIN_NEEDED;

/** Cached keys per process; a change invalidates them by pub/sub. */
const REMEMBERED_MAX = 5_000;
const REMEMBERED_MS = 3 * SECOND_MS;
/** For unknown keys. */
const ABSENT_MAX = 5_000;
const KEY_SHAPE = /^[ps]k_[\w-]{43}$/;
const KEY_LENGTH = 46;

/**
 * The client of this key. One indexed read, cached for seconds and renewed ahead. A change takes effect in every
 * process at once, or within 3 s without pub/sub. Records the use in the background.
 * @throws {ApiError} UNAUTHENTICATED for an unknown, revoked or expired key
 * @throws {ApiError} FORBIDDEN for a publishable key on a page that it does not allow
 */
export async function verifyKey(app: AppContext, presented: string, origin: RequestOrigin): Promise<Client> {
  const key = KEY_SHAPE.test(presented) ? await cacheOf(app).get(hashOf(presented)) : null;
  if (!key) throw unknownKey(presented);
  if (key.row.sandbox !== (app.config.mode === "sandbox")) throw keyOfOtherMode(key.row);
  const now = app.clock.now();
  assertActive(key.row, now);
  if (!key.client.secret && origin !== NO_ORIGIN_NEEDED) assertOrigin(key.row, origin);
  if (now.getTime() - key.recordAt >= 0) {
    key.recordAt = now.getTime() + USE_RECORDED_EVERY_MS;
    recordLastUsed(app, key.row.id, now);
  }
  return key.client;
}

/** What was sent decides: a web page with a wrong key must never be told of the operator token. */
function unknownKey(presented: string): ApiError {
  if (KEY_SHAPE.test(presented)) {
    return new ApiError("UNAUTHENTICATED", "This server does not know this API key.", {
      nextStep: "Check that this server made the key, or make another one under API keys in the dashboard.",
    });
  }
  if (/^[ps]k_/.test(presented)) {
    const message = `This API key has ${presented.length} characters; a whole one has ${KEY_LENGTH}.`;
    return new ApiError("UNAUTHENTICATED", message, {
      nextStep:
        "Copy the whole key again, without spaces or quotes, or ask an operator of this server for another one.",
    });
  }
  return new ApiError("UNAUTHENTICATED", "These credentials are not known here.", {
    nextStep: "Send an API key of this server; it begins with `pk_` or `sk_`.",
  });
}

function keyOfOtherMode({ prefix, sandbox }: KeyRow): ApiError {
  const [made, runs] = sandbox ? ["sandbox", "live"] : ["live", "sandbox"];
  const message = `The API key ${prefix}… was made in ${made} mode, and this server runs in ${runs} mode.`;
  return new ApiError("UNAUTHENTICATED", message, ANOTHER);
}

interface Known {
  row: KeyRow;
  client: Client;
  recordAt: number;
}

function known(row: KeyRow, old: Known | null): Known {
  const client: Client = {
    kind: "CLIENT",
    keyId: row.id,
    secret: row.kind === "SECRET",
    scopes: row.scopes as ApiKeyScope[],
    accountIds: row.allAccounts ? null : row.accountIds,
    ...(row.feedIds.length > 0 && { feedIds: row.feedIds }),
    ...(row.origins.length > 0 && { origins: row.origins }),
  };
  const usedMs = row.lastUsedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  // A recorded use may not be written yet.
  return { row, client, recordAt: Math.max(usedMs + USE_RECORDED_EVERY_MS, old?.recordAt ?? Number.NEGATIVE_INFINITY) };
}

/** Cleared when a message may have been missed. */
const cacheOf = perProcess((app): RefreshingCache<Known> => {
  const { db } = app;
  const batch = createPatientBatch(async (hashes) => {
    const rows = await selectKeysByHash(db, hashes);
    return new Map(rows.map((row) => [row.hash, row]));
  });
  const load = async (hash: string, old: Known | null) => {
    const row = await batch.load(hash);
    return row && known(row, old);
  };
  const cache = createRefreshingCache(load, {
    lifeMs: REMEMBERED_MS,
    valuesMax: REMEMBERED_MAX,
    absentMax: ABSENT_MAX,
  });
  // Clears all keys: changes are rare, and loading is cheap.
  const forget = () => cache.clear();
  app.pubsub.subscribe(KEYS_CHANNEL, { onMessage: forget, onGap: forget });
  return cache;
});

function assertActive(row: KeyRow, now: Date): void {
  if (row.revokedAt) throw new ApiError("UNAUTHENTICATED", `The API key ${row.prefix}… was revoked.`, ANOTHER);
  if (row.expiresAt && row.expiresAt <= now) {
    throw new ApiError(
      "UNAUTHENTICATED",
      `The API key ${row.prefix}… ran out on ${row.expiresAt.toISOString()}.`,
      ANOTHER,
    );
  }
}

const ANOTHER = { nextStep: "Ask an operator of this server for another one." };

function assertOrigin({ origins }: KeyRow, origin: string | null): void {
  if (origin !== null && matchOrigin(origins, origin)) return;
  const allowed = `This key allows ${origins.join(", ")}`;
  throw new ApiError("FORBIDDEN", "This publishable key is bound to other sites.", {
    nextStep:
      origin === null
        ? `${allowed}; the request named no origin. Call from a page of that site, or with a secret key from a server.`
        : `${allowed}; the request came from ${origin.slice(0, 200)}. Add it under API keys.`,
  });
}

/** The precision of the last use. */
const USE_RECORDED_EVERY_MS = MINUTE_MS;
const GATHERED_MS = SECOND_MS;

/** All keys of a second in one statement; a crash may lose them. Skipped while too many tasks run. */
function recordLastUsed(app: AppContext, keyId: string, at: Date): void {
  const gathered = usesOf(app);
  const isWaiting = gathered.size > 0;
  gathered.set(keyId, at);
  if (isWaiting) return;
  const isStarted = app.background.start("key use", async (signal) => {
    await sleep(GATHERED_MS, undefined, { signal }).catch(() => undefined);
    const uses = new Map(gathered);
    gathered.clear();
    await updateLastUsed(app.db, uses);
  });
  if (!isStarted) gathered.clear();
}

const usesOf = perProcess(() => new Map<string, Date>());

export const KEYS_CHANNEL = "darkroom_keys";

/** Makes every process reload this key; inside a transaction, at its commit. */
export async function invalidateKey(app: AppContext, keyId: string): Promise<void> {
  await publish(app.db, KEYS_CHANNEL, keyId);
}
