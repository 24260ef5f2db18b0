import type { AppContext } from "../../app-context.js";
import { sealedUnder, unseal } from "../../lib/seal.js";
import { encryptionContext } from "./deliver.js";
import { selectSealedMessages } from "./delivery-store.js";

/** Messages wait for a day at most. */
const MESSAGES_MAX = 10_000;

export async function findUndecryptableMessages(app: AppContext): Promise<{ count: number; keyIds: string[] }> {
  const keyIds = new Set<string>();
  let count = 0;
  for (const { id, sealed } of await selectSealedMessages(app.db, MESSAGES_MAX)) {
    const isOpen = await unseal(app.config.secretKeys, sealed, encryptionContext(id)).then(
      () => true,
      () => false,
    );
    if (isOpen) continue;
    count++;
    keyIds.add(sealedUnder(sealed) ?? "none");
  }
  return { count, keyIds: [...keyIds].sort() };
}
