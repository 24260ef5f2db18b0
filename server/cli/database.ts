import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import {
  type DistributionPlan,
  type DistributionStep,
  distribute,
  readDistributionPlan,
} from "../features/distribution/distribute.js";
import { type Cli, example } from "./cli.js";
import { printTable } from "./print-table.js";

export function addDatabaseCommands(program: CommandUnknownOpts, cli: Cli): void {
  program
    .command("database")
    .description("The database itself")
    .command("distribute")
    .description("Spreads the rows of accounts over the machines of a Citus database; no server may run meanwhile")
    .option("--dry-run", "only say what it would do")
    .addHelpText("after", example("database distribute --dry-run"))
    .action(async ({ dryRun = false }) => {
      const { app } = await cli.open();
      const plan = await readDistributionPlan(app);
      const after = dryRun ? plan : await distribute(app);
      cli.print({ data: { dryRun, ...after }, text: dryRun ? planText(plan) : doneText(plan) });
    });
}

function planText({ steps, toDoCount }: DistributionPlan): string {
  const rows = steps.map(({ table, place, isDone }) => [table, place.toLowerCase(), isDone ? "-" : "to do"]);
  const last = toDoCount === 0 ? "Nothing is to do." : `${toDoCount} tables are to do. Back up the database first.`;
  return [printTable(["table", "becomes", ""], rows, ""), "", ...MEANINGS, last].join("\n");
}

const MEANINGS = [
  "distributed: the rows of an account lie together on one machine.",
  "reference: each machine has all rows. local: only the coordinator has them.",
];

function doneText({ steps, toDoCount }: DistributionPlan): string {
  if (toDoCount === 0) return "Nothing was to do: all tables are where they belong.";
  const named = (place: DistributionStep["place"]) =>
    steps.filter((step) => !step.isDone && step.place === place).map(({ table }) => table);
  const lines = [
    ["reference tables", named("REFERENCE")],
    ["distributed tables", named("DISTRIBUTED")],
  ] as const;
  return [
    ...lines.filter(([, tables]) => tables.length > 0).map(([what, tables]) => `Now ${what}: ${tables.join(", ")}.`),
    "Start the servers again: they see at their start that the database is distributed.",
  ].join("\n");
}
