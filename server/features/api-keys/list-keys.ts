import type { AppContext } from "../../app-context.js";
import type { ApiKeyKind, ApiKeyScope } from "../../db/schema/api-keys.js";
import { countKeys, type KeyRow, selectKeys } from "./store.js";

export async function listKeys(app: AppContext, page: { first: number; offset: number }): Promise<KeyView[]> {
  const rows = await selectKeys(app.db, { ...page, sandbox: app.config.mode === "sandbox" });
  return rows.map(keyView);
}

export async function keyCount(app: AppContext): Promise<number> {
  return await countKeys(app.db, app.config.mode === "sandbox");
}

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

export function keyView({ hash: _hash, sandbox: _sandbox, ...row }: KeyRow): KeyView {
  return { ...row, kind: row.kind as ApiKeyKind, scopes: row.scopes as ApiKeyScope[] };
}
