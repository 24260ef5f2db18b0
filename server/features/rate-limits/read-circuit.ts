import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { AppConfig } from "../../config/config.js";
import type { Db } from "../../db/db.js";
import type { CallName } from "../../instagram/types.js";
import type { Clock } from "../../lib/clock.js";
import type { OutageLog } from "../../lib/outage.js";
import { type AppCircuit, accountCircuit, appCircuit, backpressure, type CircuitState } from "./circuit.js";
import { selectCircuits } from "./store.js";

/** What is needed of the app, named here: these functions are at work while it is made. */
export interface RateLimitContext {
  config: AppConfig;
  db: Db;
  clock: Clock;
  log: Logger;
  outage: OutageLog;
}

/** How calls of a kind stand for an account, or for nobody's; one statement, by the primary key. */
export async function readCircuit(
  app: RateLimitContext,
  accountId: string | null,
  call: CallName = "readProfile",
): Promise<CircuitState> {
  const [appWide, block] = [appScopeKey(app), blockScopeKey(app, call)];
  const rows = await selectCircuits(app.db, accountId === null ? [appWide, block] : [appWide, block, accountId]);
  const now = app.clock.now();
  const rowOf = (scopeKey: string) => rows.find((row) => row.scopeKey === scopeKey);
  return {
    appWide: appCircuit(rowOf(appWide), now),
    block: appCircuit(rowOf(block), now),
    account: accountId === null ? null : accountCircuit(rowOf(accountId), now),
  };
}

/** How calls stand for everybody. */
export async function readAppCircuit(app: RateLimitContext): Promise<AppCircuit> {
  return (await readCircuit(app, null)).appWide;
}

/** The kinds of calls that are made for accounts: where Meta blocks the app, it may block each alone. */
const BLOCKABLE: readonly CallName[] = ["readProfile", "readMediaPage", "readMedia", "refreshToken"];

/** Where the app is refused a kind of call: the block that began first, and how calls of that kind stand; null: it is not. */
export async function readBlock(app: RateLimitContext): Promise<AppCircuit | null> {
  const rows = await selectCircuits(app.db, blockScopeKeys(app));
  const now = app.clock.now();
  const open = rows.map((row) => appCircuit(row, now)).filter(({ state }) => state !== "CLOSED");
  return open.sort((a, b) => Number(a.since) - Number(b.since))[0] ?? null;
}

export function blockScopeKeys(app: Pick<RateLimitContext, "config">): string[] {
  return BLOCKABLE.map((call) => blockScopeKey(app, call));
}

/** The row of one kind of call, for when Meta refuses it to the app. */
export function blockScopeKey(app: Pick<RateLimitContext, "config">, call: CallName): string {
  return `${appScopeKey(app)}:${call}`;
}

/** The app's row: servers of another mode or of another app have another allowance. */
export function appScopeKey({ config }: Pick<RateLimitContext, "config">): string {
  return `app:${config.mode}:${config.instagram.appId}`;
}

/** Since when nothing is asked of Instagram for any account; null while it is. */
export async function circuitOpenSince(app: RateLimitContext): Promise<Date | null> {
  const { state, since } = await readAppCircuit(app);
  return state === "CLOSED" ? null : since;
}

/** How many of `width` rows may be under way just now, after the pause that the app's meter calls for; 0: no call may be made. */
export async function waitForCapacity(
  app: RateLimitContext,
  { width, signal }: { width: number; signal: AbortSignal },
): Promise<number> {
  const pace = backpressure(await readAppCircuit(app), width);
  if (pace.pauseMs > 0) await sleep(pace.pauseMs, undefined, { signal }).catch(() => undefined);
  return pace.width;
}
