import { hashOf } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";

/** Who holds an OAuth flow: a state is good only for the caller that began it. */
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

/** A browser where nobody is signed in, by the secret of its cookie. */
export function browserInitiator(cookie: string): Initiator {
  return `browser:${hashOf(cookie)}` as Initiator;
}
