import { appScopeKey, blockScopeKeys, type RateLimitContext } from "./read-circuit.js";
import { endCooldown } from "./store.js";

/**
 * Ends the wait of calls that are withheld, because somebody asks for something and waits: the next call then decides, as at
 * the end of the wait. Only where the server guessed how long to wait; a time that Instagram gave is respected. `null`: a call
 * that is no known account's, such as an OAuth flow's.
 */
export async function allowProbe(app: RateLimitContext, accountId: string | null): Promise<void> {
  const appWide = [appScopeKey(app), ...blockScopeKeys(app)];
  await endCooldown(app.db, accountId === null ? appWide : [...appWide, accountId], app.clock.now());
}
