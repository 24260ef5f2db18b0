import type { AppContext } from "../../app-context.js";
import { type FailureCause, InstagramError } from "../../instagram/errors.js";
import { selectEventsOf } from "./store.js";

/** A failure that somebody else met, or that was met before, with what Instagram said then where the record still holds it. */
export async function lastKnownError(
  app: AppContext,
  accountId: string,
  { cause, message, ...details }: { cause: FailureCause; message: string; nextStep?: string; isUnasked?: boolean },
): Promise<InstagramError> {
  const query = { accountIds: [accountId], actions: ["token.failed", "sync.failed"] as const, limit: 1 };
  const [row] = await selectEventsOf(app.db, query);
  const said =
    row?.outcome === cause ? { code: row.instagramCode, subcode: row.instagramSubcode, traceId: row.traceId } : {};
  return new InstagramError(message, { failureCause: cause, ...details, ...said });
}
