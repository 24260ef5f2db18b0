import { type AppContext, inTransaction } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { recordEvents } from "../audit/record-event.js";
import { changeTags } from "./store.js";
import { checkTagCount, checkTags } from "./validate-labels.js";

export interface TagChanges {
  add?: readonly string[] | null;
  remove?: readonly string[] | null;
}

/** Accounts of one statement; their events must fit into one too. */
const BATCH_SIZE = 5_000;

/**
 * Adds tags to many accounts and removes others, all or none. Returns how many accounts changed; only these get an event.
 * @throws {ApiError} NOT_FOUND when an account does not exist
 * @throws {ApiError} BAD_USER_INPUT without a tag, for a tag that is both, and when an account would have too many
 */
export async function tagAccounts(
  app: AppContext,
  { accountIds, tags }: { accountIds: readonly string[]; tags: TagChanges },
  by: Viewer,
): Promise<number> {
  const checked = checkTagChanges(tags);
  const sandbox = app.config.mode === "sandbox";
  return await inTransaction(app, async (app) => {
    let changedCount = 0;
    for (let start = 0; start < accountIds.length; start += BATCH_SIZE) {
      const ids = accountIds.slice(start, start + BATCH_SIZE);
      const found = await changeTags(app.db, { ids, sandbox, ...checked });
      if (found.length < ids.length) throw new ApiError("NOT_FOUND", "There is no account with one of these ids.");
      const changed = found.filter(({ tagCount }) => tagCount !== null);
      for (const { tagCount } of changed) checkTagCount(tagCount ?? 0, "add");
      if (changed.length > 0)
        await recordEvents(
          app,
          changed.map(({ id }) => ({ by, action: "account.updated", accountId: id })),
        );
      changedCount += changed.length;
    }
    return changedCount;
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
