import type { Config } from "./config/config.js";

export const ViewerKind = { ANONYMOUS: "ANONYMOUS", CLIENT: "CLIENT", OWNER: "OWNER", OPERATOR: "OPERATOR" } as const;
export type ViewerKind = keyof typeof ViewerKind;

/** What a client's key may do beyond its kind. */
export type KeyScope = "READ" | "CONNECT" | "REFRESH";

/** Whoever is asking. */
export type Viewer =
  | { kind: "ANONYMOUS" }
  | {
      kind: "CLIENT";
      keyId: string;
      secret: boolean;
      scopes: readonly KeyScope[];
      accountIds: readonly string[] | null;
    }
  | { kind: "OWNER"; accountId: string }
  | { kind: "OPERATOR"; operatorId: string; byHeader: boolean };

export const ANONYMOUS: Viewer = { kind: "ANONYMOUS" };

/** The viewer once they have connected an account: a key with a list has gained it. */
export function withAccount(viewer: Viewer, accountId: string): Viewer {
  if (viewer.kind !== "CLIENT" || viewer.accountIds === null || viewer.accountIds.includes(accountId)) return viewer;
  return { ...viewer, accountIds: [...viewer.accountIds, accountId] };
}

/** The server itself, when a job acts. */
export const SYSTEM: Viewer = { kind: "OPERATOR", operatorId: "machine", byHeader: false };

/** How far a private field reaches: every account in sight, the viewer's own, or none. */
export type FieldAccess = "ALL" | "OWN" | "NONE";

/** What a statement may select for a viewer; stores take it and select null for the rest. */
export interface AccessScope {
  /** Sandbox accounts exist only for a sandbox server, live ones only for a live server. */
  sandbox: boolean;
  /** The Instagram app that this server speaks for; a live account of another one must reconnect. */
  appId: string;
  /** The accounts in sight; null: all. */
  accountIds: readonly string[] | null;
  ownAccountId: string | null;
  tokens: FieldAccess;
  staleness: FieldAccess;
  words: FieldAccess;
  hidden: boolean;
}

/** What `viewer` may see: the contract's table "Who sees what", in one place. */
export function accessScopeOf(viewer: Viewer, config: Config): AccessScope {
  const base = { sandbox: config.mode === "sandbox", appId: config.instagram.appId, ownAccountId: null };
  switch (viewer.kind) {
    case "OPERATOR":
      return { ...base, accountIds: null, tokens: "ALL", staleness: "ALL", words: "ALL", hidden: true };
    case "OWNER":
      return {
        ...base,
        accountIds: config.publicRead ? null : [viewer.accountId],
        ownAccountId: viewer.accountId,
        tokens: "OWN",
        staleness: "OWN",
        words: "NONE",
        hidden: false,
      };
    case "CLIENT":
      return {
        ...base,
        accountIds: viewer.accountIds,
        tokens: viewer.secret && viewer.scopes.includes("REFRESH") ? "ALL" : "NONE",
        staleness: viewer.secret ? "ALL" : "NONE",
        words: viewer.secret ? "ALL" : "NONE",
        hidden: false,
      };
    case "ANONYMOUS":
      return {
        ...base,
        accountIds: config.publicRead ? null : [],
        tokens: "NONE",
        staleness: "NONE",
        words: "NONE",
        hidden: false,
      };
  }
}
