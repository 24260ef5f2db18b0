import type { AppContext } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import type { AccountFilter } from "../feed/account-filter.js";
import { findAccountIds } from "../feed/find-account-ids.js";

const ACCOUNTS_MAX = 100_000;

export interface Targets {
  accountIds: readonly string[] | null;
  filter: AccountFilter | null;
}

/**
 * The accounts that an operator names or filters, each once.
 * @throws {ApiError} BAD_USER_INPUT without exactly one of both, without an account, or with too many
 */
export async function findTargets(app: AppContext, { accountIds, filter }: Targets, by: Viewer): Promise<string[]> {
  if ((accountIds === null) === (filter === null)) {
    throw new ApiError("BAD_USER_INPUT", "Exactly one of `accountIds` and `filter` is required.", {
      nextStep: "Name accounts, or give a filter; an empty one (`filter: {}`) means all.",
    });
  }
  if (filter) return someOf(await findAccountIds(app, { filter, max: ACCOUNTS_MAX }, by), "`filter` holds no account.");
  const ids = [...new Set(accountIds)];
  if (ids.length > ACCOUNTS_MAX)
    throw new ApiError("BAD_USER_INPUT", `\`accountIds\` names ${ids.length} accounts; ${ACCOUNTS_MAX} are allowed.`);
  return someOf(ids, "`accountIds` is empty.");
}

function someOf(ids: string[], otherwise: string): string[] {
  if (ids.length > 0) return ids;
  throw new ApiError("BAD_USER_INPUT", otherwise);
}
