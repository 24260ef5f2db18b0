import {
  type FieldNode,
  type GraphQLResolveInfo,
  Kind,
  type Location,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";
import type { RequestedField } from "../../features/feed/selection.js";

/*
 * What was asked below a field, remembered by its node in a kept document and the values of the variables used below it.
 * Clients choose both, so it is bounded by bytes; selections, statements and projections are cached by the tree that is
 * remembered here, go with it, and are counted with it.
 */

/** Sets of variable values for one place in a query. */
const ENTRIES_MAX = 32;
/** Characters of one set of variable values. */
const KEY_MAX = 2_000;
/** Of all that is remembered, roughly. */
export const BYTES_MAX = 16_000_000;
const ENTRY_BYTES_MAX = 1_000_000;
/** Of one asked field with its selection, its part of some statements and its projection, as measured. */
const FIELD_BYTES = 2_000;
/** Of a parsed document, for each token with its share of the nodes, as measured: 78 bytes a character where no space is left. */
const TOKEN_BYTES = 300;

/** What a parsed document holds of memory, roughly; a part of one holds all of it, as tokens are chained. */
export function documentBytes({ loc }: { loc?: Location | undefined }): number {
  if (!loc) return 0;
  let count = 1;
  for (let { prev } = loc.startToken; prev; prev = prev.prev) count++;
  for (let { next } = loc.startToken; next; next = next.next) count++;
  return TOKEN_BYTES * count + loc.source.body.length;
}

interface Entry {
  nodes: readonly FieldNode[];
  /** The variables used below the nodes. */
  names: readonly string[];
  values: string;
  fields: readonly RequestedField[];
  bytes: number;
}

const byNode = new WeakMap<FieldNode, Entry[]>();
/** Those used longest ago first. */
const entries = new Set<Entry>();
let bytes = 0;

/** How much is remembered at the moment. */
export function rememberedBytes(): number {
  return bytes;
}

/** What is known of a place with these variables; `fields` only where it is remembered. */
export interface Known {
  names: readonly string[];
  values: string;
  fields: readonly RequestedField[] | null;
}

export function recall(info: GraphQLResolveInfo): Known {
  const [first] = info.fieldNodes;
  const here = ((first && byNode.get(first)) ?? []).filter(({ nodes }) => sameNodes(nodes, info.fieldNodes));
  const names = here[0]?.names ?? namesBelow(info);
  const values = valuesOf(names, info);
  const found = here.find((entry) => entry.values === values);
  if (found) touch(found);
  return { names, values, fields: found?.fields ?? null };
}

export function remember(info: GraphQLResolveInfo, { names, values }: Known, fields: readonly RequestedField[]): void {
  const [first] = info.fieldNodes;
  if (!first || values.length > KEY_MAX) return;
  const entry: Entry = { nodes: info.fieldNodes, names, values, fields, bytes: weigh(info, { names, values, fields }) };
  if (entry.bytes > ENTRY_BYTES_MAX) return;
  const here = byNode.get(first) ?? [];
  if (here.length >= ENTRIES_MAX) for (const old of [...here]) forget(old);
  byNode.set(first, [...(byNode.get(first) ?? []), entry]);
  entries.add(entry);
  bytes += entry.bytes;
  for (const oldest of entries) {
    if (bytes <= BYTES_MAX) break;
    forget(oldest);
  }
}

/** The request's variables that are used below the field, and no others. */
export function variablesBelow(info: GraphQLResolveInfo): Record<string, unknown> {
  const { names } = recall(info);
  return Object.fromEntries(
    names.filter((name) => name in info.variableValues).map((name) => [name, info.variableValues[name]]),
  );
}

function touch(entry: Entry): void {
  entries.delete(entry);
  entries.add(entry);
}

function forget(entry: Entry): void {
  if (!entries.delete(entry)) return;
  bytes -= entry.bytes;
  const [first] = entry.nodes;
  if (!first) return;
  const left = (byNode.get(first) ?? []).filter((other) => other !== entry);
  if (left.length > 0) byNode.set(first, left);
  else byNode.delete(first);
}

function weigh(
  info: GraphQLResolveInfo,
  { names, values, fields }: Known & { fields: readonly RequestedField[] },
): number {
  return documentBytes(info.operation) + 2 * values.length + 50 * names.length + fieldsBytes(fields);
}

function fieldsBytes(fields: readonly RequestedField[]): number {
  let sum = 0;
  for (const { args, fields: below } of fields) {
    // Arguments are stored as they came, as they are compared, and as parameters.
    sum += FIELD_BYTES + 6 * JSON.stringify(args).length + fieldsBytes(below);
  }
  return sum;
}

/** The values of the variables, as text: what else the answer depends on. */
function valuesOf(names: readonly string[], { variableValues }: GraphQLResolveInfo): string {
  if (names.length === 0) return "";
  // A variable that is null and one that is absent are two things: only the second takes a default.
  return JSON.stringify(names.map((name) => (name in variableValues ? [name, variableValues[name]] : [name])));
}

/** Each fragment once: a small query could spread them without end. */
function namesBelow(info: GraphQLResolveInfo): readonly string[] {
  if ((info.operation.variableDefinitions?.length ?? 0) === 0) return NONE;
  const found = { names: new Set<string>(), spread: new Set<string>() };
  for (const { selectionSet } of info.fieldNodes) if (selectionSet) gather(info, selectionSet, found);
  return [...found.names];
}

const NONE: readonly string[] = Object.freeze([]);

function gather(
  info: GraphQLResolveInfo,
  set: SelectionSetNode,
  found: { names: Set<string>; spread: Set<string> },
): void {
  for (const node of set.selections) {
    for (const directive of node.directives ?? []) {
      for (const { value } of directive.arguments ?? []) gatherValue(value, found.names);
    }
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = info.fragments[node.name.value];
      if (!fragment || found.spread.has(node.name.value)) continue;
      found.spread.add(node.name.value);
      gather(info, fragment.selectionSet, found);
      continue;
    }
    if (node.kind === Kind.FIELD) for (const { value } of node.arguments ?? []) gatherValue(value, found.names);
    if (node.selectionSet) gather(info, node.selectionSet, found);
  }
}

function gatherValue(value: ValueNode, names: Set<string>): void {
  if (value.kind === Kind.VARIABLE) names.add(value.name.value);
  else if (value.kind === Kind.LIST) for (const one of value.values) gatherValue(one, names);
  else if (value.kind === Kind.OBJECT) for (const { value: one } of value.fields) gatherValue(one, names);
}

function sameNodes(a: readonly FieldNode[], b: readonly FieldNode[]): boolean {
  return a.length === b.length && a.every((node, index) => node === b[index]);
}
