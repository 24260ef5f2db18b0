import type { AppContext } from "../../app-context.js";
import { countServerConnections } from "../../db/count-server-connections.js";
import { ApiError } from "../../lib/errors.js";
import { type DistributionStep, planDistribution } from "./plan-distribution.js";
import { hasExtension, makeDistributed, makeReference, selectPlaces } from "./store.js";

export type { DistributionStep } from "./plan-distribution.js";

export interface DistributionPlan {
  steps: DistributionStep[];
  toDoCount: number;
}

/** What `distribute` would do, or has done. */
export async function readDistributionPlan({ sql }: AppContext): Promise<DistributionPlan> {
  if (!(await hasExtension(sql))) {
    throw new ApiError(
      "BAD_USER_INPUT",
      "This database has no Citus extension, so it cannot spread tables over machines.",
      {
        nextStep:
          "On each machine add citus to shared_preload_libraries and run `create extension citus`, then add the workers on the coordinator. Nothing was changed.",
      },
    );
  }
  const steps = planDistribution(await selectPlaces(sql));
  return { steps, toDoCount: steps.filter(({ isDone }) => !isDone).length };
}

/**
 * Makes reference and distributed tables of Darkroom's tables. Each table is done for itself, so that it can be run again
 * after a failure; what is done stays.
 * @throws {ApiError} BAD_USER_INPUT without the extension, for a table that is already something else, and beside a running
 * server, which would go on as for one machine
 */
export async function distribute(app: AppContext): Promise<DistributionPlan> {
  const { steps } = await readDistributionPlan(app);
  if ((await countServerConnections(app.sql)) > 0) {
    throw new ApiError("BAD_USER_INPUT", "A server is connected to this database.", {
      nextStep: "Stop every server that uses it, then run this again. Nothing was changed.",
    });
  }
  const first = steps.find(({ place }) => place === "DISTRIBUTED")?.table;
  for (const { table, place, isDone } of steps) {
    if (isDone) continue;
    if (place === "REFERENCE") await makeReference(app.sql, table);
    else await makeDistributed(app.sql, table, table === first ? null : (first ?? null));
  }
  return await readDistributionPlan(app);
}
