import { type AppContext, inTransaction } from "../../app-context.js";
import type { ErasureReason, ErasureRow } from "../../db/schema/erasures.js";
import { newId } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";
import { actorOf, recordEvent } from "../audit/record-event.js";
import { newCode } from "./confirmation-code.js";
import { eraseRows } from "./erase-rows.js";
import { type Erased, insertErasure, selectCandidateMax, settlePending } from "./erasure-store.js";
import { finishErasures } from "./finish-erasures.js";

export interface ErasureInput {
  by: Viewer;
  reason: ErasureReason;
  action?: "account.erased" | "account.disconnected";
}

/**
 * Erases every row, encrypted secret and file of an account. Returns the receipt, whose `code` opens
 * `/data-deletion/:code`; null when the account was already gone. Only the receipt and audit log entries stay, with our
 * id and no personal data.
 *
 * Rows, and so the pictures' addresses, are gone on return. The files follow, here or by the schedule; then the receipt
 * is DONE. Completes pending requests for the same account.
 */
export async function eraseAccount(
  app: AppContext,
  accountId: string,
  input: ErasureInput,
): Promise<ErasureRow | null> {
  const receipt = await inTransaction(app, (app) => eraseInTransaction(app, accountId, input));
  if (receipt) app.background.start("delete erased files", (signal) => finishErasures(app, signal));
  return receipt;
}

/** Within the caller's transaction; the schedule deletes the files. */
export async function eraseInTransaction(
  app: AppContext,
  accountId: string,
  { by, reason, action = "account.erased" }: ErasureInput,
): Promise<ErasureRow | null> {
  const counts = await eraseRows(app, accountId);
  if (!counts) return null;
  const now = app.clock.now();
  const erased: Erased = { state: "ERASED", erasedAt: now, counts, candidateMax: await selectCandidateMax(app.db) };
  const met = await settlePending(app.db, accountId, erased);
  const receipt = met.find((row) => row.reason === reason) ?? newReceipt(app, { accountId, by, reason, erased });
  if (!met.includes(receipt)) await insertErasure(app.db, receipt);
  await recordEvent(app, { by, action, accountId, subject: receipt.id });
  app.log.info({ accountId, erasureId: receipt.id, reason }, "account erased");
  return receipt;
}

function newReceipt(
  app: AppContext,
  { accountId, by, reason, erased }: { accountId: string; erased: Erased } & Pick<ErasureInput, "by" | "reason">,
): ErasureRow {
  return {
    id: newId("era"),
    sandbox: app.config.mode === "sandbox",
    code: newCode(),
    reason,
    actor: actorOf(by),
    accountId,
    requestHash: null,
    requestedAt: app.clock.now(),
    finishedAt: null,
    ...erased,
  };
}
