import type { World } from "../../app-context.js";
import { publish } from "../../db/pubsub.js";

export const KEYS_CHANNEL = "darkroom_keys";

/** Tells every process to read this key again; in a transaction, when it commits. */
export async function invalidateKey(world: World, keyId: string): Promise<void> {
  await publish(world.db, KEYS_CHANNEL, keyId);
}
