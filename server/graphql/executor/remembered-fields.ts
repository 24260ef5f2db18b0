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
 * Caches the requested tree below a field, by its document node and the values of the variables below it. Clients choose both,
 * so bytes bound the cache. Selections, statements and fast-path plans are cached by this tree: they are counted and evicted
 * with it.
 */

const ENTRIES_MAX = 32;
const KEY_MAX = 2_000;
export const BYTES_MAX = 16_000_000;
const ENTRY_BYTES_MAX = 1_000_000;
/** One requested field with its selection, statement part and plan, as measured. */
const FIELD_BYTES = 2_000;
/** One token of a parsed document with its share of the nodes, as measured: 78 bytes a character without whitespace. */
const TOKEN_BYTES = 300;

/** A single node retains all of it, because tokens are linked. */
export function documentBytes({ loc }: { loc?: Location | undefined }): number {
  if (!loc) return 0;
  let count = 1;
  for (let { prev } = loc.startToken; prev; prev = prev.prev) count++;
  for (let { next } = loc.startToken; next; next = next.next) count++;
  return TOKEN_BYTES * count + loc.source.body.length;
}

interface Entry {
  nodes: readonly FieldNode[];
  names: readonly string[];
  values: string;
  fields: readonly RequestedField[];
  bytes: number;
}

const byNode = new WeakMap<FieldNode, Entry[]>();
const entries = new Set<Entry>();
let bytes = 0;

export function rememberedBytes(): number {
  return bytes;
}

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
    // Arguments are stored three times: raw, as text for comparison, and as parameters.
    sum += FIELD_BYTES + 6 * JSON.stringify(args).length + fieldsBytes(below);
  }
  return sum;
}

function valuesOf(names: readonly string[], { variableValues }: GraphQLResolveInfo): string {
  if (names.length === 0) return "";
  // Null and absent differ: only an absent variable takes its default.
  return JSON.stringify(names.map((name) => (name in variableValues ? [name, variableValues[name]] : [name])));
}

/** Each fragment once: a small query could spread fragments exponentially. */
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
