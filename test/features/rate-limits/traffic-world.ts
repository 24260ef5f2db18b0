import { createWorld, type OpenWorld } from "../../../server/app-context.js";
import { syncAccount, syncFully } from "../../../server/features/sync/sync-account.js";
import { syncDueAccounts } from "../../../server/features/sync/sync-due-accounts.js";
import { refreshDueTokens } from "../../../server/features/tokens/refresh-due-tokens.js";
import { refreshInBulk } from "../../../server/features/tokens/refresh-token.js";
import { DAY_MS, MINUTE_MS } from "../../../server/lib/clock.js";
import { countCalls } from "../../support/calls.js";
import { OPERATOR } from "../../support/cast.js";
import { type SavedRows, saveRows } from "../../support/saved-rows.js";
import { createTestWorld, type TestWorld } from "../../support/world.js";

/** Instagram's tokens grow older than they were when they are put back, but not old. */
const SAVED_MAX_MS = 10 * DAY_MS;

/** A world with shops connected and a second process beside it. */
export interface TrafficTest {
  it: TestWorld;
  other: OpenWorld;
  /** Our ids, by the shops' names. */
  ids: Map<string, string>;
  id(name: string): string;
  /** Connects them by the real handshake; as many as the last time are put back as they were then. */
  connectShops(count: number): Promise<void>;
  calls(account?: string): Promise<number>;
  /** As one of many, for whom nobody waits. */
  sync(name: string, world?: OpenWorld): Promise<unknown>;
  refresh(name: string, world?: OpenWorld): Promise<void>;
  /** Syncs it for somebody who waits. */
  click(name: string, world?: OpenWorld): Promise<void>;
  syncDue(world?: OpenWorld): Promise<{ doneCount: number; failedCount: number }>;
  refreshDue(world?: OpenWorld): Promise<{ doneCount: number; failedCount: number }>;
  advance(minutes: number): void;
  close(): Promise<void>;
}

export async function createTrafficTest(settings: Record<string, string> = {}): Promise<TrafficTest> {
  const it = await createTestWorld({ JOBS: "off", ...settings });
  const other = createWorld(it.world.config, { clock: it.clock });
  const ids = new Map<string, string>();
  const never = new AbortController().signal;
  let saved: { count: number; atMs: number; rows: SavedRows } | undefined;
  const id = (name: string) => ids.get(name) ?? "";
  return {
    it,
    other,
    ids,
    id,
    async connectShops(count) {
      const nowMs = it.clock.now().getTime();
      if (saved?.count === count && nowMs - saved.atMs < SAVED_MAX_MS) {
        await saved.rows.restore(nowMs - saved.atMs);
        return;
      }
      ids.clear();
      for (let n = 1; n <= count; n++) ids.set(`shop${n}`, await it.connect(`shop${n}`));
      saved = { count, atMs: nowMs, rows: await saveRows(it.world.sql) };
    },
    calls: (account) => countCalls(it.sandbox, account ? { account } : {}),
    sync: (name, world = it.world) => syncFully(world, id(name), { by: OPERATOR, full: false, signal: never }),
    refresh: (name, world = it.world) => refreshInBulk(world, id(name), OPERATOR),
    click: (name, world = it.world) => syncAccount(world, id(name), { by: OPERATOR, full: false }),
    syncDue: (world = it.world) => syncDueAccounts(world, never),
    refreshDue: (world = it.world) => refreshDueTokens(world, never),
    advance: (minutes) => it.clock.advance(minutes * MINUTE_MS),
    async close() {
      await other[Symbol.asyncDispose]();
      await it.close();
    },
  };
}
