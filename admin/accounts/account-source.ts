import { AccountListDocument, type AccountOrder, type AccountRowFragment } from "../gql/graphql.js";
import { request } from "../lib/request.js";
import type { ListRequest, Source } from "../lib/source.js";

type SortField = "urgency" | "expires" | "username" | "synced" | "connected";

const ORDERS: Record<SortField, Record<ListRequest["sort"]["order"], AccountOrder>> = {
  // There is one such order: nobody looks for what can wait longest.
  urgency: { ASC: "MOST_URGENT", DESC: "MOST_URGENT" },
  expires: { ASC: "EXPIRES_ASC", DESC: "EXPIRES_DESC" },
  username: { ASC: "USERNAME_ASC", DESC: "USERNAME_DESC" },
  synced: { ASC: "SYNCED_ASC", DESC: "SYNCED_DESC" },
  connected: { ASC: "CONNECTED_ASC", DESC: "CONNECTED_DESC" },
};

/** The accounts as react-admin's list reads them: a page at a time, ordered by the database. */
export const ACCOUNT_SOURCE = {
  async list({ offset, first, sort, filter }): Promise<{ data: AccountRowFragment[]; total: number }> {
    const orderBy = orderOf(sort);
    const { accounts } = await request(AccountListDocument, {
      offset,
      first,
      orderBy,
      filter,
    });
    return { data: accounts?.nodes ?? [], total: accounts?.totalCount ?? 0 };
  },
} satisfies Source;

/** The API's name for an order of the list; an address that was written by hand may hold anything. */
export function orderOf({ field, order }: ListRequest["sort"]): AccountOrder {
  const orders = ORDERS[field as SortField] ?? ORDERS.expires;
  return orders[order === "DESC" ? "DESC" : "ASC"];
}
