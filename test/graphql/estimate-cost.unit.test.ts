import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import {
  buildSchema,
  execute,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  getIntrospectionQuery,
  getNullableType,
  isEnumType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
} from "graphql";
import { expect, test } from "vitest";
import { LEAVES, LISTS } from "../../server/graphql/cost.js";
import { estimateCost } from "../../server/graphql/estimate-cost.js";
import { AnswerSize } from "../../server/graphql/executor/answer-size.js";
import { type Operation, rejectBeyondBudget } from "../../server/graphql/limits.js";
import { ApiError } from "../../server/lib/errors.js";
import { randomQuery, randomVariables } from "../support/random-query.js";

/** The real schema without our resolvers. */
const schema = buildSchema(readFileSync(join(import.meta.dirname, "../../schema.graphql"), "utf8"));
const many = (count: number, text: (n: number) => string) => Array.from({ length: count }, (_, n) => text(n)).join(" ");

test.each([
  ["captions under many names", `{ account { media { ${many(6, (n) => `c${n}: caption`)} } } }`],
  [
    "names spread over fragments",
    `{ account { media { ...a } media { ...b } } }
    fragment a on Media { ${many(3, (n) => `a${n}: caption`)} } fragment b on Media { ${many(3, (n) => `b${n}: caption`)} }`,
  ],
  ["profiles under many names", `{ account { ${many(6, (n) => `p${n}: profile { name }`)} } }`],
  [
    "counts of a search over all accounts",
    `{ ${many(8, (n) => `a${n}: mediaConnection(first: 1, search: "zzzq") { totalCount }`)} }`,
  ],
  ["the most liked of all accounts", `{ ${many(8, (n) => `a${n}: media(first: 1, orderBy: MOST_LIKED) { id }`)} }`],
  ["hashtags over all accounts", `{ ${many(8, (n) => `a${n}: media(first: 1, hashtag: "a") { id }`)} }`],
  [
    "a hundred lists of each of 50 accounts",
    `{ accounts(first: 50) { nodes { ${many(100, (n) => `a${n}: media(first: 1) { id }`)} } } }`,
  ],
  [
    "reels kept off the grid, of all accounts",
    `{ ${many(8, (n) => `a${n}: media(first: 1, isSharedToFeed: false) { id }`)} }`,
  ],
  ["lists", `{ account { ${many(151, (n) => `a${n}: media(first: 1) { id }`)} } }`],
  ["accounts", `{ ${many(151, (n) => `a${n}: account(id: "${n}") { id }`)} }`],
  [
    "lists in lists",
    "{ media(first: 100) { account { media(first: 100) { account { media(first: 100) { id } } } } } }",
  ],
  ["the schema under many names", `{ ${many(6, (n) => `a${n}: __schema { types { name } }`)} }`],
  [
    "the schema's types of fields of types",
    "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }",
  ],
  ["mutations", `mutation { ${many(151, (n) => `a${n}: pauseAccount(accountId: "${n}") { id }`)} }`],
  [
    "fragments that double",
    `{ account { ...f0 } } ${many(
      30,
      (n) => `fragment f${n} on Account
    { a: media(first: 1) { account { ...f${n + 1} } } b: media(first: 1) { account { ...f${n + 1} } } }`,
    )} fragment f30 on Account { id }`,
  ],
])("is refused: %s", (_, query) => {
  expect(() => estimateCost(operationOf(query))).toThrow(expect.objectContaining({ code: "QUERY_TOO_COMPLEX" }));
});

test.each([
  ["introspection", getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true, oneOf: true })],
  [
    "an image in many widths",
    `{ account { media(first: 100) { image { ${many(12, (n) => `w${n}: url(width: ${n})`)} } } } }`,
  ],
  [
    "one field that many fragments ask",
    `{ account { media { ${many(60, (n) => `...f${n}`)} } } }
    ${many(60, (n) => `fragment f${n} on Media { __typename id caption image { __typename url width } }`)}`,
  ],
  [
    "a page with its count",
    `{ mediaConnection(first: 100, search: "a") { totalCount pageInfo { endCursor } nodes { id caption } } }`,
  ],
  [
    "50 accounts by name",
    `{ ${many(50, (n) => `a${n}: account(username: "u${n}") { username media(first: 10) { id caption } }`)} }`,
  ],
  ["a list of 1,000 accounts' posts", `{ media(accountIds: [${many(1_000, (n) => `"a${n}"`)}], hashtag: "a") { id } }`],
])("is carried out: %s", (_, query) => {
  expect(estimateCost(operationOf(query))).toBeGreaterThan(0);
});

test("what the dashboard asks is carried out, with its largest pages", () => {
  const names = readdirSync("admin", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".graphql"));
  const files = names.map((name) => readFileSync(join("admin", name), "utf8"));
  const document = parse(files.join("\n"));
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  expect(operations.length).toBeGreaterThan(20);
  for (const operation of operations) {
    expect(estimateCost({ schema, document, operation, variables: { first: 100 } })).toBeGreaterThan(0);
  }
});

test("whatever is not refused answers no more than was reckoned, and never 20 MB", () => {
  fc.assert(
    fc.property(fc.gen(), (g) => {
      const asked = { ...operationOf(randomQuery(g, schema)), variables: { ...randomVariables(g), n: 100 } };
      let estimated: number;
      try {
        estimated = estimateCost(asked);
      } catch (apiError) {
        expect(apiError).toBeInstanceOf(ApiError);
        return;
      }
      const { data, count } = answerInFull(asked);
      expect(count).toBeLessThanOrEqual(estimated);
      let isRefused = false;
      try {
        new AnswerSize().addValue(data);
      } catch {
        isRefused = true;
      }
      expect(isRefused || JSON.stringify(data).length < 20_000_000).toBe(true);
    }),
    { numRuns: 60, endOnFailure: true },
  );
}, 120_000);

test("every field that has a cost of its own is in the schema", () => {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.keys(type.getFields()).map((name) => `${type.name}.${name}`) : [],
  );
  expect([...Object.keys(LEAVES), ...Object.keys(LISTS)].filter((name) => !fields.includes(name))).toEqual([]);
});

test("an answer is counted to within a tenth of its bytes, and refused beyond 10 MB", () => {
  const row = {
    id: "17900000000000001",
    caption: `Grüße\n"${"ö".repeat(1_000)}"`,
    likeCount: 12,
    hidden: false,
    tags: ["a"],
  };
  const bytes = Buffer.byteLength(JSON.stringify(row));
  const fitting = Math.floor(10_000_000 / (bytes * 1.1));
  expect(new AnswerSize().addValue(Array(fitting).fill(row))).toHaveLength(fitting);
  expect(() => new AnswerSize().addValue(Array(Math.ceil((fitting * 1.1) / 0.9)).fill(row))).toThrow("10 MB");
});

test("a long text counts as many bytes as its JSON has, whatever is in it", () => {
  const limit = 10_000_000;
  const texts = fc.oneof(fc.string({ unit: "binary", minLength: 41 }), fc.string({ unit: "grapheme", minLength: 41 }));
  fc.assert(
    fc.property(texts, (text) => {
      const size = new AnswerSize();
      size.addValue(text);
      const left = limit - Buffer.byteLength(JSON.stringify(text)) - 3;
      size.add(left);
      expect(size.isFull).toBe(false);
      expect(() => size.add(1)).toThrow("10 MB");
    }),
  );
});

test("a search of feeds weighs as much as one of accounts", () => {
  const costOf = (list: string) => estimateCost(operationOf(`{ ${list} { nodes { id } } }`));
  expect(costOf('feeds(search: "x")')).toBe(costOf('accounts(filter: { search: "x" })'));
  expect(costOf("feeds")).toBe(costOf("accounts"));
});

const SHAPED = `query ($n: Int, $order: MediaOrder, $ids: [ID!], $tags: [String!], $s: String, $filter: AccountFilter) {
  accounts(first: $n, filter: $filter) { nodes { media(first: $n, hashtag: $tags) { caption children { id } } } }
  ${many(8, (n) => `a${n}: media(first: 1, accountIds: $ids, search: $s) { id }`)}
  ${many(8, (n) => `b${n}: media(first: 1, orderBy: $order) { id }`)} }`;

test.each([
  ["a longer list", { n: 100 }],
  ["a dear order", { order: "MOST_LIKED" }],
  ["a long text", { s: "x".repeat(2_000) }],
  ["a search of all accounts", { ids: null, s: "xy" }],
  ["many values", { tags: Array(101).fill("tag") }],
  ["a long text inside", { filter: { search: "x".repeat(2_000) } }],
  ["more variables than are allowed", { more: "x".repeat(200_000) }],
])("variables that were within the budget admit none with %s", (_, change) => {
  const operation = operationOf(SHAPED);
  const within = { n: 2, order: "OLDEST", ids: ["acc_1"], tags: ["tag"], s: "xy", filter: { search: "xy" } };
  const check = (variables: Operation["variables"]) => () => rejectBeyondBudget({ ...operation, variables });
  expect(check(within)).not.toThrow();
  expect(check({ ...within, order: "NEWEST", s: "yz" })).not.toThrow();
  const isRefusedAlone = check({ ...within, ...change });
  expect(isRefusedAlone).toThrow(ApiError);
  expect(check(within)).not.toThrow();
  expect(isRefusedAlone).toThrow(ApiError);
});

test("whatever was asked before, the verdict on variables is the same", () => {
  const values = fc.record(
    {
      n: fc.constantFrom<unknown>(1, 10, 60, 100, null, "100"),
      order: fc.constantFrom("OLDEST", "MOST_LIKED", "MOST_RECENT"),
      ids: fc.oneof(fc.array(fc.string({ maxLength: 70 }), { maxLength: 6 }), fc.constant(null), fc.string()),
      tags: fc.array(fc.string({ maxLength: 160 }), { maxLength: 4 }),
      s: fc.oneof(fc.string({ maxLength: 5 }), fc.string({ minLength: 395, maxLength: 405 }), fc.constant(null)),
      filter: fc.object({ maxDepth: 6 }),
    },
    { requiredKeys: [] },
  );
  const remembered = operationOf(SHAPED);
  const verdict = (operation: Operation, variables: Operation["variables"]) => {
    try {
      rejectBeyondBudget({ ...operation, variables });
      return "within";
    } catch (error) {
      return (error as ApiError).code;
    }
  };
  fc.assert(
    fc.property(values, (variables) => {
      expect(verdict(remembered, variables)).toBe(verdict(operationOf(SHAPED), variables));
    }),
    { numRuns: 500 },
  );
});

function operationOf(query: string): Operation {
  const document = parse(query);
  const operation = document.definitions.find(
    ({ kind }) => kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;
  return { schema, document, operation, variables: {} };
}

/** What graphql-js makes of it where every list is as long as it may be, albums have five parts and captions are long. */
function answerInFull({ document, variables }: Operation): { data: unknown; count: number } {
  let count = 0;
  const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (...call) => {
    const [, args, , info] = call;
    count++;
    return someValue(info.returnType, info.fieldName, args.first ?? undefined);
  };
  const result = execute({ schema, document, variableValues: { ...variables }, fieldResolver, rootValue: {} });
  return { data: (result as { data?: unknown }).data, count };
}

function someValue(type: GraphQLOutputType, name: string, first = name === "children" ? 5 : 1): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return Array.from({ length: first }, () => someValue(nullable.ofType, name));
  if (isObjectType(nullable)) return {};
  if (isEnumType(nullable)) return nullable.getValues()[0]?.value;
  if (name === "caption") return "ü".repeat(2_200);
  return { Int: 1, Boolean: true }[nullable.name] ?? "x";
}
