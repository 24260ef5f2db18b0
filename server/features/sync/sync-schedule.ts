import type { AppContext } from "../../app-context.js";
import { hashToUnitInterval } from "../../lib/stable-jitter.js";

/** How much sooner than SYNC_EVERY and SWEEP_EVERY say an account may come, so that those connected together drift apart. */
const SPREAD = 0.1;

/**
 * When an account is synced next after `from`: within the last tenth of SYNC_EVERY, always at the same part of it, so that
 * each account has a rhythm of its own. `stretch` makes the wait longer where Instagram's meter for the account is nearly full.
 */
export function nextSyncAt({ config }: AppContext, accountId: string, { from, stretch = 1 }: Rhythm): Date {
  return spread(`sync:${accountId}`, from, config.syncEveryMs * stretch);
}

/** The same of the sweep. */
export function nextFullSyncAt({ config }: AppContext, accountId: string, { from }: Rhythm): Date {
  return spread(`sweep:${accountId}`, from, config.fullSyncEveryMs);
}

interface Rhythm {
  from: Date;
  stretch?: number;
}

function spread(name: string, from: Date, everyMs: number): Date {
  return new Date(from.getTime() + everyMs * (1 - SPREAD * hashToUnitInterval(name)));
}
