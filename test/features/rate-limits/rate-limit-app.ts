import { createAppContext, type OpenAppContext } from "../../../server/app-context.js";
import { syncAccount, syncFully } from "../../../server/features/sync/sync-account.js";
import { syncDueAccounts } from "../../../server/features/sync/sync-due-accounts.js";
import { refreshDueTokens } from "../../../server/features/tokens/refresh-due-tokens.js";
import { refreshInBulk } from "../../../server/features/tokens/refresh-token.js";
import { DAY_MS, MINUTE_MS } from "../../../server/lib/clock.js";
import { countCalls } from "../../support/calls.js";
import { OPERATOR } from "../../support/cast.js";
import { type SavedRows, saveRows } from "../../support/saved-rows.js";
import { createTestApp, type TestApp, type TestAppOptions } from "../../support/test-app.js";

/** Instagram's tokens grow older than they were when they are put back, but not old. */
const SAVED_MAX_MS = 10 * DAY_MS;

/** An app with shops connected and a second process beside it. */
export interface RateLimitTest {
  testApp: TestApp;
  other: OpenAppContext;
  /** Our ids, by the shops' names. */
  ids: Map<string, string>;
  id(name: string): string;
  /** Connects them by the real handshake; as many as once before are put back as they were then. */
  connectShops(count: number): Promise<void>;
  calls(account?: string): Promise<number>;
  /** As one of many, for whom nobody waits. */
  sync(name: string, app?: OpenAppContext): Promise<unknown>;
  refresh(name: string, app?: OpenAppContext): Promise<void>;
  /** Syncs it for somebody who waits. */
  click(name: string, app?: OpenAppContext): Promise<void>;
  syncDue(app?: OpenAppContext): Promise<{ doneCount: number; failedCount: number }>;
  refreshDue(app?: OpenAppContext): Promise<{ doneCount: number; failedCount: number }>;
  advance(minutes: number): void;
  close(): Promise<void>;
}

export async function createRateLimitTest(
  settings: Record<string, string> = {},
  options: TestAppOptions = {},
): Promise<RateLimitTest> {
  const testApp = await createTestApp({ JOBS: "off", ...settings }, options);
  const other = createAppContext(testApp.app.config, { clock: testApp.clock });
  const ids = new Map<string, string>();
  const never = new AbortController().signal;
  const saved = new Map<number, { atMs: number; rows: SavedRows; ids: [string, string][] }>();
  const id = (name: string) => ids.get(name) ?? "";
  return {
    testApp,
    other,
    ids,
    id,
    async connectShops(count) {
      const nowMs = testApp.clock.now().getTime();
      const last = saved.get(count);
      ids.clear();
      if (last && nowMs - last.atMs < SAVED_MAX_MS) {
        for (const [name, id] of last.ids) ids.set(name, id);
        await last.rows.restore(nowMs - last.atMs);
        return;
      }
      for (let n = 1; n <= count; n++) ids.set(`shop${n}`, await testApp.connect(`shop${n}`));
      saved.set(count, { atMs: nowMs, rows: await saveRows(testApp.app.sql, `saved_${count}`), ids: [...ids] });
    },
    calls: (account) => countCalls(testApp.sandbox, account ? { account } : {}),
    sync: (name, app = testApp.app) => syncFully(app, id(name), { by: OPERATOR, full: false, signal: never }),
    refresh: (name, app = testApp.app) => refreshInBulk(app, id(name), OPERATOR),
    click: (name, app = testApp.app) => syncAccount(app, id(name), { by: OPERATOR, full: false }),
    syncDue: (app = testApp.app) => syncDueAccounts(app, never),
    refreshDue: (app = testApp.app) => refreshDueTokens(app, never),
    advance: (minutes) => testApp.clock.advance(minutes * MINUTE_MS),
    async close() {
      await other[Symbol.asyncDispose]();
      await testApp.close();
    },
  };
}
