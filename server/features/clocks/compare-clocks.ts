import { type AppContext, perProcess } from "../../app-context.js";
import { type Clock, MINUTE_MS, SECOND_MS, systemClock } from "../../lib/clock.js";

/** A larger difference is a wrong clock, not a slow response. */
const APART_MS = 2 * MINUTE_MS;

/** Not the sandbox's adjustable clock: the machine's is compared. */
type ClockContext = Pick<AppContext, "sql" | "log" | "processState">;

/** This machine ahead of the database; negative: behind; null while they agree. */
export async function clockSkewS(
  { sql }: Pick<AppContext, "sql">,
  machine: Clock = systemClock,
): Promise<number | null> {
  const startedMs = machine.now().getTime();
  const [row] = await sql<{ ms: string }[]>`select extract(epoch from clock_timestamp()) * 1000 as ms`;
  const answeredMs = machine.now().getTime();
  const databaseMs = Number(row?.ms);
  const aheadMs = databaseMs < startedMs ? startedMs - databaseMs : Math.min(0, answeredMs - databaseMs);
  return Math.abs(aheadMs) < APART_MS ? null : Math.round(aheadMs / SECOND_MS);
}

export function describeSkew(apartS: number): string {
  const [s, unitS, unit] = [Math.abs(apartS), ...unitOf(Math.abs(apartS))] as const;
  return `This machine's clock is ${Math.round(s / unitS)} ${unit} ${apartS > 0 ? "ahead of" : "behind"} the database's.`;
}

function unitOf(s: number): [number, string] {
  if (s < 2 * 3_600) return [60, "minutes"];
  return s < 2 * 86_400 ? [3_600, "hours"] : [86_400, "days"];
}

const found = perProcess<{ apartS: number | null | undefined }, Pick<AppContext, "processState">>(() => ({
  apartS: undefined,
}));

/** Undefined without a measurement, as with JOBS off. */
export function lastApartS(app: Pick<AppContext, "processState">): number | null | undefined {
  return found(app).apartS;
}

/** Runs time-dependent work, unless the clocks of machine and database differ: then it does nothing and logs that once. */
export async function whileClocksAgree<T>(
  app: ClockContext,
  act: () => Promise<T>,
  machine?: Clock,
): Promise<T | undefined> {
  const apartS = await clockSkewS(app, machine);
  const wasApart = (found(app).apartS ?? null) !== null;
  found(app).apartS = apartS;
  if (apartS !== null) {
    const message = "The clocks of machine and database differ: nothing is refreshed or deleted until they agree";
    if (!wasApart) app.log.error({ apartS }, message);
    return undefined;
  }
  if (wasApart) app.log.info("The clocks of machine and database agree again");
  return await act();
}
