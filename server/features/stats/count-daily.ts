import type { World } from "../../app-context.js";
import type { OutcomeKind } from "../../db/schema/daily-counts.js";
import { countOne } from "./store.js";

/** Adds one to this day's count; call it last in a transaction, as all workers write the same row. */
export async function countDaily(world: World, kind: OutcomeKind): Promise<void> {
  const day = world.clock.now().toISOString().slice(0, 10);
  await countOne(world.db, { day, sandbox: world.config.mode === "sandbox", kind });
}
