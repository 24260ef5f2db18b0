import { ALL_TABLES, parentsOf, type TableConfig } from "./all-tables.js";

/** Where the rows of a table are in a distributed database. */
export const TablePlace = { DISTRIBUTED: "DISTRIBUTED", REFERENCE: "REFERENCE", LOCAL: "LOCAL" } as const;
export type TablePlace = keyof typeof TablePlace;

/** The column by which rows are spread. */
export const ACCOUNT_ID = "account_id";

/**
 * Small tables that statements join with the rows of accounts, and so are the same on each machine. The tables that these,
 * or the rows of accounts, refer to are so too, without being named.
 */
const JOINED: ReadonlySet<string> = new Set([
  ...["alerts", "api_key_accounts", "renditions"],
  ...["feed_decisions", "feed_pins", "feed_slugs", "feed_versions", "api_key_feeds"],
]);

/** Distributed: the primary key begins with the account's id. Local: on the coordinator alone. Parents first. */
export const TABLE_PLACES: ReadonlyMap<string, TablePlace> = new Map(
  ALL_TABLES.map((table) => [table.name, placeOf(table)]),
);

function placeOf(table: TableConfig): TablePlace {
  if (isOfAccounts(table)) return "DISTRIBUTED";
  const isShared = JOINED.has(table.name) || referrersOf(table).some((other) => placeOf(other) !== "LOCAL");
  return isShared ? "REFERENCE" : "LOCAL";
}

function isOfAccounts(table: TableConfig): boolean {
  return !JOINED.has(table.name) && primaryKeyOf(table)[0] === ACCOUNT_ID;
}

function referrersOf({ name }: TableConfig): TableConfig[] {
  return ALL_TABLES.filter((table) => table.name !== name && parentsOf(table).includes(name));
}

function primaryKeyOf({ primaryKeys, columns }: TableConfig): string[] {
  const [composed] = primaryKeys;
  const named = composed ? composed.columns : columns.filter(({ primary }) => primary);
  return named.map((column) => column.name);
}
