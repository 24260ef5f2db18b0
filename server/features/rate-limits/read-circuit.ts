import type { Logger } from "pino";
import type { AppConfig } from "../../config/config.js";
import type { Db } from "../../db/db.js";
import type { CallName } from "../../instagram/client.js";
import type { Clock } from "../../lib/clock.js";
import type { OutageLog } from "../../lib/outage.js";
import { type AppCircuit, accountCircuit, appCircuit, type CircuitState } from "./circuit-state.js";
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
  world: RateLimitContext,
  accountId: string | null,
  call: CallName = "readProfile",
): Promise<CircuitState> {
  const [app, block] = [appSubject(world), blockSubject(world, call)];
  const rows = await selectCircuits(world.db, accountId === null ? [app, block] : [app, block, accountId]);
  const now = world.clock.now();
  const rowOf = (subject: string) => rows.find((row) => row.subject === subject);
  return {
    app: appCircuit(rowOf(app), now),
    block: appCircuit(rowOf(block), now),
    account: accountId === null ? null : accountCircuit(rowOf(accountId), now),
  };
}

/** How calls stand for everybody. */
export async function readAppCircuit(world: RateLimitContext): Promise<AppCircuit> {
  return (await readCircuit(world, null)).app;
}

/** The kinds of calls that are made for accounts: where Meta blocks the app, it may block each alone. */
const BLOCKABLE: readonly CallName[] = ["readProfile", "readMediaPage", "readMedia", "refreshToken"];

/** Where the app is refused a kind of call: the block that began first, and how calls of that kind stand; null: it is not. */
export async function readBlock(world: RateLimitContext): Promise<AppCircuit | null> {
  const rows = await selectCircuits(world.db, blockSubjects(world));
  const now = world.clock.now();
  const open = rows.map((row) => appCircuit(row, now)).filter(({ state }) => state !== "CLOSED");
  return open.sort((a, b) => Number(a.since) - Number(b.since))[0] ?? null;
}

export function blockSubjects(world: Pick<RateLimitContext, "config">): string[] {
  return BLOCKABLE.map((call) => blockSubject(world, call));
}

/** The row of one kind of call, for when Meta refuses it to the app. */
export function blockSubject(world: Pick<RateLimitContext, "config">, call: CallName): string {
  return `${appSubject(world)}:${call}`;
}

/** The app's row: servers of another mode or of another app have another allowance. */
export function appSubject({ config }: Pick<RateLimitContext, "config">): string {
  return `app:${config.mode}:${config.instagram.appId}`;
}
