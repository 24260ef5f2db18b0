import type { AppContext } from "../../app-context.js";
import type { OperatorRow } from "../../db/schema/operators.js";
import { ApiError } from "../../lib/errors.js";
import type { BatchLoader } from "../../request-context.js";
import { foldEmail } from "./check-credentials.js";
import { countOperators, selectEmails, selectOperator, selectOperatorByEmail, selectOperators } from "./store.js";

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

export async function operatorById(app: AppContext, id: string): Promise<OperatorView | null> {
  const row = await selectOperator(app.db, id);
  return row && viewOf(row);
}

const OPERATORS_MAX = 1_000;

export async function listOperators(
  app: AppContext,
  page = { first: OPERATORS_MAX, offset: 0 },
): Promise<OperatorView[]> {
  return (await selectOperators(app.db, page)).map(viewOf);
}

export async function operatorCount(app: AppContext): Promise<number> {
  return await countOperators(app.db);
}

/** The visible part of an operator; never the password's hash. */
export type OperatorView = Omit<OperatorRow, "emailFolded" | "passwordHash" | "passwordSetAt">;

/** Selects fields explicitly, so that a new column is not exposed by default. */
function viewOf({ id, email, createdAt, lastSignInAt }: OperatorRow): OperatorView {
  return { id, email, createdAt, lastSignInAt };
}

export const operatorEmailLoader: BatchLoader<string, string | null> = {
  name: "operatorEmail",
  async load({ app }, ids) {
    const emails = new Map((await selectEmails(app.db, ids)).map(({ id, email }) => [id, email]));
    return ids.map((id) => emails.get(id) ?? null);
  },
};
