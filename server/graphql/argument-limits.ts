import {
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
  Kind,
  type ObjectValueNode,
  OperationTypeNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from "graphql";
import { ApiError } from "../lib/errors.js";
import { listMax, textMax } from "./argument-maxima.js";
import type { Operation } from "./limits.js";

interface Place {
  holder: string;
  name: string;
  type: GraphQLInputType;
}

/**
 * Rejects texts and lists over the limit of their argument, before anything processes or caches them. Every argument
 * has a limit. The total is limited too, because one variable may be used many times.
 * @throws {ApiError} BAD_USER_INPUT, QUERY_TOO_COMPLEX
 */
export function rejectLongArguments(parsed: Operation): void {
  const isQuery = parsed.operation.operation === OperationTypeNode.QUERY;
  const left = { characters: isQuery ? QUERY_TEXTS_MAX : MUTATION_TEXTS_MAX };
  for (const { node, place } of valuesOf(parsed)) checkNode({ ...parsed, left }, node, place);
}

/** Of all arguments together, counted at each use. */
const QUERY_TEXTS_MAX = 200_000;
const MUTATION_TEXTS_MAX = 1_000_000;

interface Checked extends Operation {
  left: { characters: number };
}

interface ArgumentValue {
  node: ValueNode;
  place: Place;
}

function valuesOf(parsed: Operation): readonly ArgumentValue[] {
  const known = remembered.get(parsed.operation);
  if (known) return known;
  const values: ArgumentValue[] = [];
  const root = parsed.schema.getRootType(parsed.operation.operation);
  if (root) gather(parsed, { set: parsed.operation.selectionSet, typeName: root.name }, values);
  for (const definition of parsed.document.definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    gather(parsed, { set: definition.selectionSet, typeName: definition.typeCondition.name.value }, values);
  }
  remembered.set(parsed.operation, values);
  return values;
}

const remembered = new WeakMap<object, readonly ArgumentValue[]>();

function gather(
  parsed: Operation,
  { set, typeName }: { set: SelectionSetNode; typeName: string },
  into: ArgumentValue[],
): void {
  for (const node of set.selections) {
    if (node.kind === Kind.FRAGMENT_SPREAD) continue;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      gather(parsed, { set: node.selectionSet, typeName: node.typeCondition?.name.value ?? typeName }, into);
      continue;
    }
    const type = parsed.schema.getType(typeName);
    const name = node.name.value;
    const field = name === "__type" ? TypeMetaFieldDef : isObjectType(type) ? type.getFields()[name] : undefined;
    for (const argument of node.arguments ?? []) {
      const definition = field?.args.find((arg) => arg.name === argument.name.value);
      const holder = `${typeName}.${name}`;
      if (definition)
        into.push({ node: argument.value, place: { holder, name: definition.name, type: definition.type } });
    }
    if (node.selectionSet && field) {
      const below = String(field.type).replace(/[[\]!]/g, "");
      gather(parsed, { set: node.selectionSet, typeName: below }, into);
    }
  }
}

function checkNode(parsed: Checked, node: ValueNode, place: Place): void {
  if (node.kind === Kind.VARIABLE) {
    const { value: name } = node.name;
    const definition = parsed.operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    if (name in parsed.variables) checkValue(parsed, parsed.variables[name], place);
    else if (definition?.defaultValue) checkNode(parsed, definition.defaultValue, place);
  } else if (node.kind === Kind.LIST) {
    checkCount(node.values.length, place);
    for (const value of node.values) checkNode(parsed, value, itemOf(place));
  } else if (node.kind === Kind.OBJECT) checkObject(parsed, node, place);
  else if ("value" in node) checkText(parsed, String(node.value), place);
}

function checkObject(parsed: Checked, node: ObjectValueNode, { type }: Place): void {
  const input = innermost(type);
  if (!isInputObjectType(input)) return;
  for (const { name, value } of node.fields) {
    const field = input.getFields()[name.value];
    if (field) checkNode(parsed, value, { holder: input.name, name: field.name, type: field.type });
  }
}

/** Before coercion. */
function checkValue(parsed: Checked, value: unknown, place: Place): void {
  if (typeof value === "string") checkText(parsed, value, place);
  else if (Array.isArray(value)) {
    checkCount(value.length, place);
    // Coercion rejects a list where the type is not a list.
    if (isListType(getNullableType(place.type))) for (const one of value) checkValue(parsed, one, itemOf(place));
  } else {
    const input = innermost(place.type);
    if (typeof value !== "object" || value === null || !isInputObjectType(input)) return;
    for (const { name, type } of Object.values(input.getFields())) {
      checkValue(parsed, (value as Record<string, unknown>)[name], { holder: input.name, name, type });
    }
  }
}

function itemOf(place: Place): Place {
  const type = getNullableType(place.type);
  return isListType(type) ? { ...place, type: type.ofType } : place;
}

function innermost(type: GraphQLInputType): GraphQLInputType {
  const nullable = getNullableType(type);
  return isListType(nullable) ? innermost(nullable.ofType) : nullable;
}

function checkText({ left }: Checked, text: string, { name }: Place): void {
  left.characters -= text.length;
  if (left.characters < 0) {
    throw new ApiError(
      "QUERY_TOO_COMPLEX",
      "The arguments of this operation hold too much text, all fields together.",
      {
        nextStep: "Pass long lists to fewer fields, and request the others separately.",
      },
    );
  }
  const max = textMax(name);
  if (text.length <= max) return;
  throw new ApiError("BAD_USER_INPUT", `\`${name}\` has ${text.length} characters; ${max} are allowed.`, {
    argument: name,
    nextStep: `Send at most ${max} characters as \`${name}\`.`,
  });
}

function checkCount(count: number, { holder, name }: Place): void {
  const max = listMax(holder, name);
  if (count <= max) return;
  throw new ApiError("BAD_USER_INPUT", `\`${name}\` holds ${count} values; ${max} are allowed.`, {
    argument: name,
    nextStep: `Send at most ${max} values as \`${name}\`, and the others in further requests.`,
  });
}
