import type { AppContext } from "../../app-context.js";
import type { EventAction, EventRow } from "../../db/schema/audit-log.js";
import { type FailureCause, InstagramError } from "../../instagram/errors.js";
import type { BatchLoader } from "../../request-context.js";
import { selectEventsOf } from "./store.js";

export function accountEvents(query: {
  first: number;
  actions: readonly EventAction[];
}): BatchLoader<string, EventRow[]> {
  const { first, actions } = query;
  return {
    name: `events:${first}:${actions.join()}`,
    async load({ app }, accountIds) {
      const rows = await selectEventsOf(app.db, { accountIds, actions, limit: first });
      const byAccount = new Map<string | null, EventRow[]>();
      for (const row of rows) byAccount.set(row.accountId, [...(byAccount.get(row.accountId) ?? []), row]);
      return accountIds.map((id) => byAccount.get(id) ?? []);
    },
  };
}

export async function lastKnownError(
  app: AppContext,
  accountId: string,
  { cause, message, ...details }: { cause: FailureCause; message: string; nextStep?: string; isInferred?: boolean },
): Promise<InstagramError> {
  const query = { accountIds: [accountId], actions: ["token.failed", "sync.failed"] as const, limit: 1 };
  const [row] = await selectEventsOf(app.db, query);
  const response =
    row?.outcome === cause ? { code: row.instagramCode, subcode: row.instagramSubcode, traceId: row.traceId } : {};
  return new InstagramError(message, { failureCause: cause, ...details, ...response });
}
