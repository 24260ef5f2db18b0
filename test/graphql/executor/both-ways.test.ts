import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ApolloServer } from "@apollo/server";
import { type DocumentNode, Kind, type OperationDefinitionNode, parse, print, type TypeNode } from "graphql";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createSchema } from "../../../server/graphql/schema.js";
import { createServer } from "../../../server/http/server.js";
import { insertAccount, insertPosts } from "../../support/feed-rows.js";
import { AS_OPERATOR } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";
import { rootAsks, typeDocuments } from "../matrix-asks.js";

/*
 * Two servers over one database: one takes the fast path and remembers queries, one leaves every query to Apollo and graphql-js.
 * Each query of the dashboard, of the documents and of the access matrix is sent to both, and to the first one again, which
 * then goes past Apollo. Statuses, headers and bytes are compared.
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
  const fast = await send("fast", { query, variables });
  expect(fast).toEqual(await send("plain", { query, variables }));
  expect(fast.status).toBeLessThan(500);
  const apolloCount = await countApollo(async () => {
    expect(await send("fast", { query, variables })).toEqual(fast);
  });
  // What has errors is Apollo's each time.
  expect(apolloCount).toBe(fast.body.startsWith('{"data":') ? 0 : 1);
});

const POSTS =
  "query Posts($n: Int!, $after: ID, $s: String) { media(first: $n, after: $after, search: $s) { id caption } }";
/** Known by the first one; the others differ in variables, or in what else decides. */
const VARIED: [string, unknown, Record<string, string>?][] = [
  ["known", { query: POSTS, variables: { n: 1 } }],
  ["other variables", { query: POSTS, variables: { n: 3, after: "2" } }],
  ["a variable of a wrong type", { query: POSTS, variables: { n: "three" } }],
  ["a variable that is absent", { query: POSTS }],
  ["a variable that is not declared", { query: POSTS, variables: { n: 1, m: 1 } }],
  ["a cursor of nobody", { query: POSTS, variables: { n: 1, after: "nobody" } }],
  ["more than is allowed", { query: POSTS, variables: { n: 1_000 } }],
  ["a long text", { query: POSTS, variables: { n: 1, s: "x".repeat(5_000) } }],
  ["variables that are too large", { query: POSTS, variables: { n: 1, s: "x".repeat(200_000) } }],
  ["its operation by name", { query: POSTS, variables: { n: 1 }, operationName: "Posts" }],
  ["an operation that is not there", { query: POSTS, variables: { n: 1 }, operationName: "Others" }],
  ["an empty name", { query: POSTS, variables: { n: 1 }, operationName: "" }],
  ["a name that is a number", { query: POSTS, variables: { n: 1 }, operationName: 1 }],
  ["a list as variables", { query: POSTS, variables: [1] }],
  ["a text as variables", { query: POSTS, variables: '{"n":1}' }],
  ["null as variables", { query: POSTS, variables: null }],
  [
    "extensions",
    { query: POSTS, variables: { n: 1 }, extensions: { persistedQuery: { version: 1, sha256Hash: "0" } } },
  ],
  ["further fields", { query: POSTS, variables: { n: 1 }, more: true }],
  ["another type of answer", { query: POSTS, variables: { n: 1 } }, { accept: "application/graphql-response+json" }],
  ["a type that is not answered", { query: POSTS, variables: { n: 1 } }, { accept: "text/html" }],
  ["a charset", { query: POSTS, variables: { n: 1 } }, { "content-type": "application/json; charset=utf-8" }],
  ["a form", "query=%7Bviewer%7Bkind%7D%7D", { "content-type": "application/x-www-form-urlencoded" }],
  ["no query", { variables: { n: 1 } }],
  ["a list of requests", [{ query: POSTS, variables: { n: 1 } }]],
];

test.each(VARIED)("a known query with %s is answered as by Apollo", async (_, payload, headers) => {
  await send("fast", VARIED[0]?.[1]);
  const plain = await send("plain", payload, headers);
  for (let n = 0; n < 2; n++) expect(await send("fast", payload, headers)).toEqual(plain);
});

test("what one viewer's server knows, the other judges anew", async () => {
  const query = '{ __type(name: "Media") { name } }';
  const strangers = { authorization: "" };
  expect((await send("fast", { query })).body).toContain('"data"');
  for (let n = 0; n < 2; n++) {
    expect(await send("fast", { query }, strangers)).toEqual(await send("plain", { query }, strangers));
  }
});

async function send(server: keyof typeof servers, payload: unknown, more: Record<string, string> = {}) {
  const answer = await servers[server].inject({
    method: "POST",
    url: "/graphql",
    headers: { ...AS_OPERATOR.headers, ...more },
    payload: payload as object,
  });
  // The bytes are compared, without what changes their number.
  const { date, "content-length": length, ...headers } = answer.headers;
  for (const name of Object.keys(headers)) if (name.startsWith("ratelimit-")) headers[name] = "some";
  return { status: answer.statusCode, headers, body: withoutTimes(answer.body) };
}

/** How often Apollo is asked while `act` runs. */
async function countApollo(act: () => Promise<unknown>): Promise<number> {
  const asked = vi.spyOn(ApolloServer.prototype, "executeHTTPGraphQLRequest");
  await act();
  const count = asked.mock.calls.length;
  asked.mockRestore();
  return count;
}

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
  const roots = rootAsks(schema, "query", {}).map(({ row, document }) => ({ name: `matrix ${row}`, query: document }));
  const types = [...typeDocuments(schema, {})].map(([type, query]) => ({ name: `matrix fields of ${type}`, query }));
  return [...roots, ...types].map((one) => ({ ...one, variables: {} }));
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
