import { type AppContext, inTransaction } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf, newId } from "../../lib/id.js";
import { hashPassword } from "../../lib/password.js";
import type { Secret } from "../../lib/secret.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { checkEmail, checkPassword, foldEmail } from "./check-credentials.js";
import { deleteRemoved, insertOperator } from "./store.js";

/**
 * Adds an operator and returns their id.
 * @throws {ApiError} BAD_USER_INPUT for an e-mail that exists, or an invalid e-mail or password
 */
export async function addOperator(
  app: AppContext,
  { email, password }: { email: string; password: Secret },
  by: Viewer,
): Promise<string> {
  const checked = checkEmail(email);
  const passwordHash = await hashPassword(checkPassword(password), app.passwordCost);
  const id = newId("op");
  await inTransaction(app, async (app) => {
    const operator = {
      id,
      email: checked,
      emailFolded: foldEmail(checked),
      passwordHash,
      createdAt: app.clock.now(),
    };
    if (!(await insertOperator(app.db, operator))) {
      throw new ApiError("BAD_USER_INPUT", "There is an operator with this e-mail already.", {
        argument: "email",
        nextStep: "Change that operator's password, or use another e-mail.",
      });
    }
    await deleteRemoved(app.db, hashOf(operator.emailFolded));
    await recordEvent(app, { by, action: "operator.added", accountId: null, subject: id });
  });
  app.log.info({ operatorId: id }, "operator added");
  return id;
}
