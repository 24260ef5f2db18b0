import type { AppContext } from "../../app-context.js";
import type { ApiKeyKind, ApiKeyScope } from "../../db/schema/api-keys.js";
import { ApiError } from "../../lib/errors.js";
import { countKeys, type KeyRow, selectKey, selectKeys } from "./store.js";

const SEARCH_MAX = 200;

/** @throws {ApiError} BAD_USER_INPUT when the search is too long */
export async function listKeys(app: AppContext, page: KeySearch & { first: number; offset: number }) {
  const { first, offset } = page;
  const rows = await selectKeys(app.db, { first, offset, ...selectionOf(app, page) });
  return rows.map(keyView);
}

export interface KeySearch {
  search?: string | null | undefined;
}

export async function keyCount(app: AppContext, search: KeySearch): Promise<number> {
  return await countKeys(app.db, selectionOf(app, search));
}

function selectionOf(app: AppContext, { search }: KeySearch) {
  const text = (search ?? "").trim();
  if (text.length > SEARCH_MAX) {
    throw new ApiError("BAD_USER_INPUT", `\`search\` is longer than ${SEARCH_MAX} characters.`);
  }
  return { sandbox: app.config.mode === "sandbox", search: text === "" ? null : text };
}

export async function findKey(app: AppContext, id: string): Promise<KeyView | null> {
  const row = await selectKey(app.db, id, app.config.mode === "sandbox");
  return row && keyView(row);
}

export interface KeyView {
  id: string;
  name: string;
  kind: ApiKeyKind;
  prefix: string;
  scopes: ApiKeyScope[];
  allAccounts: boolean;
  accountIds: string[];
  feedIds: string[];
  origins: string[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

export function keyView({ hash: _hash, sandbox: _sandbox, ...row }: KeyRow): KeyView {
  return { ...row, kind: row.kind as ApiKeyKind, scopes: row.scopes as ApiKeyScope[] };
}
