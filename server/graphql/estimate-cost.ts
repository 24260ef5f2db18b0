import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from "graphql";
import { ApiError } from "../lib/errors.js";
import { type CostedField, countCost, isPostList, ownCost, timesOf } from "./cost.js";
import { argumentsOf, variablesOf } from "./given-arguments.js";
import type { Operation } from "./limits.js";

/** Enough for 50 accounts with 10 posts and their parts, or 100 posts with parts. Too little for three nested lists. */
const COST_MAX = 150_000;
const DEPTH_MAX = 20;
/** Fields in the response's shape; a list's fields count once. */
const PLACES_MAX = 10_000;
/** Selections visited during the count; a fragment may be spread many times. */
const STEPS_MAX = 200_000;
/** Root fields and lists together: each may become a statement of its own. */
const READS_MAX = 150;
/** Aliases of one field without arguments: each only repeats the value. */
const NAMES_MAX = 5;
/** Aliases of one leaf with arguments, such as a picture address by width. */
const VARIANTS_MAX = 20;

/**
 * Estimates the maximum cost of an operation before it runs. Merges fields as the executor does; a field in a list
 * counts as often as `first` allows. Stops at the limit.
 * @throws {ApiError} QUERY_TOO_COMPLEX
 */
export function estimateCost(parsed: Operation): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of parsed.document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const root = parsed.schema.getRootType(parsed.operation.operation);
  if (!root) return 0;
  const walk: Walk = { ...parsed, variables: variablesOf(parsed), fragments, cost: 0, places: 0, steps: 0, reads: 0 };
  object(walk, [parsed.operation.selectionSet], { type: root, times: 1, page: 1, depth: 1, isPart: false, list: null });
  return walk.cost;
}

interface Walk extends Operation {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  cost: number;
  places: number;
  steps: number;
  reads: number;
}

interface Place {
  type: GraphQLObjectType;
  times: number;
  page: number;
  depth: number;
  isPart: boolean;
  list: CostedField | null;
}

function object(walk: Walk, sets: readonly SelectionSetNode[], place: Place): void {
  if (place.depth > DEPTH_MAX) reject(`is more than ${DEPTH_MAX} levels deep`);
  const nodes = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  for (const set of sets) gather(walk, set, { nodes, spread });
  const names = new Map<string, number>();
  for (const same of nodes.values()) {
    const [node] = same;
    const definition = node && fieldOf(place.type, node.name.value);
    if (!node || !definition) continue;
    const count = (names.get(definition.name) ?? 0) + 1;
    names.set(definition.name, count);
    rejectNames(definition, count);
    field(walk, { same, node, definition, place });
  }
}

interface RequestedSelection {
  same: readonly FieldNode[];
  node: FieldNode;
  definition: GraphQLField<unknown, unknown>;
  place: Place;
}

function field(walk: Walk, { same, node, definition, place }: RequestedSelection): void {
  const { name } = definition;
  const costed: CostedField = {
    schema: walk.schema,
    typeName: place.type.name,
    name,
    args: argumentsOf(definition, node, walk.variables),
  };
  const isCount = name === "totalCount" && place.list !== null;
  spend(walk, place.times * (isCount && place.list ? countCost(place.list) : ownCost(costed, place)));
  const below = getNamedType(definition.type);
  if (!isObjectType(below)) return;
  if (place.depth === 1 || "first" in costed.args) {
    if (++walk.reads > READS_MAX) reject(`holds more than ${READS_MAX} lists and root fields`);
  }
  const times = timesOf(costed);
  const isList = isListType(getNullableType(definition.type));
  object(
    walk,
    same.flatMap(({ selectionSet }) => selectionSet ?? []),
    {
      type: below,
      times: isList ? place.times * place.page * times : place.times,
      page: isList ? 1 : times,
      depth: place.depth + 1,
      isPart: place.isPart || name === "children",
      list: isPostList(costed) ? costed : null,
    },
  );
}

function spend(walk: Walk, cost: number): void {
  walk.cost += cost;
  if (walk.cost > COST_MAX) reject(`may read or answer more than ${COST_MAX} fields, reckoned by what each weighs`);
  if (++walk.places > PLACES_MAX) reject(`names more than ${PLACES_MAX} fields`);
}

function rejectNames({ name, args, type }: GraphQLField<unknown, unknown>, count: number): void {
  const max =
    args.length === 0 ? NAMES_MAX : isObjectType(getNamedType(type)) ? Number.POSITIVE_INFINITY : VARIANTS_MAX;
  if (count > max) reject(`asks for \`${name}\` of one object under more than ${max} names`);
}

function reject(what: string): never {
  throw new ApiError("QUERY_TOO_COMPLEX", `This query ${what}; that is not allowed.`);
}

function fieldOf(type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === "__schema") return SchemaMetaFieldDef;
  if (name === "__type") return TypeMetaFieldDef;
  if (name === "__typename") return TypeNameMetaFieldDef;
  return type.getFields()[name];
}

function gather(
  walk: Walk,
  set: SelectionSetNode,
  into: { nodes: Map<string, FieldNode[]>; spread: Set<string> },
): void {
  for (const node of set.selections) {
    if (++walk.steps > STEPS_MAX) reject("spreads its fragments too often");
    if (node.kind === Kind.INLINE_FRAGMENT) gather(walk, node.selectionSet, into);
    else if (node.kind === Kind.FIELD) {
      const key = node.alias?.value ?? node.name.value;
      const same = into.nodes.get(key);
      if (same) same.push(node);
      else into.nodes.set(key, [node]);
    } else if (!into.spread.has(node.name.value)) {
      into.spread.add(node.name.value);
      const fragment = walk.fragments.get(node.name.value);
      if (fragment) gather(walk, fragment.selectionSet, into);
    }
  }
}
