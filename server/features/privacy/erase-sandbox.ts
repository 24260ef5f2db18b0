import { type AppContext, inTransaction } from "../../app-context.js";
import type { Viewer } from "../../viewer.js";
import { deleteUnreferenced } from "../assets/delete-unreferenced.js";
import { recordEvent } from "../audit/record-event.js";
import { eraseRows } from "./erase-rows.js";
import { selectSandboxAccounts } from "./erasure-store.js";

const BATCH = 100;
const BATCHES_MAX = 10_000;

/** For a server that is live now. No person owns these accounts, so there are no receipts. */
export async function eraseSandbox(app: AppContext, by: Viewer): Promise<number> {
  let count = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const ids = await selectSandboxAccounts(app.db, BATCH);
    for (const id of ids) if (await inTransaction(app, (app) => eraseRows(app, id))) count++;
    if (ids.length < BATCH) break;
  }
  await recordEvent(app, { by, action: "sandbox.erased", accountId: null });
  app.background.start("sweep files", (signal) => deleteUnreferenced(app, signal));
  app.log.info({ count }, "sandbox accounts erased");
  return count;
}
