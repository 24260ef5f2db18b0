import { hashOf } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";

/** The caller that started an OAuth flow: its state is valid for no other. */
export type Initiator = string & { readonly caller: unique symbol };

export function initiatorOf(viewer: Exclude<Viewer, { kind: "ANONYMOUS" }>): Initiator {
  switch (viewer.kind) {
    case "OPERATOR":
      return `operator:${viewer.operatorId}` as Initiator;
    case "CLIENT":
      return `key:${viewer.keyId}` as Initiator;
    case "OWNER":
      return `owner:${viewer.accountId}` as Initiator;
  }
}

export function browserInitiator(cookie: string): Initiator {
  return `browser:${hashOf(cookie)}` as Initiator;
}
