import type { AppContext } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { findByInstagramIds } from "./find-by-instagram-id.js";

export const LIST_IDS_MAX = 5_000;

export interface MatchedList {
  idCount: number;
  accounts: { accountId: string; username: string }[];
  unknownCount: number;
  ambiguousIds: string[];
  /** Parts of the text that are not ids, such as a heading. */
  invalidCount: number;
}

/**
 * Looks up the ids in a text such as Meta mails: numbers between spaces, commas, semicolons, quotes or line ends.
 * @throws {ApiError} BAD_USER_INPUT for a list without ids, or with more than 5,000
 */
export async function matchIdList(app: AppContext, text: string): Promise<MatchedList> {
  const { ids, invalidCount } = parseIdList(text);
  if (ids.length === 0) throw new ApiError("BAD_USER_INPUT", "The list has no ids.", { nextStep: EMPTY_STEP });
  if (ids.length > LIST_IDS_MAX)
    throw new ApiError("BAD_USER_INPUT", `The list has ${ids.length} ids; ${LIST_IDS_MAX} are allowed.`, {
      nextStep: "Split the list, or pass its file to `npm run cli -- erase --ids FILE`.",
    });
  return await matchIds(app, ids, invalidCount);
}

const EMPTY_STEP = "Paste the ids as Meta sent them, one a line.";

export async function matchIds(app: AppContext, ids: readonly string[], invalidCount: number): Promise<MatchedList> {
  const matches = await findByInstagramIds(app, ids);
  const accounts = new Map<string, MatchedList["accounts"][number]>();
  for (const match of matches) if (typeof match === "object") accounts.set(match.accountId, match);
  return {
    idCount: ids.length,
    accounts: [...accounts.values()],
    unknownCount: matches.filter((match) => match === "NOT_FOUND").length,
    ambiguousIds: ids.filter((_, place) => matches[place] === "AMBIGUOUS"),
    invalidCount,
  };
}

export function parseIdList(text: string): { ids: string[]; invalidCount: number } {
  const parts = text.split(/[\s,;"'[\]\uFEFF]+/).filter((part) => part !== "");
  const ids = parts.filter((part) => /^\d{1,32}$/.test(part));
  return { ids: [...new Set(ids)], invalidCount: parts.length - ids.length };
}
