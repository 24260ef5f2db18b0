import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";
import { describe, expect, test } from "vitest";
import { createSchema, printSdl } from "../../server/graphql/schema.js";

const schema = createSchema();
const contract = buildSchema(readFileSync(join(import.meta.dirname, "contract.graphql"), "utf8"));

/** What the contract holds and the server does not answer yet. It only ever shrinks. */
const NOT_YET: string[] = [];

test("the committed schema is the one that is built; `npm run schema` writes it", () => {
  expect(readFileSync(join(import.meta.dirname, "../../schema.graphql"), "utf8")).toBe(printSdl());
});

describe("the contract", () => {
  const broken = findBreakingChanges(contract, schema).map(({ description }) => description);
  const defaults = findDangerousChanges(contract, schema)
    .filter(({ type }) => type === "ARG_DEFAULT_VALUE_CHANGE")
    .map(({ description }) => description);

  test("is kept, but for what is not built yet", () => {
    expect([...broken, ...defaults].filter((change) => !NOT_YET.includes(change))).toEqual([]);
  });

  test("is missed by nothing that is built by now", () => {
    expect(NOT_YET.filter((change) => !broken.includes(change))).toEqual([]);
  });

  test("would be seen to be broken", () => {
    expect(findBreakingChanges(contract, buildSchema("type Query { viewer: String }")).length).toBeGreaterThan(40);
  });
});

describe("descriptions", () => {
  const ours = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  const described = ours.flatMap((type) => {
    const self = [type.name, type.description] as const;
    if (isEnumType(type))
      return [self, ...type.getValues().map((value) => [`${type.name}.${value.name}`, value.description] as const)];
    if (isInputObjectType(type)) {
      return [
        self,
        ...Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field.description] as const),
      ];
    }
    if (!isObjectType(type)) return [self];
    return [
      ...(["Query", "Mutation"].includes(type.name) ? [] : [self]),
      ...Object.values(type.getFields()).flatMap((field) => [
        [`${type.name}.${field.name}`, field.description] as const,
        ...field.args.map((arg) => [`${type.name}.${field.name}(${arg.name})`, arg.description] as const),
      ]),
    ];
  });

  test("are on every type, field, argument and value", () => {
    expect(described.length).toBeGreaterThan(150);
    expect(described.filter(([, text]) => !text?.trim()).map(([name]) => name)).toEqual([]);
  });

  test("are sentences", () => {
    expect(
      described
        .filter(([, text]) => text && !/^[\p{Lu}`*].*[.)*]$/su.test(text.trim()))
        .map(([name, text]) => `${name}: ${text}`),
    ).toEqual([]);
  });
});
