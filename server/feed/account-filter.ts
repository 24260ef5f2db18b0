import { Refusal } from "../lib/errors.js";
import { fold } from "../lib/fold.js";

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

/** Which accounts an operator's list holds; null and empty filter nothing. */
export interface AccountFilter {
  search?: string | null;
  status?: string[] | null;
  health?: string[] | null;
  cause?: string[] | null;
  stale?: boolean | null;
  needsYou?: boolean | null;
  tags?: string[] | null;
  reference?: string | null;
  expiresBefore?: Date | null;
}

export interface AccountPage {
  filter: AccountFilter;
  order: AccountOrder;
  first: number;
  offset: number;
}

const OFFSET_MAX = 1_000_000;

export function checkOffset(offset: number): number {
  if (offset >= 0 && offset <= OFFSET_MAX) return offset;
  throw new Refusal("BAD_USER_INPUT", `\`offset\` is ${offset}; it goes from 0 to ${OFFSET_MAX}.`);
}

/** A part of a name as it is compared; null when there is nothing to look for. */
export function searchText(search: string | null | undefined): string | null {
  const text = fold((search ?? "").trim().replace(/^@/, ""));
  if (text.length > 200) throw new Refusal("BAD_USER_INPUT", "`search` is longer than 200 characters.");
  return text === "" ? null : text;
}
