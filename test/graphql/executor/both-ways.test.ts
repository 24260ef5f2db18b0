import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DocumentNode, Kind, type OperationDefinitionNode, parse, print, type TypeNode } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSchema } from "../../../server/graphql/schema.js";
import { createServer } from "../../../server/http/server.js";
import { insertAccount, insertPosts } from "../../support/feed-rows.js";
import { AS_OPERATOR } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";
import { fieldAsks, rootAsks } from "../matrix-asks.js";

/*
 * Two servers over one database: one takes the fast path, one leaves every query to graphql-js. Each query of the dashboard,
 * of the documents and of the access matrix is sent to both, and the bytes are compared.
 */

const ROOT = join(import.meta.dirname, "../../..");

interface Case {
  name: string;
  query: string;
  variables: Record<string, unknown>;
}

const testApp = setUpTestApp();
const servers: Record<"fast" | "plain", Awaited<ReturnType<typeof createServer>>> = {} as never;

beforeAll(async () => {
  const { app } = testApp;
  servers.fast = await createServer(app);
  servers.plain = await createServer({ ...app, config: { ...app.config, queryFastPath: false } });
  const at = (day: number) => new Date(Date.UTC(2026, 0, day));
  await insertAccount(app, "acc_a", { connectedAt: at(1), name: "Ä" });
  await insertAccount(app, "acc_b", { connectedAt: at(2) });
  await insertPosts(app, [
    { accountId: "acc_a", id: "1", timestamp: at(1), mediaType: "CAROUSEL_ALBUM" },
    { accountId: "acc_a", id: "11", parentId: "1", position: 0, timestamp: at(1) },
    { accountId: "acc_a", id: "2", timestamp: at(2), mediaType: "VIDEO" },
    { accountId: "acc_b", id: "3", timestamp: at(3) },
  ]);
});
afterAll(async () => {
  await Promise.all(Object.values(servers).map((server) => server.close()));
});

/** All but the settings, of which one tells the two servers apart. */
const cases = [...dashboardCases(), ...documentCases(), ...matrixCases()].filter(
  ({ query }) => !/\bsettings\b/.test(query),
);

test("there are queries of all three kinds", () => {
  for (const kind of ["admin/", "docs/", "matrix "])
    expect(cases.filter(({ name }) => name.startsWith(kind)).length).toBeGreaterThan(5);
});

test.each(cases.map((one) => [one.name, one] as const))("%s", async (_, { query, variables }) => {
  const send = async (server: keyof typeof servers) => {
    const { headers } = AS_OPERATOR;
    const answer = await servers[server].inject({
      method: "POST",
      url: "/graphql",
      headers,
      payload: { query, variables },
    });
    return { status: answer.statusCode, body: withoutTimes(answer.body) };
  };
  const fast = await send("fast");
  expect(fast).toEqual(await send("plain"));
  expect(fast.status).toBeLessThan(500);
});

/** Without what each request measures anew: milliseconds, and what time it is. */
function withoutTimes(body: string): string {
  return body.replace(/"ms":\d+/g, '"ms":0').replace(/"now":"[^"]*"/g, '"now":""');
}

function dashboardCases(): Case[] {
  const files = readdirSync(join(ROOT, "admin"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".graphql"),
  );
  const documents = files.map((file) => ({ file, document: parse(readFileSync(join(ROOT, "admin", file), "utf8")) }));
  const fragments = documents.flatMap(({ document }) =>
    document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION),
  );
  return documents.flatMap(({ file, document }) =>
    queriesOf(document).map((operation) => ({
      name: `admin/${file} ${operation.name?.value}`,
      query: print({ kind: Kind.DOCUMENT, definitions: [operation, ...fragmentsUsed(operation, fragments)] }),
      variables: variablesOf(operation),
    })),
  );
}

/** Of all fragments those that the operation spreads, also by way of another. */
function fragmentsUsed(
  operation: OperationDefinitionNode,
  fragments: readonly DocumentNode["definitions"][number][],
): DocumentNode["definitions"] {
  const used = new Set<DocumentNode["definitions"][number]>();
  const add = (text: string): void => {
    for (const fragment of fragments) {
      if (fragment.kind !== Kind.FRAGMENT_DEFINITION || used.has(fragment)) continue;
      if (!text.includes(`...${fragment.name.value}`)) continue;
      used.add(fragment);
      add(print(fragment));
    }
  };
  add(print(operation));
  return [...used];
}

function documentCases(): Case[] {
  const files = ["README.md", ...readdirSync(join(ROOT, "docs")).map((file) => `docs/${file}`)].filter((file) =>
    file.endsWith(".md"),
  );
  return files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), "utf8").matchAll(/```graphql\n([\s\S]*?)```/g)]
      .flatMap(([, text = ""]) => tryParse(text))
      .flatMap((document) => queriesOf(document).map((operation) => ({ document, operation })))
      .map(({ document, operation }, index) => ({
        name: `docs/ ${file} ${index + 1}`,
        query: print({
          ...document,
          definitions: document.definitions.filter((one) => one === operation || one.kind === Kind.FRAGMENT_DEFINITION),
        }),
        variables: variablesOf(operation),
      })),
  );
}

function matrixCases(): Case[] {
  const schema = createSchema();
  const asks = [...rootAsks(schema, "query", {}), ...[...fieldAsks(schema, {}).values()].flat()];
  return asks.map(({ row, document, path }) => ({
    name: `matrix ${path.join(".")} ${row}`,
    query: document,
    variables: {},
  }));
}

function tryParse(text: string): DocumentNode[] {
  try {
    return [parse(text)];
  } catch {
    return [];
  }
}

function queriesOf({ definitions }: DocumentNode): OperationDefinitionNode[] {
  return definitions.filter(
    (one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === "query",
  ) as OperationDefinitionNode[];
}

/** An example for each variable that must be given. */
function variablesOf({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  const needed = variableDefinitions.filter(
    ({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue,
  );
  return Object.fromEntries(needed.map(({ variable, type }) => [variable.name.value, exampleOf(type)]));
}

function exampleOf(type: TypeNode): unknown {
  if (type.kind === Kind.NON_NULL_TYPE) return exampleOf(type.type);
  if (type.kind === Kind.LIST_TYPE) return [exampleOf(type.type)];
  return { Int: 10, Boolean: true, ID: "acc_a", String: "a", DateTime: "2026-01-01T00:00:00Z" }[type.name.value] ?? {};
}
