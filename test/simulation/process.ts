import { syncDueAccounts } from "../../server/features/sync/sync-due-accounts.js";
import { refreshDueTokens } from "../../server/features/tokens/refresh-due-tokens.js";
import { turnableClock } from "../../server/lib/clock.js";
import { openAppOf } from "./open-app.js";

/*
 * One more process on the database of the months test, at the time of the months test: it does what is due once and ends,
 * unless it is killed before.
 */

const app = openAppOf(process.env, turnableClock(Number(process.env.CLOCK_OFFSET_MS ?? 0)));
await refreshDueTokens(app, AbortSignal.timeout(20_000));
await syncDueAccounts(app, AbortSignal.timeout(20_000));
process.exit(0);
