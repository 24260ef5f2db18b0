import { type AppContext, inTransaction } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { recordEvents } from "../audit/record-event.js";
import { changeTags, countTags, type TagChange } from "./store.js";
import { checkTagCount, checkTags } from "./validate-labels.js";

export interface TagChanges {
  add?: readonly string[] | null;
  remove?: readonly string[] | null;
}

/** Accounts of one transaction: their rows are locked until it ends. */
const BATCH_SIZE = 1_000;

/**
 * Adds tags to many accounts and removes others. Returns how many accounts changed; only these get an event.
 *
 * Checks all accounts before it changes the first. Then 1,000 accounts a transaction change, so a run that is cut off has
 * changed some. It can be repeated: tags that an account has, or has not, change nothing. An account that is erased
 * meanwhile is passed over.
 * @throws {ApiError} NOT_FOUND when an account does not exist
 * @throws {ApiError} BAD_USER_INPUT without a tag, for a tag that is both, and when an account would have too many
 */
export async function tagAccounts(
  app: AppContext,
  { accountIds, tags }: { accountIds: readonly string[]; tags: TagChanges },
  by: Viewer,
): Promise<number> {
  const checked = { ...checkTagChanges(tags), sandbox: app.config.mode === "sandbox" };
  const batches = Array.from({ length: Math.ceil(accountIds.length / BATCH_SIZE) }, (_, n) =>
    accountIds.slice(n * BATCH_SIZE, (n + 1) * BATCH_SIZE),
  );
  for (const ids of batches) {
    const { foundCount, tagCountMax } = await countTags(app.db, { ids, ...checked });
    if (foundCount < ids.length) throw new ApiError("NOT_FOUND", "There is no account with one of these ids.");
    checkTagCount(tagCountMax, "add");
  }
  let changedCount = 0;
  for (const ids of batches) changedCount += await tagBatch(app, { ids, ...checked }, by);
  return changedCount;
}

async function tagBatch(app: AppContext, change: TagChange, by: Viewer): Promise<number> {
  return await inTransaction(app, async (app) => {
    const changed = await changeTags(app.db, change);
    // Others may have added tags since they were counted.
    for (const { tagCount } of changed) checkTagCount(tagCount, "add");
    if (changed.length > 0)
      await recordEvents(
        app,
        changed.map(({ id }) => ({ by, action: "account.updated", accountId: id })),
      );
    return changed.length;
  });
}

function checkTagChanges(tags: TagChanges): { add: string[]; remove: string[] } {
  const add = checkTags(tags.add ?? null, "add");
  const remove = checkTags(tags.remove ?? null, "remove");
  const both = add.find((tag) => remove.includes(tag));
  if (both !== undefined) throw new ApiError("BAD_USER_INPUT", `\`add\` and \`remove\` both hold "${both}".`);
  if (add.length + remove.length === 0)
    throw new ApiError("BAD_USER_INPUT", "`add` and `remove` hold no tag.", { nextStep: "Name at least one tag." });
  return { add, remove };
}
