import { type AppContext, inTransaction } from "../../app-context.js";
import type { ErasureRow } from "../../db/schema/erasures.js";
import { newId } from "../../lib/id.js";
import { SYSTEM } from "../../viewer.js";
import { actorOf, recordEvent } from "../audit/record-event.js";
import { newCode } from "./confirmation-code.js";
import { upsertRequest } from "./erasure-store.js";
import { findByInstagramIds } from "./find-by-instagram-id.js";
import { processErasures } from "./process-erasures.js";
import type { SignedRequest } from "./signed-request.js";
import { isTestRequest, TEST_CODE } from "./test-request.js";

/**
 * Accepts Meta's request to delete a person's data, and returns the code of its status page. A job deletes the data and
 * survives a restart. A replay gets the same code and deletes nothing, even if the person has reconnected. An unknown
 * person gets a code too.
 */
export async function requestDeletion(app: AppContext, request: SignedRequest): Promise<string> {
  if (isTestRequest(request)) return TEST_CODE;
  const row = await inTransaction(app, async (app) => {
    const added = await pendingRow(app, request);
    const stored = await upsertRequest(app.db, added);
    if (stored.id === added.id) {
      const { accountId, id: subject } = added;
      const outcome = added.state === "PENDING" ? "ok" : added.state;
      await recordEvent(app, { by: SYSTEM, action: "erasure.requested", accountId, subject, outcome });
    }
    return stored;
  });
  if (row.state === "PENDING" && app.config.jobs)
    app.background.start("erase accounts", (signal) => processErasures(app, signal));
  return row.code;
}

async function pendingRow(
  app: AppContext,
  { userId, hash }: SignedRequest,
): Promise<ErasureRow & { requestHash: string }> {
  const [match = "NOT_FOUND"] = await findByInstagramIds(app, [userId]);
  const now = app.clock.now();
  const isKnown = typeof match === "object";
  return {
    id: newId("era"),
    sandbox: app.config.mode === "sandbox",
    code: newCode(),
    reason: "CALLBACK",
    state: isKnown ? "PENDING" : match,
    actor: actorOf(SYSTEM),
    accountId: isKnown ? match.accountId : null,
    requestHash: hash,
    requestedAt: now,
    erasedAt: null,
    finishedAt: isKnown ? null : now,
    counts: null,
    candidateMax: null,
  };
}
