import { ACCOUNT_ID, TABLE_PLACES, TablePlace } from "../../db/table-places.js";
import { ApiError } from "../../lib/errors.js";
import type { FoundPlace } from "./store.js";

export interface DistributionStep {
  table: string;
  place: TablePlace;
  isDone: boolean;
}

/**
 * What becomes of each table, in the order in which it is done: reference tables, then distributed ones, each after those it
 * refers to. Last those that stay on the coordinator, with nothing to do.
 * @throws {ApiError} BAD_USER_INPUT when a table is already something else
 */
export function planDistribution(found: readonly FoundPlace[]): DistributionStep[] {
  const now = new Map(found.map((one) => [one.table, one]));
  for (const [table, place] of TABLE_PLACES) rejectOther(now.get(table), place);
  const order = [TablePlace.REFERENCE, TablePlace.DISTRIBUTED, TablePlace.LOCAL];
  return order.flatMap((place) =>
    [...TABLE_PLACES]
      .filter(([, meant]) => meant === place)
      .map(([table]) => ({ table, place, isDone: place === "LOCAL" || now.get(table)?.place === place })),
  );
}

function rejectOther(found: FoundPlace | undefined, meant: TablePlace): void {
  // The extension lists local tables that others refer to.
  if (!found || found.place === "LOCAL") return;
  const isSame = found.place === meant && (meant !== "DISTRIBUTED" || found.column === ACCOUNT_ID);
  if (isSame) return;
  const by = found.column ? ` by ${found.column}` : "";
  throw new ApiError("BAD_USER_INPUT", `The table ${found.table} is already ${found.place.toLowerCase()}${by}.`, {
    nextStep: `Make it a plain table again (select undistribute_table('${found.table}')), then run this again. Nothing was changed.`,
  });
}
