import type { EventAction, EventRow } from "../../db/schema/audit-log.js";
import type { BatchLoader } from "../../request-context.js";
import { selectEventsOf } from "./store.js";

/** The newest audit log entries about each account: the batch for all accounts of one answer, one statement. */
export function accountEvents(asked: {
  first: number;
  actions: readonly EventAction[];
}): BatchLoader<string, EventRow[]> {
  const { first, actions } = asked;
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
