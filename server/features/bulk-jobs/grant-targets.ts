import type { AppContext } from "../../app-context.js";
import type { Viewer } from "../../viewer.js";
import { addKeyAccounts } from "../api-keys/add-key-accounts.js";
import { findTargets, type Targets } from "./find-targets.js";

/**
 * Lets a key read accounts that are named or filtered, beside those that it reads. Returns how many are new to it.
 * @throws {ApiError} as `findTargets` and `addKeyAccounts`
 */
export async function grantTargets(app: AppContext, input: Targets & { keyId: string }, by: Viewer): Promise<number> {
  const accountIds = await findTargets(app, input, by);
  return await addKeyAccounts(app, { id: input.keyId, accountIds }, by);
}
