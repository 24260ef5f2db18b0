import { graphql } from "graphql";
import type { Sql } from "postgres";
import { createAppContext } from "../../server/app-context.js";
import type { ReadRequest } from "../../server/db/read-pool.js";
import type { Reader } from "../../server/db/reads.js";
import { createSchema } from "../../server/graphql/schema.js";
import { createContext } from "../../server/request-context.js";
import { ANONYMOUS } from "../../server/viewer.js";
import { COMMON_TAG, RARE_TAG } from "../support/seed.js";
import { benchConfig } from "./bench-config.js";

const ONE = 'account(username: "shop.7")';
const QUERIES: Record<string, string> = {
  "newest of one": `{ ${ONE} { media { mediaUrl } } }`,
  "newest pictures of one": `{ ${ONE} { media(type: IMAGE) { mediaUrl } } }`,
  "most liked of one": `{ ${ONE} { media(orderBy: MOST_LIKED) { id } } }`,
  "rare hashtag of one": `{ ${ONE} { media(hashtag: "${RARE_TAG}") { id } } }`,
  "search in one": `{ ${ONE} { media(search: "brot") { id } } }`,
  "newest of all": "{ media { id mediaUrl } }",
  "rare hashtag of all": `{ media(hashtag: "${RARE_TAG}") { id } }`,
  "common hashtag of all": `{ media(hashtag: "${COMMON_TAG}") { id } }`,
  "one by id": '{ mediaItem(id: "18000000000000042") { id } }',
};

interface Plan {
  "Node Type": string;
  "Index Name"?: string;
  "Relation Name"?: string;
  "Actual Rows": number;
  Plans?: Plan[];
}

/** What each list's statement costs in Postgres: the indexes it rides on, what is scanned whole, and its milliseconds. */
export async function run(databaseUrl: string): Promise<Record<string, unknown>[]> {
  await using app = createAppContext(benchConfig(databaseUrl));
  const schema = createSchema();
  const rows: Record<string, unknown>[] = [];
  for (const [list, source] of Object.entries(QUERIES)) {
    const asked: ReadRequest[] = [];
    const reads: Reader = {
      pool: app.reads.pool,
      run: (request) => {
        asked.push(request);
        return app.reads.run(request);
      },
    };
    const { errors } = await graphql({ schema, source, contextValue: createContext({ ...app, reads }, ANONYMOUS) });
    const [statement] = asked;
    if (errors || !statement) throw new Error(`${list}: ${errors?.[0]?.message ?? "no statement"}`);
    rows.push({ list, statements: asked.length, ...(await explain(app.sql, statement)) });
  }
  return rows;
}

async function explain(sql: Sql, { text, params }: ReadRequest): Promise<Record<string, unknown>> {
  const [row] = await sql.unsafe<[{ "QUERY PLAN": [{ Plan: Plan; "Execution Time": number }] }]>(
    `explain (analyze, format json) ${text}`,
    [...params] as never[],
  );
  const [{ Plan: root, "Execution Time": ms }] = row["QUERY PLAN"];
  const nodes = flatten(root);
  const indexes = new Set(nodes.flatMap((node) => node["Index Name"] ?? []));
  const scans = nodes.filter((node) => node["Node Type"] === "Seq Scan").map((node) => node["Relation Name"]);
  return { indexes: [...indexes].join(" "), "scanned whole": scans.join(" ") || "none", ms: Number(ms.toFixed(2)) };
}

function flatten(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(flatten)];
}
