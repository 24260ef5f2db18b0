import { boolean, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.js";

/** The last run of each scheduled job in any process, and since when it fails: one row a job. */
export const jobRuns = pgTable(
  "job_runs",
  {
    sandbox: boolean("sandbox").notNull(),
    job: text("job").notNull(),
    startedAt: instant("started_at").notNull(),
    ms: integer("ms").notNull(),
    isFailed: boolean("is_failed").notNull(),
    failingSince: instant("failing_since"),
    failures: integer("failures").notNull(),
  },
  (t) => [primaryKey({ columns: [t.sandbox, t.job] })],
);

export type JobRunRow = typeof jobRuns.$inferSelect;

export const HealthLevel = { HEALTHY: "HEALTHY", DEGRADED: "DEGRADED", DOWN: "DOWN", UNKNOWN: "UNKNOWN" } as const;
export type HealthLevel = keyof typeof HealthLevel;

export const OverdueKind = { REFRESH: "REFRESH", SYNC: "SYNC" } as const;
export type OverdueKind = keyof typeof OverdueKind;

export const ServerMode = { SANDBOX: "SANDBOX", LIVE: "LIVE" } as const;
export type ServerMode = keyof typeof ServerMode;
