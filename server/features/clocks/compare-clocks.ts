import { type AppContext, perProcess } from "../../app-context.js";
import { type Clock, MINUTE_MS, SECOND_MS, systemClock } from "../../lib/clock.js";

/** From here on one of the two is wrong, not only slow to answer. */
const APART_MS = 2 * MINUTE_MS;

/** What is needed to compare; the sandbox's own clock may be turned, and is not the machine's. */
type ClockContext = Pick<AppContext, "sql" | "log" | "processState">;

/** By how many seconds this machine's clock is ahead of the database's, behind where negative; null while they agree. */
export async function clockSkewS(
  { sql }: Pick<AppContext, "sql">,
  machine: Clock = systemClock,
): Promise<number | null> {
  const askedMs = machine.now().getTime();
  const [row] = await sql<{ ms: string }[]>`select extract(epoch from clock_timestamp()) * 1000 as ms`;
  const answeredMs = machine.now().getTime();
  const databaseMs = Number(row?.ms);
  const aheadMs = databaseMs < askedMs ? askedMs - databaseMs : Math.min(0, answeredMs - databaseMs);
  return Math.abs(aheadMs) < APART_MS ? null : Math.round(aheadMs / SECOND_MS);
}

/** In words, for a log, a message and the operator's tool. */
export function describeSkew(apartS: number): string {
  const [s, unitS, unit] = [Math.abs(apartS), ...unitOf(Math.abs(apartS))] as const;
  return `This machine's clock is ${Math.round(s / unitS)} ${unit} ${apartS > 0 ? "ahead of" : "behind"} the database's.`;
}

function unitOf(s: number): [number, string] {
  if (s < 2 * 3_600) return [60, "minutes"];
  return s < 2 * 86_400 ? [3_600, "hours"] : [86_400, "days"];
}

/** By how much this process's clock was last found to be apart from the database's; undefined before the first time. */
const found = perProcess<{ apartS: number | null | undefined }, Pick<AppContext, "processState">>(() => ({
  apartS: undefined,
}));

/** What this process last found; undefined where it has not compared them, as without jobs. */
export function lastApartS(app: Pick<AppContext, "processState">): number | null | undefined {
  return found(app).apartS;
}

/** Does what is decided by time, unless the clocks of machine and database differ: then nothing is done, and the log says so once. */
export async function whileClocksAgree<T>(
  app: ClockContext,
  act: () => Promise<T>,
  machine?: Clock,
): Promise<T | undefined> {
  const apartS = await clockSkewS(app, machine);
  const wasApart = (found(app).apartS ?? null) !== null;
  found(app).apartS = apartS;
  if (apartS !== null) {
    const told = "The clocks of machine and database differ: nothing is refreshed or deleted until they agree";
    if (!wasApart) app.log.error({ apartS }, told);
    return undefined;
  }
  if (wasApart) app.log.info("The clocks of machine and database agree again");
  return await act();
}
