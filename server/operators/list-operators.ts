import type { World } from "../world.js";
import { selectOperators } from "./store.js";

const OPERATORS_MAX = 1_000;

/** Everybody who may sign in, oldest first; never a password's hash. */
export async function listOperators(world: World): Promise<{ id: string; email: string; createdAt: Date }[]> {
  const rows = await selectOperators(world.db, OPERATORS_MAX);
  return rows.map(({ id, email, createdAt }) => ({ id, email, createdAt }));
}
