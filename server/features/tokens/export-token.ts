import type { AppContext } from "../../app-context.js";
import type { TokenRow } from "../../db/schema/tokens.js";
import { selectToken } from "./store.js";

export async function exportToken(
  app: AppContext,
  accountId: string,
): Promise<Omit<TokenRow, "sealed" | "leaseUntil" | "fence"> | null> {
  const row = await selectToken(app.db, accountId);
  if (!row) return null;
  const { sealed: _sealed, leaseUntil: _lease, fence: _fence, ...known } = row;
  return known;
}
