import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import {
  buildSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
} from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createExecutor, type ExecutedRequest } from "../../../server/graphql/executor/executor.js";
import { randomQuery, randomVariables } from "../../support/random-query.js";

/** What a row's fields answer: always the same for the same seed, now and then a fault where faults are wanted. */
interface Row {
  seed: number;
  faulty: boolean;
}

/** The public schema over made-up rows: a third of the fields are properties, a third resolved, a third awaited. */
const schema = buildSchema(readFileSync(join(import.meta.dirname, "../../../schema.graphql"), "utf8"));
for (const type of Object.values(schema.getTypeMap())) {
  if (!isObjectType(type) || type.name.startsWith("__")) continue;
  for (const [name, field] of Object.entries(type.getFields())) {
    const read = (row: Row) => someValue(field.type, { ...row, seed: mix(row.seed, name) });
    const kind = ["property", "resolved", "awaited"][mix(1, `${type.name}.${name}`) % 3];
    if (schema.getQueryType() === type) field.resolve = async (_, _args, context) => read(context);
    else if (kind === "resolved") field.resolve = read;
    else if (kind === "awaited") field.resolve = async (row) => read(row);
  }
}

const executeFast = createExecutor(schema, { fastPath: true });

// NOTE: graphql-js leaves rejected promises behind where an item of a list fails at once after one that was awaited: it handles
// them in objects (`promiseForObject`), and not in `completeListValue`. Only made-up faults do that; nothing else is let pass.
const watching = process.listeners("unhandledRejection");
const leftBehind = (reason: unknown, promise: Promise<unknown>) => {
  if (!(reason instanceof GraphQLError)) for (const watch of watching) watch(reason, promise);
};
beforeAll(() => void process.removeAllListeners("unhandledRejection").on("unhandledRejection", leftBehind));
afterAll(async () => {
  await new Promise(setImmediate);
  process.removeAllListeners("unhandledRejection");
  for (const watch of watching) process.on("unhandledRejection", watch);
});

test("an answer is the one that graphql-js gives, byte for byte, also from memory", async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), fc.nat(), async (g, seed) => {
      const document = parse(randomQuery(g, schema));
      for (const variables of [randomVariables(g), randomVariables(g)]) {
        const { ours, theirs } = await bothAnswers(document, { ...variables }, { seed, faulty: false });
        expect(theirs.errors).toBeUndefined();
        expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
        expect(isProjected(ours)).toBe(true);
      }
    }),
    { numRuns: 150, endOnFailure: true },
  );
});

test("an answer with errors is graphql-js' own", async () => {
  let faults = 0;
  await fc.assert(
    fc.asyncProperty(fc.gen(), fc.nat(), async (g, seed) => {
      const document = parse(randomQuery(g, schema));
      const { ours, theirs } = await bothAnswers(document, { ...randomVariables(g) }, { seed, faulty: true });
      if (theirs.errors) faults++;
      expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
    }),
    { numRuns: 150, endOnFailure: true },
  );
  expect(faults).toBeGreaterThan(30);
});

test.each([
  ["introspection", "{ __schema { queryType { name } } __typename }"],
  ["the type of the root", "{ __typename account { __typename } }"],
  ["a key that would be no property", "{ account { __proto__: id username } }"],
  ["nothing but a skipped field", "{ account @skip(if: true) { id } }"],
  ["a mutation", 'mutation { pauseAccount(accountId: "1") { id } }'],
  [
    "variables that are refused",
    "query ($n: Int!, $order: AccountOrder) { accounts(first: $n, orderBy: $order) { totalCount } }",
  ],
])("%s is answered as graphql-js answers it", async (_, query) => {
  const { ours, theirs } = await bothAnswers(parse(query), { order: "NONE" }, { seed: 1, faulty: false });
  expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
});

async function bothAnswers(document: DocumentNode, variables: Record<string, unknown>, context: Row) {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const asked = { document, operation, operationName: null, request: { variables }, context };
  const ours = await executeFast(asked as unknown as ExecutedRequest);
  const theirs = await execute({ schema, document, variableValues: variables, contextValue: context });
  return { ours, theirs };
}

/** graphql-js makes objects without a prototype. */
function isProjected({ data }: ExecutionResult): boolean {
  const objects = Object.values(data ?? {})
    .flat()
    .filter((value) => typeof value === "object" && value !== null);
  return objects.every((value) => Object.getPrototypeOf(value) === Object.prototype);
}

function someValue(type: GraphQLOutputType, row: Row): unknown {
  if (isNonNullType(type)) return row.faulty && row.seed % 37 === 0 ? fault(row) : present(type.ofType, row);
  return row.seed % 5 === 0 ? null : present(type, row);
}

function fault({ seed }: Row): unknown {
  if (seed % 2 === 0) return null;
  throw new Error(`broken at ${seed}`);
}

function present(type: GraphQLOutputType, row: Row): unknown {
  if (isListType(type)) {
    return Array.from({ length: row.seed % 4 }, (_, n) =>
      someValue(type.ofType, { ...row, seed: mix(row.seed, `${n}`) }),
    );
  }
  if (isObjectType(type)) return rowOf(type, row);
  if (isEnumType(type)) return type.getValues()[row.seed % type.getValues().length]?.value;
  return { Int: row.seed, Float: row.seed / 7, Boolean: row.seed % 2 === 0 }[String(type)] ?? `text ${row.seed}`;
}

/** Its properties are worked out when they are read, as the types go round in circles. */
function rowOf(type: GraphQLObjectType, row: Row): object {
  const properties = Object.entries(type.getFields()).map(([name, field]) => [
    name,
    { get: () => someValue(field.type, { ...row, seed: mix(row.seed, name) }) },
  ]);
  return Object.defineProperties({ ...row }, Object.fromEntries(properties));
}

function mix(seed: number, text: string): number {
  let hash = seed;
  for (const character of text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) & 0x3fffffff;
  return hash;
}
