import { openDatabase } from "../../server/db/db.js";
import { claimDueTokens, finishClaim } from "../../server/features/tokens/store.js";

/*
 * A process that claims what is due and finishes it, as the job does, without a call to Instagram in between. It begins when
 * it is told to, and tells how much it did.
 */

const { DATABASE_URL = "", NOW = "", LATER = "" } = process.env;
const BATCH = 16;
const ROWS_MAX = 1_000_000;
const scope = { sandbox: true, appId: "seed" };
const [now, nextRefreshAt] = [new Date(NOW), new Date(LATER)];

const { db, close } = openDatabase(DATABASE_URL);
await claimDueTokens(db, scope, { now: new Date(0), limit: BATCH });
process.once("message", async () => {
  let count = 0;
  while (count < ROWS_MAX) {
    const claims = await claimDueTokens(db, scope, { now, limit: BATCH });
    if (claims.length === 0) break;
    const finished = await Promise.all(claims.map((claim) => finishClaim(db, claim, { nextRefreshAt })));
    count += finished.filter(Boolean).length;
  }
  await close();
  process.send?.({ count }, () => process.exit(0));
});
process.send?.({ isReady: true });
