import { type AppContext, inTransaction } from "../../app-context.js";
import { hashPassword } from "../../lib/password.js";
import type { Secret } from "../../lib/secret.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { checkPassword } from "./check-credentials.js";
import { findOperator, type OperatorName } from "./find-operators.js";
import { deleteSessionsOf, updatePassword } from "./store.js";

/**
 * Sets an operator's password and signs them out everywhere. Ends a wait after failed sign-ins. Returns the number of ended
 * sessions.
 * @throws {ApiError} NOT_FOUND, and BAD_USER_INPUT for an invalid password
 */
export async function setPassword(
  app: AppContext,
  { password, ...name }: OperatorName & { password: Secret },
  by: Viewer,
): Promise<number> {
  const { id } = await findOperator(app, name);
  const passwordHash = await hashPassword(checkPassword(password), app.passwordCost);
  return await inTransaction(app, async (app) => {
    await updatePassword(app.db, id, { passwordHash, passwordSetAt: app.clock.now() });
    await recordEvent(app, { by, action: "operator.password_set", accountId: null, subject: id });
    return await deleteSessionsOf(app.db, id);
  });
}
