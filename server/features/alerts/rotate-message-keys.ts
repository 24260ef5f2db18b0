import type { AppContext } from "../../app-context.js";
import { seal, sealedUnder, unseal } from "../../lib/seal.js";
import { encryptionContext } from "./deliver.js";
import { replaceSealedMessage, selectSealedMessages } from "./delivery-store.js";

const MESSAGES_MAX = 10_000;

/** Encrypts pending messages again with the first of SECRET_KEYS. Returns how many, and how many no key decrypts. */
export async function rotateMessageKeys(app: AppContext): Promise<{ resealedCount: number; lostCount: number }> {
  const keys = app.config.secretKeys;
  const outcome = { resealedCount: 0, lostCount: 0 };
  for (const { id, sealed } of await selectSealedMessages(app.db, MESSAGES_MAX)) {
    if (sealedUnder(sealed) === keys[0]?.id) continue;
    const message = await unseal(keys, sealed, encryptionContext(id)).catch(() => null);
    if (!message) {
      outcome.lostCount++;
      continue;
    }
    const fresh = await seal(keys, message, encryptionContext(id));
    if (await replaceSealedMessage(app.db, { id, from: sealed, to: fresh })) outcome.resealedCount++;
  }
  return outcome;
}
