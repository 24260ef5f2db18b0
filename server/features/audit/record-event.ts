import type { AppContext } from "../../app-context.js";
import type { EventAction } from "../../db/schema/audit-log.js";
import { HOUR_MS } from "../../lib/clock.js";
import type { InstagramDetails } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { SYSTEM } from "../../viewer.js";
import { countEventsSince, insertEvents } from "./store.js";

export interface Event {
  by: Viewer;
  action: EventAction;
  accountId: string | null;
  /** Darkroom's id of a key, link or operator, or Instagram's of a post. */
  subject?: string | null;
  outcome?: string;
  instagram?: InstagramDetails | undefined;
}

export async function recordEvent(app: AppContext, event: Event): Promise<void> {
  await recordEvents(app, [event]);
}

export async function recordEvents(app: AppContext, added: readonly Event[]): Promise<void> {
  const at = app.clock.now();
  await insertEvents(
    app.db,
    added.map((event) => ({
      at,
      actor: actorOf(event.by),
      action: event.action,
      accountId: event.accountId,
      subject: event.subject ?? null,
      outcome: event.outcome ?? "ok",
      instagramCode: event.instagram?.code ?? null,
      instagramSubcode: event.instagram?.subcode ?? null,
      traceId: event.instagram?.traceId ?? null,
    })),
  );
}

/** Of one action an hour, over all processes. */
const SPARINGLY_MAX = 60;

/**
 * Adds an event that strangers can cause; false after 60 of its action in an hour: they must not fill the audit log.
 */
export async function recordSparingly(app: AppContext, event: Event): Promise<boolean> {
  const since = new Date(app.clock.now().getTime() - HOUR_MS);
  const count = await countEventsSince(app.db, { action: event.action, since, max: SPARINGLY_MAX });
  if (count >= SPARINGLY_MAX) return false;
  await recordEvent(app, event);
  return true;
}

export function actorOf(viewer: Viewer): string {
  if (viewer === SYSTEM) return "system";
  switch (viewer.kind) {
    case "OPERATOR":
      return `operator:${viewer.operatorId}`;
    case "CLIENT":
      return `key:${viewer.keyId}`;
    case "OWNER":
      return `owner:${viewer.accountId}`;
    case "ANONYMOUS":
      return "browser";
  }
}
