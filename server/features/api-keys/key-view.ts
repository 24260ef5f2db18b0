import type { ApiKeyKind, ApiKeyScope } from "../../db/schema/api-keys.js";
import type { KeyRow } from "./store.js";

/** A key as its operators see it. */
export interface KeyView {
  id: string;
  name: string;
  kind: ApiKeyKind;
  prefix: string;
  scopes: ApiKeyScope[];
  allAccounts: boolean;
  accountIds: string[];
  origins: string[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** The row without its hash. */
export function keyView({ hash: _hash, sandbox: _sandbox, ...row }: KeyRow): KeyView {
  return { ...row, kind: row.kind as ApiKeyKind, scopes: row.scopes as ApiKeyScope[] };
}
