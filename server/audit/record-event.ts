import type { InstagramSays } from "../lib/errors.js";
import type { Viewer } from "../viewer.js";
import { MACHINE } from "../viewer.js";
import type { World } from "../world.js";
import { insertEvent } from "./store.js";

export interface Event {
  by: Viewer;
  action:
    | "account.connected"
    | "account.reconnected"
    | "account.imported"
    | "account.disconnected"
    | "account.erased"
    | "token.refreshed"
    | "token.failed"
    | "sync.failed";
  accountId: string | null;
  /** The cause of a failure; left out: it went well. */
  outcome?: string;
  instagram?: InstagramSays | undefined;
}

/** Adds one line to the record, in the caller's transaction where there is one. */
export async function recordEvent(world: World, event: Event): Promise<void> {
  await insertEvent(world.db, {
    at: world.clock.now(),
    actor: actorOf(event.by),
    action: event.action,
    accountId: event.accountId,
    outcome: event.outcome ?? "ok",
    instagramCode: event.instagram?.code ?? null,
    instagramSubcode: event.instagram?.subcode ?? null,
    traceId: event.instagram?.traceId ?? null,
  });
}

function actorOf(viewer: Viewer): string {
  if (viewer === MACHINE) return "machine";
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
