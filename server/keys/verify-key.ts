import { SECOND_MS } from "../lib/clock.js";
import { Refusal } from "../lib/errors.js";
import { hashOf } from "../lib/id.js";
import type { Viewer } from "../viewer.js";
import type { World } from "../world.js";
import { KEYS_CHANNEL } from "./forget-key.js";
import { matchOrigin } from "./match-origin.js";
import { noteUse, USE_NOTED_EVERY_MS } from "./note-use.js";
import { type KeyRow, selectKeyByHash } from "./store.js";
import type { ApiKeyScope } from "./table.js";

export type Client = Extract<Viewer, { kind: "CLIENT" }>;

/** Keys that a process remembers, and for how long: a change reaches it by a signal, and at the latest by then. */
const REMEMBERED_MAX = 5_000;
const REMEMBERED_MS = 3 * SECOND_MS;
const KEY_SHAPE = /^[ps]k_[\w-]{43}$/;

/**
 * Who holds this key. One indexed read, remembered for seconds; a change or a revocation counts in every process at once,
 * or within 3 s where signals do not pass. Notes the use, lazily.
 *
 * @throws {Refusal} UNAUTHENTICATED when there is no such key, or it is revoked or has run out
 * @throws {Refusal} FORBIDDEN when a publishable key is used from a page that it does not allow
 */
export async function verifyKey(world: World, presented: string, origin: string | null): Promise<Client> {
  const key = KEY_SHAPE.test(presented) ? await recall(world, hashOf(presented)) : null;
  if (!key || key.row.sandbox !== (world.config.mode === "sandbox")) {
    throw new Refusal("UNAUTHENTICATED", "These credentials are not known here.");
  }
  const now = world.clock.now();
  refuseDead(key.row, now);
  if (!key.client.secret) refuseForeign(key.row, origin);
  if (now.getTime() - key.noteAt >= 0) {
    key.noteAt = now.getTime() + USE_NOTED_EVERY_MS;
    noteUse(world, key.row.id, now);
  }
  return key.client;
}

interface Known {
  row: KeyRow;
  client: Client;
  /** From when a use is worth a note again; milliseconds. */
  noteAt: number;
}

interface Remembered {
  known: Promise<Known | null>;
  /** Real time: a clock that a test turns must not let a revoked key live. */
  until: number;
}

async function recall(world: World, hash: string): Promise<Known | null> {
  const memory = memoryOf(world);
  const found = memory.get(hash);
  if (found && found.until > performance.now()) return await found.known;
  memory.delete(hash);
  const entry = { known: read(world, hash), until: performance.now() + REMEMBERED_MS };
  memory.set(hash, entry);
  for (const oldest of memory.keys()) {
    if (memory.size <= REMEMBERED_MAX) break;
    memory.delete(oldest);
  }
  try {
    const known = await entry.known;
    // What is not there may be made at any moment, and strangers' guesses must not push out what is.
    if (!known && memory.get(hash) === entry) memory.delete(hash);
    return known;
  } catch (error) {
    if (memory.get(hash) === entry) memory.delete(hash);
    throw error;
  }
}

async function read(world: World, hash: string): Promise<Known | null> {
  const row = await selectKeyByHash(world.db, hash);
  if (!row) return null;
  const client: Client = {
    kind: "CLIENT",
    keyId: row.id,
    secret: row.kind === "SECRET",
    scopes: row.scopes as ApiKeyScope[],
    accountIds: row.allAccounts ? null : row.accountIds,
  };
  return { row, client, noteAt: (row.lastUsedAt?.getTime() ?? Number.NEGATIVE_INFINITY) + USE_NOTED_EVERY_MS };
}

/** What this process remembers, by database; dropped whole when a signal may have been missed. */
function memoryOf(world: World): Map<string, Remembered> {
  const known = memories.get(world.sql);
  if (known) return known;
  const memory = new Map<string, Remembered>();
  memories.set(world.sql, memory);
  // Which key changed does not matter: changes are rare, and reading again is cheap.
  world.signals.hear(KEYS_CHANNEL, { heard: () => memory.clear(), missed: () => memory.clear() });
  return memory;
}

const memories = new WeakMap<object, Map<string, Remembered>>();

function refuseDead(row: KeyRow, now: Date): void {
  if (row.revokedAt) throw new Refusal("UNAUTHENTICATED", `The API key ${row.prefix}… was revoked.`, ANOTHER);
  if (row.expiresAt && row.expiresAt <= now) {
    throw new Refusal(
      "UNAUTHENTICATED",
      `The API key ${row.prefix}… ran out on ${row.expiresAt.toISOString()}.`,
      ANOTHER,
    );
  }
}

const ANOTHER = { nextStep: "Ask an operator of this server for another one." };

function refuseForeign({ origins }: KeyRow, origin: string | null): void {
  if (origin !== null && matchOrigin(origins, origin)) return;
  const allowed = `This key allows ${origins.join(", ")}`;
  throw new Refusal("FORBIDDEN", "This publishable key is bound to other sites.", {
    nextStep:
      origin === null
        ? `${allowed}; the request named no origin. Call from a page of that site, or with a secret key from a server.`
        : `${allowed}; the request came from ${origin.slice(0, 200)}. Add it under API keys.`,
  });
}
