import { Refusal } from "../lib/errors.js";
import type { World } from "../world.js";
import { foldEmail } from "./check-credentials.js";
import { selectOperatorByEmail } from "./store.js";

/** @throws {Refusal} NOT_FOUND when nobody has this e-mail */
export async function findOperator(world: World, email: string): Promise<{ id: string; email: string }> {
  const operator = await selectOperatorByEmail(world.db, foldEmail(email));
  if (operator) return { id: operator.id, email: operator.email };
  throw new Refusal("NOT_FOUND", "There is no operator with this e-mail.", {
    nextStep: "`operator list` shows them all.",
  });
}
