import type { AppContext } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { foldEmail } from "./check-credentials.js";
import { type OperatorView, viewOf } from "./operator-view.js";
import { selectOperator, selectOperatorByEmail } from "./store.js";

/** How an operator is named: by our id, or by e-mail in any case. */
export type OperatorName = { id: string } | { email: string };

/** @throws {ApiError} NOT_FOUND when there is no such operator */
export async function findOperator(app: AppContext, name: OperatorName): Promise<OperatorView> {
  const row =
    "id" in name ? await selectOperator(app.db, name.id) : await selectOperatorByEmail(app.db, foldEmail(name.email));
  if (row) return viewOf(row);
  throw new ApiError("NOT_FOUND", `There is no operator with this ${"id" in name ? "id" : "e-mail"}.`, {
    nextStep: "The list of operators shows them all: `operators`, or `operator list` on the command line.",
  });
}
