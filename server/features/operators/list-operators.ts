import type { AppContext } from "../../app-context.js";
import { type OperatorView, viewOf } from "./operator-view.js";
import { countOperators, selectOperators } from "./store.js";

const OPERATORS_MAX = 1_000;

/** One page of those who may sign in, oldest first. */
export async function listOperators(
  app: AppContext,
  page = { first: OPERATORS_MAX, offset: 0 },
): Promise<OperatorView[]> {
  return (await selectOperators(app.db, page)).map(viewOf);
}

/** How many may sign in. */
export async function operatorCount(app: AppContext): Promise<number> {
  return await countOperators(app.db);
}
