import { z } from "zod";
import { ApiError } from "../../lib/errors.js";
import { type Arm, now } from "./account-conditions.js";
import { AccountOrder, type AccountPlace } from "./account-filter.js";
import type { Statement } from "./statement.js";

/** What an order sorts by: the key, then the id. */
export interface OrderKey {
  key(s: Statement, arm: Arm): string;
  id: string;
  isDescending: boolean;
  type: "text" | "timestamptz";
  /** Where the accounts without a key are. */
  nulls?: "first" | "last";
}

const connected = { key: () => "a.connected_at", id: "a.id", type: "timestamptz" } as const;
const username = { key: () => "a.username_folded", id: "a.id", type: "text" } as const;
const expires = { key: () => "t.expires_at", id: "t.account_id", type: "timestamptz" } as const;
const synced = { key: () => "st.synced_at", id: "st.account_id", type: "timestamptz" } as const;

/** Each uses an index: of `accounts`, of `account_states` (`synced_at`), or of `tokens`. */
export const ACCOUNT_ORDERS: Record<AccountOrder, OrderKey> = {
  CONNECTED_DESC: { ...connected, isDescending: true },
  CONNECTED_ASC: { ...connected, isDescending: false },
  USERNAME_ASC: { ...username, isDescending: false },
  USERNAME_DESC: { ...username, isDescending: true },
  EXPIRES_ASC: { ...expires, isDescending: false },
  EXPIRES_DESC: { ...expires, isDescending: true },
  MOST_URGENT: {
    // Those of another app are over now at the latest; they are few, and sorted.
    key: (s, { isOthers }) => (isOthers ? `least(t.urgent_at, ${now(s)})` : "t.urgent_at"),
    id: "t.account_id",
    isDescending: false,
    type: "timestamptz",
  },
  SYNCED_ASC: { ...synced, isDescending: false, nulls: "first" },
  SYNCED_DESC: { ...synced, isDescending: true, nulls: "last" },
};

export function orderBy({ isDescending, nulls }: OrderKey, key: string, id: string): string {
  const way = isDescending ? " desc" : "";
  return `${key}${way}${nulls ? ` nulls ${nulls}` : ""}, ${id}${way}`;
}

const Cursor = z.tuple([z.enum(AccountOrder), z.string().max(1_000).nullable(), z.string().max(100)]);

export function writeCursor(order: AccountOrder, { key, id }: AccountPlace): string {
  return Buffer.from(JSON.stringify([order, key, id])).toString("base64url");
}

/** @throws {ApiError} BAD_USER_INPUT when it is not a cursor of this order */
export function readCursor(cursor: string, order: AccountOrder): AccountPlace {
  const parsed = Cursor.safeParse(parseJson(Buffer.from(cursor, "base64url").toString()));
  if (parsed.success && parsed.data[0] === order) {
    const [, key, id] = parsed.data;
    const { type, nulls } = ACCOUNT_ORDERS[order];
    const isInstant = z.iso.datetime({ offset: true }).safeParse(key).success;
    if (key === null ? nulls : type === "text" || isInstant) return { key, id };
  }
  throw new ApiError("BAD_USER_INPUT", "`after` is not a cursor of this list.", {
    nextStep: "Pass the `endCursor` of the previous page with the same `orderBy`, or omit `after` to start again.",
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What comes after a place, as alternatives of which an index finds each. */
export function beyond(s: Statement, order: OrderKey, { place, arm }: { place: AccountPlace; arm: Arm }): string[][] {
  const { id, type, isDescending, nulls } = order;
  const key = order.key(s, arm);
  const past = isDescending ? "<" : ">";
  if (place.key === null) {
    const nullsBeyond = [`${key} is null`, `${id} ${past} ${s.value(place.id)}`];
    return nulls === "first" ? [nullsBeyond, [`${key} is not null`]] : [nullsBeyond];
  }
  const keysBeyond = [`(${key}, ${id}) ${past} (${s.value(place.key)}::${type}, ${s.value(place.id)})`];
  return nulls === "last" ? [keysBeyond, [`${key} is null`]] : [keysBeyond];
}
