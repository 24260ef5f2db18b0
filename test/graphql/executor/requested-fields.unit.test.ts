import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import {
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  getNullableType,
  isEnumType,
  isListType,
  isObjectType,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { expect, test } from "vitest";
import type { RequestedField } from "../../../server/features/feed/selection.js";
import { documentBytes } from "../../../server/graphql/executor/remembered-fields.js";
import { requestedFields } from "../../../server/graphql/executor/requested-fields.js";
import { randomQuery, randomVariables } from "../../support/random-query.js";

/** The real schema without our resolvers. */
const schema = buildSchema(readFileSync(join(import.meta.dirname, "../../../schema.graphql"), "utf8"));

test("aliases, arguments and what is below come as a plain tree", () => {
  const [account] = askedIn(`{ account { id my: media(type: IMAGE, first: 3) { link: permalink } } }`);
  expect(account?.asked).toEqual([
    { key: "id", name: "id", args: {}, fields: [] },
    {
      key: "my",
      name: "media",
      args: { type: ["IMAGE"], orderBy: "NEWEST", first: 3 },
      fields: [{ key: "link", name: "permalink", args: {}, fields: [] }],
    },
  ]);
});

test("two aliases of one list keep their own arguments", () => {
  const [account] = askedIn("{ account { a: media(first: 1) { id } b: media(first: 2) { caption } } }");
  expect(account?.asked.map(({ key, args, fields }) => [key, args.first, fields[0]?.name])).toEqual([
    ["a", 1, "id"],
    ["b", 2, "caption"],
  ]);
});

test("a field that is asked in several places is asked once, with all that is asked below it", () => {
  const [account] = askedIn(`
    query { account { media { id } ...more ... on Account { media { caption } } } account { username } }
    fragment more on Account { media { id permalink } }`);
  expect(account?.asked.map(({ key }) => key)).toEqual(["media", "username"]);
  expect(account?.asked[0]?.fields.map(({ key }) => key)).toEqual(["id", "permalink", "caption"]);
});

test("one fragment in two places is spread in both", () => {
  const [account] = askedIn(`
    { account { media { ...post children { ...post } } } }
    fragment post on Media { id mediaUrl }`);
  expect(account?.asked[0]?.fields.map(({ key }) => key)).toEqual(["id", "mediaUrl", "children"]);
  expect(account?.asked[0]?.fields[2]?.fields.map(({ key }) => key)).toEqual(["id", "mediaUrl"]);
});

test("@skip and @include follow the variables of each request, whatever was asked before", () => {
  const query = parse("query ($x: Boolean!) { account { id username @include(if: $x) status @skip(if: $x) } }");
  const keys = (x: boolean) => askedIn(query, { x })[0]?.asked.map(({ key }) => key);
  expect(keys(true)).toEqual(["id", "username"]);
  expect(keys(false)).toEqual(["id", "status"]);
  expect(keys(true)).toEqual(["id", "username"]);
});

test("a variable that is null is told from one that is left out", () => {
  const query = parse("query ($n: Int) { account { media(first: $n) { id } } }");
  const first = (variables: object) => askedIn(query, variables)[0]?.asked[0]?.args.first;
  expect(first({})).toBe(25);
  expect(first({ n: null })).toBeNull();
  expect(first({})).toBe(25);
});

test("operations of one document that share a fragment are told apart", () => {
  const query = parse(`
    query A($n: Int = 1) { account { ...feed } }
    query B($n: Int = 2) { account { username ...feed } }
    fragment feed on Account { media(first: $n) { id } }`);
  const asked = (operationName: string) => askedIn(query, {}, operationName)[0]?.asked;
  for (let round = 0; round < 2; round++) {
    expect(asked("A")?.map(({ key, args }) => [key, args.first])).toEqual([["media", 1]]);
    expect(asked("B")?.map(({ key, args }) => [key, args.first])).toEqual([
      ["username", undefined],
      ["media", 2],
    ]);
  }
});

test("the same query and variables answer the same object, other variables another", () => {
  const query = parse("query ($n: Int, $m: Int) { account { media(first: $n) { id } } viewer { account { id } } }");
  const asked = (variables: object) => askedIn(query, variables)[0]?.asked;
  const one = asked({ n: 1 });
  expect(asked({ n: 1 })).toBe(one);
  expect(asked({ n: 1, m: 5 })).toBe(one); // Not used below this field.
  expect(asked({ n: 2 })).not.toBe(one);
});

test("what is remembered of one query does not grow without end", () => {
  const query = parse("query ($id: ID) { account { media(after: $id) { id } } }");
  const first = askedIn(query, { id: "0" })[0]?.asked;
  for (let n = 1; n < 100; n++) askedIn(query, { id: String(n) });
  expect(askedIn(query, { id: "0" })[0]?.asked).not.toBe(first);
  expect(askedIn(query, { id: "0" })[0]?.asked).toEqual(first);
});

test("fragments that double at each step are gathered once", () => {
  const names = Array.from({ length: 24 }, (_, n) => `f${n}`);
  const fragments = names.map((name, n) =>
    n === 23 ? `fragment ${name} on Account { id }` : `fragment ${name} on Account { ...f${n + 1} ...f${n + 1} }`,
  );
  const startedAt = performance.now();
  const [account] = askedIn(`{ account { ...f0 } } ${fragments.join(" ")}`);
  expect(account?.asked.map(({ key }) => key)).toEqual(["id"]);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

test("whatever is asked is what GraphQL's own executor asks, also from memory", () => {
  fc.assert(
    fc.property(fc.gen(), (g) => {
      const query = randomQuery(g, schema);
      const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule && rule !== NoUnusedVariablesRule);
      const document = parse(query);
      expect(validate(schema, document, rules)).toEqual([]);
      const rounds = [randomVariables(g), randomVariables(g)];
      const remembered = new Map<number, Root["asked"][]>();
      for (const round of [0, 1, 0, 1]) {
        const roots = askedIn(document, rounds[round]);
        for (const { asked, executed } of roots) expect(asked).toEqual(executed);
        const known = remembered.get(round);
        roots.forEach(({ asked }, n) => void (known && isKept(document, asked) && expect(asked).toBe(known[n])));
        remembered.set(
          round,
          roots.map(({ asked }) => asked),
        );
      }
    }),
    // Shrinking a random document takes minutes; the seed finds it again.
    { numRuns: 300, endOnFailure: true },
  );
});

/** Whether it is far below what one entry of the memory may weigh. */
function isKept(document: DocumentNode, asked: readonly RequestedField[]): boolean {
  return documentBytes(document) < 300_000 && countFields(asked) < 200;
}

function countFields(fields: readonly RequestedField[]): number {
  return fields.reduce((sum, { fields: below }) => sum + 1 + countFields(below), 0);
}

interface Root {
  asked: readonly RequestedField[];
  /** What graphql-js went on to resolve below the same field. */
  executed: RequestedField[];
}

/** Runs a query over the plain schema and answers, for each root field, both views of what was asked below it. */
function askedIn(query: string | DocumentNode, variables: object = {}, operationName?: string): Root[] {
  const roots: Root[] = [];
  const fieldResolver: GraphQLFieldResolver<{ fields: RequestedField[] }, unknown> = (...call) => {
    const [source, args, , info] = call;
    const fields: RequestedField[] = [];
    if (info.path.prev) source.fields.push({ key: String(info.path.key), name: info.fieldName, args, fields });
    else roots.push({ asked: requestedFields(info), executed: fields });
    return someValue(info.returnType, { fields });
  };
  const result = execute({
    schema,
    document: typeof query === "string" ? parse(query) : query,
    variableValues: { ...variables },
    operationName: operationName ?? null,
    fieldResolver,
    rootValue: { fields: [] },
  });
  expect(result).not.toHaveProperty("errors");
  return roots;
}

function someValue(type: GraphQLOutputType, object: object): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [someValue(nullable.ofType, object)];
  if (isObjectType(nullable)) return object;
  if (isEnumType(nullable)) return nullable.getValues()[0]?.value;
  return { Int: 1, Boolean: true }[nullable.name] ?? "x";
}
