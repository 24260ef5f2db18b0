import type { AppContext } from "../../app-context.js";
import type { FailureCause } from "../../instagram/errors.js";
import { forgetSealed } from "./store.js";

/** Its dates and the cause stay. False when already deleted or newer. A refresh in progress does not restore it. */
export async function forgetToken(
  app: AppContext,
  accountId: string,
  { cause, issuedBefore }: { cause: FailureCause; issuedBefore: Date },
): Promise<boolean> {
  return await forgetSealed(app.db, accountId, { cause, issuedBefore, at: app.clock.now() });
}
