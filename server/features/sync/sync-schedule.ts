import type { AppContext } from "../../app-context.js";
import { hashToUnitInterval } from "../../lib/id.js";

/** How much earlier than SYNC_EVERY and SWEEP_EVERY a sync may run, so that accounts connected together spread out. */
const SPREAD = 0.1;

/** In the last tenth of SYNC_EVERY, at the account's own offset. `factor` prolongs it at high usage. */
export function nextSyncAt(
  { config }: Pick<AppContext, "config">,
  accountId: string,
  { from, factor = 1 }: Rhythm,
): Date {
  return spread(`sync:${accountId}`, from, config.syncEveryMs * factor);
}

export function nextFullSyncAt({ config }: Pick<AppContext, "config">, accountId: string, { from }: Rhythm): Date {
  return spread(`sweep:${accountId}`, from, config.fullSyncEveryMs);
}

interface Rhythm {
  from: Date;
  factor?: number;
}

function spread(name: string, from: Date, everyMs: number): Date {
  return new Date(from.getTime() + everyMs * (1 - SPREAD * hashToUnitInterval(name)));
}
