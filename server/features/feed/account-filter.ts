import { fold } from "../../lib/case-fold.js";
import { ApiError } from "../../lib/errors.js";
import type { AccessScope } from "../../viewer.js";

export const AccountOrder = {
  CONNECTED_DESC: "CONNECTED_DESC",
  CONNECTED_ASC: "CONNECTED_ASC",
  USERNAME_ASC: "USERNAME_ASC",
  USERNAME_DESC: "USERNAME_DESC",
  EXPIRES_ASC: "EXPIRES_ASC",
  EXPIRES_DESC: "EXPIRES_DESC",
  MOST_URGENT: "MOST_URGENT",
  SYNCED_ASC: "SYNCED_ASC",
  SYNCED_DESC: "SYNCED_DESC",
} as const;
export type AccountOrder = keyof typeof AccountOrder;

export interface AccountFilter {
  ids?: string[] | null;
  usernames?: string[] | null;
  search?: string | null;
  status?: string[] | null;
  health?: string[] | null;
  cause?: string[] | null;
  stale?: boolean | null;
  needsAttention?: boolean | null;
  refreshable?: boolean | null;
  tags?: string[] | null;
  reference?: string | null;
  expiresBefore?: Date | null;
}

/** Where an account is in an order; without a key if it has none. */
export interface AccountPlace {
  key: string | null;
  id: string;
}

export interface AccountPage {
  filter: AccountFilter;
  order: AccountOrder;
  first: number;
  offset: number;
  after?: AccountPlace | null;
}

/** Filters that reveal an account's token; for orders see TOKEN_ORDERS. */
const TOKEN_FILTERS = [
  "health",
  "cause",
  "needsAttention",
  "refreshable",
  "expiresBefore",
] as const satisfies (keyof AccountFilter)[];
const TOKEN_ORDERS: readonly AccountOrder[] = ["EXPIRES_ASC", "EXPIRES_DESC", "MOST_URGENT"];
const WORD_FILTERS = ["search", "tags", "reference"] as const satisfies (keyof AccountFilter)[];

/**
 * Viewers may not filter or sort by hidden fields: the list would reveal them.
 * @throws {ApiError} FORBIDDEN naming the argument
 */
export function rejectUnseen(
  { filter, order }: AccountPage,
  accessScope: Pick<AccessScope, "tokens" | "labels">,
): void {
  if (accessScope.tokens === "NONE") {
    const name = TOKEN_FILTERS.find((name) => isGiven(filter[name]));
    if (name) throw unseen(`\`${name}\``, "an account's token");
    if (TOKEN_ORDERS.includes(order)) throw unseen(`The order ${order}`, "an account's token");
  }
  const name = accessScope.labels === "NONE" && WORD_FILTERS.find((name) => isGiven(filter[name]));
  if (name) throw unseen(`\`${name}\``, "the operators' words for an account");
}

function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value != null && value !== "";
}

function unseen(what: string, about: string): ApiError {
  return new ApiError("FORBIDDEN", `${what} reveals ${about}, which these credentials may not see.`, {
    nextStep: "Omit it, or ask an operator of this server for a secret key with scope REFRESH.",
  });
}

const OFFSET_MAX = 1_000_000;

export function checkOffset(offset: number): number {
  if (offset >= 0 && offset <= OFFSET_MAX) return offset;
  throw new ApiError("BAD_USER_INPUT", `\`offset\` is ${offset}; it goes from 0 to ${OFFSET_MAX}.`);
}

export function foldUsername(name: string): string {
  return fold(name.trim().replace(/^@/, ""));
}

export function searchText(search: string | null | undefined): string | null {
  const text = fold((search ?? "").trim().replace(/^@/, ""));
  if (text.length > 200) throw new ApiError("BAD_USER_INPUT", "`search` is longer than 200 characters.");
  return text === "" ? null : text;
}
