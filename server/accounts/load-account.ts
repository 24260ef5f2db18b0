import { Refusal } from "../lib/errors.js";
import { sightOf, type Viewer } from "../viewer.js";
import type { World } from "../world.js";
import { selectAccountInSight } from "./store.js";
import type { AccountRow } from "./table.js";

export type { AccountRow } from "./table.js";

/**
 * The account that a viewer wants to act on.
 *
 * @throws {Refusal} NOT_FOUND when the viewer may not see it, in the same words as when there is none
 */
export async function loadAccount(world: World, viewer: Viewer, id: string): Promise<AccountRow> {
  const row = await selectAccountInSight(world.db, id, sightOf(viewer, world.config));
  if (!row) throw new Refusal("NOT_FOUND", "There is no account with this id.");
  return row;
}
