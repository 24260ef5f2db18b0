import { type AppContext, inTransaction } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { foldEmail } from "./check-credentials.js";
import { findOperator, type OperatorName } from "./find-operators.js";
import { countOperators, deleteOperator, insertRemoved, lockOperators } from "./store.js";

/**
 * Removes an operator, ends their sessions, and returns their id. Restarts and backups do not restore them; only adding
 * them does.
 * @throws {ApiError} NOT_FOUND, and BAD_USER_INPUT for the last one: nobody could sign in
 */
export async function removeOperator(app: AppContext, name: OperatorName, by: Viewer): Promise<string> {
  return await inTransaction(app, async (app) => {
    await lockOperators(app.db);
    const { id, email } = await findOperator(app, name);
    if ((await countOperators(app.db)) === 1) {
      throw new ApiError("BAD_USER_INPUT", "This is the last operator.", { nextStep: "Add another one first." });
    }
    await deleteOperator(app.db, id);
    await insertRemoved(app.db, { id, emailHash: hashOf(foldEmail(email)), removedAt: app.clock.now() });
    await recordEvent(app, { by, action: "operator.removed", accountId: null, subject: id });
    return id;
  });
}
