import type { AppContext } from "../../app-context.js";
import type { FailureCause } from "../../instagram/errors.js";
import { forgetSealed } from "./store.js";

/**
 * Deletes the encrypted text of a token issued before an instant; its dates and the cause stay. Returns false when it
 * was already deleted, or is newer. A refresh in progress does not restore it.
 */
export async function forgetToken(
  app: AppContext,
  accountId: string,
  { cause, issuedBefore }: { cause: FailureCause; issuedBefore: Date },
): Promise<boolean> {
  return await forgetSealed(app.db, accountId, { cause, issuedBefore, at: app.clock.now() });
}
