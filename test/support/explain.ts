import { expect } from "vitest";
import { ask, type GraphqlAnswer } from "./graphql.js";
import type { TestApp } from "./test-app.js";

/** One node of a plan. */
export interface PlanNode {
  type: string;
  index: string | null;
  table: string | null;
  keys: string;
  /** Rows that it gave and rows that its filter threw away, over all its loops. */
  rows: number;
}

/** Asks over HTTP, takes the one statement, or the one `of` these, as Postgres got it, and lets Postgres explain how it ran. */
export async function explain(
  testApp: TestApp,
  { url, query, as = {}, of = /^/ }: { url: string; query: string; as?: Parameters<typeof ask>[2]; of?: RegExp },
): Promise<{ plan: PlanNode[]; data: GraphqlAnswer["data"]; buffers: number }> {
  testApp.database.forget();
  const { data, errors } = await ask(url, query, as);
  expect(errors).toBeUndefined();
  const asked = testApp.database.asked().filter(({ text }) => of.test(text));
  expect(asked.slice(1).map(({ text }) => text)).toEqual([]);
  const [{ text, values } = { text: "", values: [] }] = asked;
  const [row] = await testApp.app.sql.unsafe<[{ "QUERY PLAN": [{ Plan: RawNode }] }]>(
    `explain (analyze, buffers, format json, timing off) ${text}`,
    values.map(asGiven) as never[],
  );
  const { Plan: root } = row["QUERY PLAN"][0];
  return { plan: flatten(root), data, buffers: (root["Shared Hit Blocks"] ?? 0) + (root["Shared Read Blocks"] ?? 0) };
}

/** How Postgres would run each statement that `act` sends, but those that begin and end transactions. */
export async function explainStatements(testApp: TestApp, act: () => Promise<unknown>): Promise<PlanNode[][]> {
  testApp.database.forget();
  await act();
  const statements = testApp.database
    .asked()
    .filter(({ text }) => /^\s*(select|insert|update|delete|with)\b/i.test(text));
  const plans: PlanNode[][] = [];
  for (const { text, values } of statements) {
    const [row] = await testApp.app.sql.unsafe<[{ "QUERY PLAN": [{ Plan: RawNode }] }]>(
      `explain (format json) ${text}`,
      values.map(asGiven) as never[],
    );
    plans.push(flatten(row["QUERY PLAN"][0].Plan));
  }
  return plans;
}

/** A boolean as it was before it was sent: postgres.js would send any text for it as false. */
function asGiven(value: unknown): unknown {
  return value === "t" ? true : value;
}

interface RawNode {
  "Node Type": string;
  "Index Name"?: string;
  "Relation Name"?: string;
  "Sort Key"?: string[];
  /** Only of a plan that was run. */
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  /** With those of its children. */
  "Shared Hit Blocks"?: number;
  "Shared Read Blocks"?: number;
  Plans?: RawNode[];
}

function flatten(raw: RawNode): PlanNode[] {
  const removed = (raw["Rows Removed by Filter"] ?? 0) + (raw["Rows Removed by Index Recheck"] ?? 0);
  const node = {
    type: raw["Node Type"],
    index: raw["Index Name"] ?? null,
    table: raw["Relation Name"] ?? null,
    keys: (raw["Sort Key"] ?? []).join(),
    rows: Math.round(((raw["Actual Rows"] ?? 0) + removed) * (raw["Actual Loops"] ?? 0)),
  };
  return [node, ...(raw.Plans ?? []).flatMap(flatten)];
}

export function indexesOf(plan: PlanNode[]): string[] {
  return plan.flatMap(({ index }) => index ?? []);
}

export function nodesOf(plan: PlanNode[], type: string, table?: string): PlanNode[] {
  return plan.filter((node) => node.type === type && (table === undefined || node.table === table));
}

/** Rows of a table that were looked at. */
export function rowsRead(plan: PlanNode[], table: string): number {
  return plan.filter((node) => node.table === table).reduce((sum, { rows }) => sum + rows, 0);
}
