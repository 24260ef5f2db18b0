import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { AppConfig } from "../../config/config.js";
import type { Db } from "../../db/db.js";
import type { CircuitRow } from "../../db/schema/rate-limits.js";
import type { CallName } from "../../instagram/types.js";
import type { Clock } from "../../lib/clock.js";
import type { OutageLog } from "../../lib/outage.js";
import { type AppCircuit, accountCircuit, appCircuit, backpressure, type CircuitState } from "./circuit.js";
import type { CircuitCache } from "./circuit-cache.js";
import { selectCircuits } from "./store.js";

/** These functions run while the app is created: only the members that they need. */
export interface RateLimitContext {
  config: AppConfig;
  db: Db;
  clock: Clock;
  log: Logger;
  outage: OutageLog;
  circuits: CircuitCache;
}

export async function readCircuit(
  app: RateLimitContext,
  accountId: string | null,
  call: CallName = "readProfile",
): Promise<CircuitState> {
  return stateOf(app, accountId, { call, rows: await selectCircuits(app.db, scopeKeysOf(app, accountId, call)) });
}

/** The same for every call and due row: at most a second old while nothing is blocked. */
export async function currentCircuit(
  app: RateLimitContext,
  accountId: string | null,
  call: CallName = "readProfile",
): Promise<CircuitState> {
  return stateOf(app, accountId, { call, rows: await app.circuits.read(scopeKeysOf(app, accountId, call)) });
}

function scopeKeysOf(app: RateLimitContext, accountId: string | null, call: CallName): string[] {
  return [appScopeKey(app), blockScopeKey(app, call), ...(accountId === null ? [] : [accountId])];
}

function stateOf(
  app: RateLimitContext,
  accountId: string | null,
  { call, rows }: { call: CallName; rows: readonly CircuitRow[] },
): CircuitState {
  const [appWide, block] = [appScopeKey(app), blockScopeKey(app, call)];
  const now = app.clock.now();
  const rowOf = (scopeKey: string) => rows.find((row) => row.scopeKey === scopeKey);
  return {
    appWide: appCircuit(rowOf(appWide), now),
    block: appCircuit(rowOf(block), now),
    account: accountId === null ? null : accountCircuit(rowOf(accountId), now),
  };
}

export async function readAppCircuit(app: RateLimitContext): Promise<AppCircuit> {
  return (await readCircuit(app, null)).appWide;
}

/** The kinds of calls for accounts: Meta may block each of them alone for the app. */
const BLOCKABLE: readonly CallName[] = ["readProfile", "readMediaPage", "readMedia", "refreshToken"];

export async function readBlock(app: RateLimitContext): Promise<AppCircuit | null> {
  const rows = await selectCircuits(app.db, blockScopeKeys(app));
  const now = app.clock.now();
  const open = rows.map((row) => appCircuit(row, now)).filter(({ state }) => state !== "CLOSED");
  return open.sort((a, b) => Number(a.since) - Number(b.since))[0] ?? null;
}

export function blockScopeKeys(app: Pick<RateLimitContext, "config">): string[] {
  return BLOCKABLE.map((call) => blockScopeKey(app, call));
}

export function blockScopeKey(app: Pick<RateLimitContext, "config">, call: CallName): string {
  return `${appScopeKey(app)}:${call}`;
}

/** Another mode or app has its own limit. */
export function appScopeKey({ config }: Pick<RateLimitContext, "config">): string {
  return `app:${config.mode}:${config.instagram.appId}`;
}

export async function circuitOpenSince(app: RateLimitContext): Promise<Date | null> {
  const { state, since } = await readAppCircuit(app);
  return state === "CLOSED" ? null : since;
}

/** How many of `width` rows may run now, after the pause for the app's usage; 0: no call is allowed. */
export async function waitForCapacity(
  app: RateLimitContext,
  { width, signal }: { width: number; signal: AbortSignal },
): Promise<number> {
  const pace = backpressure((await currentCircuit(app, null)).appWide, width);
  if (pace.pauseMs > 0) await sleep(pace.pauseMs, undefined, { signal }).catch(() => undefined);
  return pace.width;
}
