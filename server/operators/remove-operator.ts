import { recordEvent } from "../audit/record-event.js";
import { Refusal } from "../lib/errors.js";
import type { Viewer } from "../viewer.js";
import { inTransaction, type World } from "../world.js";
import { findOperator, type OperatorName } from "./find-operator.js";
import { countOperators, deleteOperator, lockOperators } from "./store.js";

/**
 * Removes an operator, ends their sessions, and answers their id.
 *
 * @throws {Refusal} NOT_FOUND, and BAD_USER_INPUT for the last one: nobody could sign in any more
 */
export async function removeOperator(world: World, name: OperatorName, by: Viewer): Promise<string> {
  return await inTransaction(world, async (world) => {
    await lockOperators(world.db);
    const { id } = await findOperator(world, name);
    if ((await countOperators(world.db)) === 1) {
      throw new Refusal("BAD_USER_INPUT", "This is the last operator.", { nextStep: "Add another one first." });
    }
    await deleteOperator(world.db, id);
    await recordEvent(world, { by, action: "operator.removed", accountId: null, subject: id });
    return id;
  });
}
