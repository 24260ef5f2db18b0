import type { AppContext } from "../../app-context.js";
import { publish } from "../../db/pubsub.js";

export const KEYS_CHANNEL = "darkroom_keys";

/** Makes every process reload this key; inside a transaction, at its commit. */
export async function invalidateKey(app: AppContext, keyId: string): Promise<void> {
  await publish(app.db, KEYS_CHANNEL, keyId);
}
