import { hashOf } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";

/** Who holds a handshake: a state is good only for the caller that began it. */
export type Caller = string & { readonly caller: unique symbol };

export function callerOf(viewer: Exclude<Viewer, { kind: "ANONYMOUS" }>): Caller {
  switch (viewer.kind) {
    case "OPERATOR":
      return `operator:${viewer.operatorId}` as Caller;
    case "CLIENT":
      return `key:${viewer.keyId}` as Caller;
    case "OWNER":
      return `owner:${viewer.accountId}` as Caller;
  }
}

/** A browser where nobody is signed in, by the secret of its cookie. */
export function browserCaller(cookie: string): Caller {
  return `browser:${hashOf(cookie)}` as Caller;
}
