import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  TypeMetaFieldDef,
} from "graphql";
import { beforeAll, expect, test } from "vitest";
import { createSchema } from "../../server/graphql/schema.js";
import { AS_OPERATOR, ask, expectRefused } from "../support/graphql.js";
import { setUpTestApp } from "../support/test-app.js";

const schema = createSchema();
const LONG = "ab\u0130 ".repeat(12_500);
const MANY = Array.from({ length: 5_000 }, (_, n) => `value${n}`);
/** What takes as many, and then finds that there are no such accounts. */
const TAKE_MANY = /^Mutation\..*accountIds$/;

const testApp = setUpTestApp({}, { hasDatabaseProxy: true });
let url: string;

beforeAll(async () => {
  url = await testApp.serve();
});

/** A query that gives a value to one argument, and the same again as a literal. */
interface Attempt {
  at: string;
  type: GraphQLInputType;
  query: (value: string) => string;
}

test("every argument of the schema that takes a text is tried", () => {
  const tried = attempts().map(({ at }) => at);
  for (const at of [
    "Query.media.hashtag",
    "Account.mediaConnection.after",
    "AccountFilter.tags",
    "UpdateAccountInput.note",
  ])
    expect(tried.join("\n")).toContain(at);
  expect(tried.length).toBeGreaterThan(60);
});

test.each(attempts().map((attempt) => [attempt.at, attempt] as const))(
  "a text of 50,000 characters is refused before anything is read: %s",
  async (_, { type, query }) => {
    testApp.database.forget();
    const asVariable = `($v: ${type}) ${query("$v")}`;
    const isMutation = asVariable.includes("mutation");
    const operation = isMutation ? `mutation ${asVariable.replace("mutation", "")}` : `query ${asVariable}`;
    const value = isListType(getNullableType(type)) ? [LONG] : LONG;
    expectRefused(await ask(url, operation, { ...AS_OPERATOR, variables: { v: value } }), "BAD_USER_INPUT");
    expectRefused(await ask(url, query(JSON.stringify(LONG)), AS_OPERATOR), "BAD_USER_INPUT");
    expect(testApp.database.statements()).toEqual([]);
  },
);

test.each(
  attempts().flatMap((attempt) => (isListType(getNullableType(attempt.type)) ? [[attempt.at, attempt] as const] : [])),
)("a list of 5,000 texts is refused: %s", async (at, { type, query }) => {
  const body = query("$v");
  const operation = body.startsWith("mutation")
    ? `mutation ($v: ${type}) ${body.replace("mutation", "")}`
    : `query ($v: ${type}) ${body}`;
  const answer = await ask(url, operation, { ...AS_OPERATOR, variables: { v: MANY } });
  expect(answer.status).toBeLessThan(500);
  const codes = answer.errors?.map(({ extensions }) => extensions.code);
  expect(codes).toEqual(
    TAKE_MANY.test(at) ? [expect.stringMatching(/^(BAD_USER_INPUT|NOT_FOUND)$/)] : ["BAD_USER_INPUT"],
  );
});

/** One for each argument, and each field of an input, that is a text or a list of texts. */
function attempts(): Attempt[] {
  const found: Attempt[] = [];
  for (const { type, path } of reachable()) {
    const fields = [...Object.values(type.getFields()), ...(type.name === "Query" ? [TypeMetaFieldDef] : [])];
    for (const field of fields) {
      for (const arg of field.args) {
        const ask = (value: string) => {
          const others = field.args.filter((other) => other !== arg && isRequiredArgument(other));
          const given = [`${arg.name}: ${value}`, ...others.map((other) => `${other.name}: ${dummy(other)}`)].join(
            ", ",
          );
          const below = isObjectType(getNamedType(field.type)) ? "{ __typename }" : "";
          return path(`${field.name}(${given}) ${below}`);
        };
        found.push(...attemptsOf(`${type.name}.${field.name}.${arg.name}`, arg.type, ask));
      }
    }
  }
  return found;
}

function attemptsOf(at: string, type: GraphQLInputType, query: Attempt["query"]): Attempt[] {
  const named = getNamedType(type);
  if (named.name === "String" || named.name === "ID") return [{ at, type, query }];
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) => {
    const others = Object.values(named.getFields()).filter((other) => other !== field && isRequiredInputField(other));
    const rest = others.map((other) => `, ${other.name}: ${dummy(other)}`).join("");
    return attemptsOf(`${at}: ${named.name}.${field.name}`, field.type, (value) =>
      query(`{ ${field.name}: ${value}${rest} }`),
    );
  });
}

/** Every type of the schema, and a query down to it that needs no argument. */
function reachable(): { type: GraphQLObjectType; path: (inner: string) => string }[] {
  const mutation = schema.getMutationType() as GraphQLObjectType;
  const query = schema.getQueryType() as GraphQLObjectType;
  const found = [
    { type: mutation, path: (inner: string) => `mutation { ${inner} }` },
    { type: query, path: (inner: string) => `{ ${inner} }` },
  ];
  for (const { type, path } of found) {
    if (type === mutation) continue;
    for (const field of Object.values(type.getFields())) {
      const below = getNamedType(field.type);
      if (!isObjectType(below) || field.args.some(isRequiredArgument) || found.some((one) => one.type === below))
        continue;
      found.push({ type: below, path: (inner) => path(`${field.name} { ${inner} }`) });
    }
  }
  return found;
}

function dummy({ type }: GraphQLArgument | GraphQLInputField): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return "[]";
  if (isEnumType(nullable)) return String(nullable.getValues()[0]?.name);
  if (isInputObjectType(nullable)) {
    const required = Object.values(nullable.getFields()).filter(isRequiredInputField);
    return `{ ${required.map((field) => `${field.name}: ${dummy(field)}`).join(", ")} }`;
  }
  return { Int: "1", Boolean: "true", DateTime: '"2026-03-01T09:00:00Z"' }[String(nullable)] ?? '"x"';
}
