import {
  AccountDocument,
  AccountListDocument,
  type AccountOrder,
  type AccountRowFragment,
  type UpdateAccountInput,
} from "../gql/graphql.js";
import { request } from "../lib/request.js";
import { changesOf, type ListQuery, notFound, pageOf, type Resource } from "./resource.js";
import { VERBS } from "./verbs.js";

type SortField = "urgency" | "expires" | "username" | "synced" | "connected";

const ORDERS: Record<SortField, Record<ListQuery["sort"]["order"], AccountOrder>> = {
  // There is one such order: nobody looks for what can wait longest.
  urgency: { ASC: "MOST_URGENT", DESC: "MOST_URGENT" },
  expires: { ASC: "EXPIRES_ASC", DESC: "EXPIRES_DESC" },
  username: { ASC: "USERNAME_ASC", DESC: "USERNAME_DESC" },
  synced: { ASC: "SYNCED_ASC", DESC: "SYNCED_DESC" },
  connected: { ASC: "CONNECTED_ASC", DESC: "CONNECTED_DESC" },
};

/**
 * The filter is the API's AccountFilter. `getOne` returns a row of the list; with `meta: { view: "page" }` all that the
 * account's page shows. `delete` disconnects the account.
 */
export const accounts = {
  async list({ offset, first, sort, filter }) {
    const { accounts } = await request(AccountListDocument, { offset, first, orderBy: orderOf(sort), filter });
    return pageOf(accounts);
  },
  async one(id, meta) {
    if (meta?.view === "page") return await readPage(id);
    return (await readByIds([id]))[0] ?? null;
  },
  many: readByIds,
  async update(id, data: UpdateAccountInput, previousData: UpdateAccountInput) {
    const input = changesOf(data, previousData, ["reference", "tags", "note"]);
    await VERBS.updateAccount.run({ accountId: id, input });
    return await require(id);
  },
  async delete(id) {
    return { id: await VERBS.disconnectAccount.run({ accountId: id }) };
  },
} satisfies Resource<AccountRowFragment>;

/** The API's name for an order of the list; an address that was written by hand may hold anything. */
function orderOf({ field, order }: ListQuery["sort"]): AccountOrder {
  const orders = ORDERS[field as SortField] ?? ORDERS.expires;
  return orders[order === "DESC" ? "DESC" : "ASC"];
}

async function readPage(id: string) {
  const { account, erasureDueAt, settings } = await request(AccountDocument, { id });
  return account && { ...account, erasureDueAt, publicUrl: settings?.publicUrl ?? "" };
}

async function readByIds(ids: string[]): Promise<AccountRowFragment[]> {
  const variables = { offset: 0, first: 100, orderBy: "USERNAME_ASC", filter: { ids } } as const;
  const { accounts } = await request(AccountListDocument, variables);
  return accounts?.nodes ?? [];
}

async function require(id: string): Promise<AccountRowFragment> {
  const [account] = await readByIds([id]);
  if (!account) throw notFound("accounts");
  return account;
}
