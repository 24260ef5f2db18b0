import type { AppContext } from "../../app-context.js";
import { publish } from "../../db/pubsub.js";

export const KEYS_CHANNEL = "darkroom_keys";

/** Tells every process to read this key again; in a transaction, when it commits. */
export async function invalidateKey(app: AppContext, keyId: string): Promise<void> {
  await publish(app.db, KEYS_CHANNEL, keyId);
}
