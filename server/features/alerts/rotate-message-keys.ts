import type { AppContext } from "../../app-context.js";
import { seal, sealedUnder, unseal } from "../../lib/seal.js";
import { encryptionContext } from "./deliver.js";
import { replaceSealedMessage, selectSealedMessages } from "./delivery-store.js";

/** A message waits for a day at most. */
const MESSAGES_MAX = 10_000;

/**
 * Seals the messages that wait anew under the first of SECRET_KEYS; returns how many, and how many no key opens. One that
 * is sent meanwhile is left alone.
 */
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
