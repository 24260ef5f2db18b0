import { type AppContext, perProcess } from "../../app-context.js";
import { claimByBucket } from "../../db/distribution.js";
import type { TokenRow } from "../../db/schema/tokens.js";
import { SYSTEM } from "../../viewer.js";
import { createAdaptiveWidth } from "../rate-limits/adaptive-width.js";
import { callForDueRows, type DueCalls } from "../rate-limits/call-for-due-rows.js";
import { claimDueTokens, releaseTokens, selectDueTokens } from "./claim-store.js";
import { recheckRevocations } from "./recheck-revocations.js";
import { refreshClaimed } from "./refresh-token.js";
import type { TokenScope } from "./store.js";

const width = perProcess(createAdaptiveWidth);

/** Until none is left, calls are blocked, or the signal fires. Processes may run it concurrently. */
export async function refreshDueTokens(
  app: AppContext,
  signal: AbortSignal,
): Promise<{ doneCount: number; failedCount: number }> {
  const scope = { sandbox: app.config.mode === "sandbox", appId: app.config.instagram.appId };
  await recheckRevocations(app);
  const due: DueCalls<TokenRow, AppContext> = {
    width: width(app),
    claim: (limit) => claimDue(app, scope, limit),
    release: (claims) => releaseTokens(app.db, claims),
    run: (app, claim) => refreshClaimed(app, claim, SYSTEM),
    accountIdOf: ({ accountId }) => accountId,
    bugMessage: "refresh broke",
  };
  return await callForDueRows(app, due, signal);
}

async function claimDue(app: AppContext, scope: TokenScope, limit: number): Promise<TokenRow[]> {
  const due = { now: app.clock.now(), limit };
  if (!app.distribution.isOn) return await claimDueTokens(app.db, scope, due);
  const found = await selectDueTokens(app.db, scope, due);
  return await claimByBucket(found, (part) => claimDueTokens(app.db, scope, { ...due, part }));
}
