import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import * as accountTables from "./schema/accounts.js";
import * as deliveryTables from "./schema/alert-deliveries.js";
import * as alertTables from "./schema/alerts.js";
import * as keyTables from "./schema/api-keys.js";
import * as fileTables from "./schema/assets.js";
import * as auditTables from "./schema/audit-log.js";
import * as jobTables from "./schema/bulk-jobs.js";
import * as linkTables from "./schema/connect-links.js";
import * as dayTables from "./schema/daily-counts.js";
import * as erasureTables from "./schema/erasures.js";
import * as feedTables from "./schema/feeds.js";
import * as statusTables from "./schema/job-runs.js";
import * as mediaTables from "./schema/media.js";
import * as oauthTables from "./schema/oauth-states.js";
import * as operatorTables from "./schema/operators.js";
import * as ownerTables from "./schema/owner-sessions.js";
import * as pictureTables from "./schema/pictures.js";
import * as circuitTables from "./schema/rate-limits.js";
import * as runTables from "./schema/sync-runs.js";
import * as tokenTables from "./schema/tokens.js";

const MODULES = [
  ...[accountTables, alertTables, auditTables, jobTables, deliveryTables, fileTables, keyTables, linkTables, dayTables],
  ...[mediaTables, oauthTables, operatorTables, ownerTables, pictureTables, runTables, statusTables, tokenTables],
  ...[circuitTables, erasureTables, feedTables],
];

export type TableConfig = ReturnType<typeof getTableConfig>;

/** Every table of Darkroom, each after those it refers to. */
export const ALL_TABLES: readonly TableConfig[] = parentsFirst(
  MODULES.flatMap((module) => Object.values<unknown>(module))
    .filter((one): one is PgTable => is(one, PgTable))
    .map(getTableConfig),
);

/** The tables that a table's foreign keys lead to. */
export function parentsOf({ foreignKeys }: TableConfig): string[] {
  return foreignKeys.map((key) => getTableConfig(key.reference().foreignTable).name);
}

function parentsFirst(tables: readonly TableConfig[]): TableConfig[] {
  const sorted = new Map<string, TableConfig>();
  const isFree = (table: TableConfig) =>
    parentsOf(table).every((parent) => parent === table.name || sorted.has(parent));
  for (let round = 0; round < tables.length && sorted.size < tables.length; round++) {
    for (const table of tables) if (!sorted.has(table.name) && isFree(table)) sorted.set(table.name, table);
  }
  if (sorted.size < tables.length) throw new Error("the tables refer to each other in a circle");
  return [...sorted.values()];
}
