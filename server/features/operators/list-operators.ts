import type { World } from "../../app-context.js";
import { type OperatorView, viewOf } from "./operator-view.js";
import { countOperators, selectOperators } from "./store.js";

const OPERATORS_MAX = 1_000;

/** One page of those who may sign in, oldest first. */
export async function listOperators(world: World, page = { first: OPERATORS_MAX, offset: 0 }): Promise<OperatorView[]> {
  return (await selectOperators(world.db, page)).map(viewOf);
}

/** How many may sign in. */
export async function operatorCount(world: World): Promise<number> {
  return await countOperators(world.db);
}
