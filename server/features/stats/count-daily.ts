import type { AppContext } from "../../app-context.js";
import type { DailyCountKind } from "../../db/schema/daily-counts.js";
import { countOne } from "./store.js";

/** Adds one to this day's count; call it last in a transaction, as all workers write the same row. */
export async function countDaily(app: AppContext, kind: DailyCountKind): Promise<void> {
  const day = app.clock.now().toISOString().slice(0, 10);
  await countOne(app.db, { day, sandbox: app.config.mode === "sandbox", kind });
}
