import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from "graphql";
import type { RequestedField } from "../../features/feed/selection.js";
import { recall, remember } from "./remembered-fields.js";

/**
 * The fields requested below `info`'s field as a plain tree: fragments spread, `@skip` and `@include` applied, equal response
 * keys merged, arguments coerced. The same query returns the same object again, because Apollo caches documents: derived values
 * can be cached by it.
 *
 * NOTE: the schema has no abstract types, so a fragment always applies.
 */
export function requestedFields(info: GraphQLResolveInfo): readonly RequestedField[] {
  const known = recall(info);
  if (known.fields) return known.fields;
  const sets = info.fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const fields = collect(info, getNamedType(info.returnType), sets);
  remember(info, known, fields);
  return fields;
}

export function fieldsOf(fields: readonly RequestedField[], name: string): readonly RequestedField[] {
  const [one, ...others] = fields.filter((field) => field.name === name);
  if (!one) return NOTHING;
  return others.length === 0 ? one.fields : [one, ...others].flatMap(({ fields }) => fields);
}

const NOTHING: readonly RequestedField[] = Object.freeze([]);

/** The nodes requested below `info`'s field, by response key: fragments spread, directives applied. */
export function nodesBelow(info: GraphQLResolveInfo): ReadonlyMap<string, readonly FieldNode[]> {
  return nodesIn(
    info,
    info.fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []),
  );
}

function nodesIn(info: GraphQLResolveInfo, sets: readonly SelectionSetNode[]): Map<string, FieldNode[]> {
  const nodes = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  for (const set of sets) gather(info, set, { nodes, spread });
  return nodes;
}

function collect(
  info: GraphQLResolveInfo,
  type: GraphQLNamedType,
  sets: readonly SelectionSetNode[],
): RequestedField[] {
  if (!isObjectType(type)) return [];
  const fields: RequestedField[] = [];
  for (const [key, same] of nodesIn(info, sets)) {
    const [node] = same;
    const definition = node && type.getFields()[node.name.value];
    if (!definition) continue;
    fields.push({
      key,
      name: definition.name,
      args: definition.args.length > 0 ? getArgumentValues(definition, node, info.variableValues) : NO_ARGS,
      fields: collect(
        info,
        getNamedType(definition.type),
        same.flatMap(({ selectionSet }) => selectionSet ?? []),
      ),
    });
  }
  return fields;
}

const NO_ARGS = Object.freeze({});

/** Each fragment once per selection set, as CollectFields: a small query could spread exponentially. */
interface Gathered {
  nodes: Map<string, FieldNode[]>;
  spread: Set<string>;
}

function gather(info: GraphQLResolveInfo, set: SelectionSetNode, into: Gathered): void {
  for (const node of set.selections) {
    if (getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.if === true) continue;
    if (getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.if === false) continue;
    if (node.kind === Kind.FIELD) {
      const key = node.alias?.value ?? node.name.value;
      const same = into.nodes.get(key);
      if (same) same.push(node);
      else into.nodes.set(key, [node]);
      continue;
    }
    if (node.kind === Kind.INLINE_FRAGMENT) {
      gather(info, node.selectionSet, into);
      continue;
    }
    const { value: name } = node.name;
    const fragment = info.fragments[name];
    if (!fragment || into.spread.has(name)) continue;
    into.spread.add(name);
    gather(info, fragment.selectionSet, into);
  }
}

/** The response keys from the root to a field, without list indexes: all rows share one path. */
export function pathOf(info: GraphQLResolveInfo): string {
  const keys: (string | number)[] = [];
  for (let at: GraphQLResolveInfo["path"] | undefined = info.path; at; at = at.prev) keys.push(at.key);
  return keys.filter((key) => typeof key === "string").join(".");
}
