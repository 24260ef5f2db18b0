import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";
import { Refusal } from "../lib/errors.js";
import { FIRST_MAX } from "../media/media-filter.js";

/** Enough for 50 accounts with 10 posts and their parts, or 100 posts with parts; not for lists of lists of lists. */
const COST_MAX = 100_000;
const DEPTH_MAX = 20;
/** Of one document, when it is parsed. */
export const TOKENS_MAX = 5_000;
/** Parts that an album is reckoned with. */
const PARTS = 5;
/** Accounts that a key is reckoned to name. */
const NAMED = 20;

export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>>;
}

/**
 * What an operation may cost at most: a field costs one, and what is below a list as often as its `first` says. Each
 * fragment is reckoned once, so that the reckoning itself stays small. Remembered for operations without variables.
 *
 * @throws {Refusal} QUERY_TOO_COMPLEX
 */
export function refuseTooComplex(asked: Operation): void {
  if (cheap.has(asked.operation)) return;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of asked.document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const root = asked.schema.getRootType(asked.operation.operation);
  const walk: Walk = { ...asked, fragments, known: new Map() };
  const { cost, depth } = root ? costOf(walk, asked.operation.selectionSet, root) : NONE;
  if (cost > COST_MAX || depth > DEPTH_MAX) {
    const what = cost > COST_MAX ? `may touch ${cost} fields; ${COST_MAX}` : `is ${depth} levels deep; ${DEPTH_MAX}`;
    throw new Refusal("QUERY_TOO_COMPLEX", `This query ${what} are allowed.`);
  }
  if (!asked.operation.variableDefinitions?.length) cheap.add(asked.operation);
}

/**
 * For lists below the accounts that a key names, which may be more than the reckoning knew of.
 *
 * @throws {Refusal} QUERY_TOO_COMPLEX
 */
export function refuseMoreThanReckoned(namedCount: number): void {
  if (namedCount <= NAMED) return;
  throw new Refusal(
    "QUERY_TOO_COMPLEX",
    `A key names ${namedCount} accounts; posts are listed below ${NAMED} at most. Ask for them by \`accounts\`.`,
  );
}

const cheap = new WeakSet<OperationDefinitionNode>();

interface Cost {
  cost: number;
  depth: number;
}
const NONE: Cost = { cost: 0, depth: 0 };

interface Walk extends Operation {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  known: Map<string, Cost>;
}

function costOf(walk: Walk, set: SelectionSetNode, type: GraphQLCompositeType): Cost {
  const sum = { cost: 0, depth: 0 };
  for (const node of set.selections) {
    const part =
      node.kind === Kind.FIELD
        ? fieldCost(walk, node, type)
        : node.kind === Kind.INLINE_FRAGMENT
          ? costOf(walk, node.selectionSet, type)
          : fragmentCost(walk, node.name.value, type);
    sum.cost += part.cost;
    sum.depth = Math.max(sum.depth, part.depth);
  }
  return sum;
}

function fragmentCost(walk: Walk, name: string, type: GraphQLCompositeType): Cost {
  const known = walk.known.get(name);
  if (known) return known;
  const fragment = walk.fragments.get(name);
  const cost = fragment ? costOf(walk, fragment.selectionSet, type) : NONE;
  walk.known.set(name, cost);
  return cost;
}

function fieldCost(walk: Walk, node: FieldNode, parent: GraphQLCompositeType): Cost {
  const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
  const type = field && getNamedType(field.type);
  if (!field || !node.selectionSet || !isObjectType(type)) return { cost: 1, depth: 1 };
  const below = costOf(walk, node.selectionSet, type);
  return { cost: 1 + below.cost * timesOf(walk, node, parent.name), depth: 1 + below.depth };
}

function timesOf(walk: Walk, node: FieldNode, parentName: string): number {
  if (parentName.startsWith("__")) return 1;
  if (node.name.value === "children") return PARTS;
  if (parentName === "ApiKey" && node.name.value === "accounts") return NAMED;
  const type = walk.schema.getType(parentName);
  const first = isObjectType(type)
    ? type.getFields()[node.name.value]?.args.find(({ name }) => name === "first")
    : null;
  if (!first) return 1;
  const value = node.arguments?.find(({ name }) => name.value === "first")?.value;
  const asked = value?.kind === Kind.VARIABLE ? variableValue(walk, value.name.value) : literalValue(value);
  const times = asked ?? first.defaultValue;
  // What is beyond the bounds is refused where it stands, as bad input.
  return typeof times === "number" ? Math.min(Math.max(times, 1), FIRST_MAX) : 1;
}

/** A variable that is left out is what the operation says it then is. */
function variableValue({ variables, operation }: Walk, name: string): unknown {
  if (name in variables) return variables[name];
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  return literalValue(definition?.defaultValue);
}

function literalValue(value: ValueNode | undefined): number | undefined {
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}
