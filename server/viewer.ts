import type { Config } from "./config/config.js";

export const ViewerKind = { ANONYMOUS: "ANONYMOUS", CLIENT: "CLIENT", OWNER: "OWNER", OPERATOR: "OPERATOR" } as const;
export type ViewerKind = keyof typeof ViewerKind;

export type KeyScope = "READ" | "CONNECT" | "REFRESH";

export type Viewer =
  | { kind: "ANONYMOUS" }
  | {
      kind: "CLIENT";
      keyId: string;
      secret: boolean;
      scopes: readonly KeyScope[];
      accountIds: readonly string[] | null;
      /** The feeds that it is bound to. */
      feedIds?: readonly string[];
      /** The sites of a publishable key. */
      origins?: readonly string[];
    }
  | { kind: "OWNER"; accountId: string }
  | { kind: "OPERATOR"; operatorId: string; byHeader: boolean };

export const ANONYMOUS: Viewer = { kind: "ANONYMOUS" };

export function withAccount(viewer: Viewer, accountId: string): Viewer {
  if (viewer.kind !== "CLIENT" || viewer.accountIds === null || viewer.accountIds.includes(accountId)) return viewer;
  return { ...viewer, accountIds: [...viewer.accountIds, accountId] };
}

export const SYSTEM: Viewer = { kind: "OPERATOR", operatorId: "system", byHeader: false };

/** Where a private field is visible: for all visible accounts, the viewer's own, or none. */
export type FieldAccess = "ALL" | "OWN" | "NONE";

export interface AccessScope {
  /** Sandbox accounts are visible only to a sandbox server, live ones only to a live server. */
  sandbox: boolean;
  /** This server's Instagram app; a live account of another app must reconnect. */
  appId: string;
  accountIds: readonly string[] | null;
  ownAccountId: string | null;
  tokens: FieldAccess;
  staleness: FieldAccess;
  labels: FieldAccess;
  hidden: boolean;
}

/** The viewer's access. It is made once for a viewer that asks again, such as a key. */
export function accessScopeOf(viewer: Viewer, config: Config): AccessScope {
  const known = scopes.get(viewer);
  if (known?.config === config) return known.scope;
  const scope = createScope(viewer, config);
  scopes.set(viewer, { config, scope });
  return scope;
}

const scopes = new WeakMap<Viewer, { config: Config; scope: AccessScope }>();

/** The contract's table "Who sees what", in one place. */
function createScope(viewer: Viewer, config: Config): AccessScope {
  const base = { sandbox: config.mode === "sandbox", appId: config.instagram.appId, ownAccountId: null };
  switch (viewer.kind) {
    case "OPERATOR":
      return { ...base, accountIds: null, tokens: "ALL", staleness: "ALL", labels: "ALL", hidden: true };
    case "OWNER":
      return {
        ...base,
        accountIds: config.publicRead ? null : [viewer.accountId],
        ownAccountId: viewer.accountId,
        tokens: "OWN",
        staleness: "OWN",
        labels: "NONE",
        hidden: false,
      };
    case "CLIENT":
      return {
        ...base,
        accountIds: viewer.accountIds,
        tokens: viewer.secret && viewer.scopes.includes("REFRESH") ? "ALL" : "NONE",
        staleness: viewer.secret ? "ALL" : "NONE",
        labels: viewer.secret ? "ALL" : "NONE",
        hidden: false,
      };
    case "ANONYMOUS":
      return {
        ...base,
        accountIds: config.publicRead ? null : [],
        tokens: "NONE",
        staleness: "NONE",
        labels: "NONE",
        hidden: false,
      };
  }
}
