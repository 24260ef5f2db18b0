import type { AppContext } from "../../app-context.js";
import type { Viewer } from "../../viewer.js";
import { requireAccount } from "../accounts/require-account.js";
import { listEvents } from "../audit/list-events.js";
import { exportMedia } from "../media/export-media.js";
import { exportToken } from "../tokens/export-token.js";

const EVENTS_MAX = 10_000;

/**
 * Everything stored of an account, as JSON for its owner: the row, token dates, posts and audit log. Never the token
 * itself or a signed address.
 * @throws {ApiError} NOT_FOUND when the viewer may not see it
 */
export async function exportAccount(app: AppContext, accountId: string, by: Viewer): Promise<Record<string, unknown>> {
  const row = await requireAccount(app, by, accountId);
  const { syncLeaseUntil: _lease, syncFence: _fence, pictureKey: _key, ...columns } = row;
  const { usernameFolded: _username, nameFolded: _name, referenceFolded: _reference, ...account } = columns;
  return {
    exportedAt: app.clock.now(),
    account,
    token: await exportToken(app, accountId),
    media: await exportMedia(app, accountId),
    events: await eventsOf(app, accountId),
  };
}

async function eventsOf(app: AppContext, accountId: string) {
  const page = { filter: { accountId }, first: EVENTS_MAX, after: null, offset: 0 };
  return (await listEvents(app, page)).nodes;
}
