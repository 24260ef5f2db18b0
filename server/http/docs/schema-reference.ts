import {
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from "graphql";
import type { SearchEntry } from "./search-index.js";

export type TypeKind = "roots" | "objects" | "inputs" | "enums" | "scalars";

export interface Member {
  name: string;
  /** As in the schema's language, such as `[Media!]!`; null for an enum's value. */
  type: string | null;
  description: string;
  deprecated: string | null;
  arguments: { name: string; type: string; defaultValue: string | null; description: string }[];
}

export interface ReferenceType {
  name: string;
  kind: TypeKind;
  description: string;
  members: Member[];
}

/** Every type of the schema with its descriptions, by name; the root types first. */
export function readReference(schema: GraphQLSchema): ReferenceType[] {
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .map((type) => ({
      name: type.name,
      kind: kindOf(type, schema),
      description: type.description ?? "",
      members: membersOf(type),
    }));
  const order: TypeKind[] = ["roots", "objects", "inputs", "enums", "scalars"];
  return types.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || byName(a, b));
}

export function schemaEntries(types: readonly ReferenceType[], title: string): SearchEntry[] {
  return types.flatMap(({ name, description, members }) => {
    const href = `/docs/schema/${name}`;
    const own = { title, heading: name, href, text: description, isSchema: true };
    const parts = members.map((member) => ({
      title,
      heading: `${name}.${member.name}`,
      href: `${href}#${member.name}`,
      text: [member.description, ...member.arguments.map((one) => `${one.name}: ${one.description}`)].join(" "),
      isSchema: true,
    }));
    return [own, ...parts];
  });
}

function kindOf(type: GraphQLNamedType, schema: GraphQLSchema): TypeKind {
  if (type === schema.getQueryType() || type === schema.getMutationType()) return "roots";
  if (isInputObjectType(type)) return "inputs";
  if (isEnumType(type)) return "enums";
  return isScalarType(type) ? "scalars" : "objects";
}

function membersOf(type: GraphQLNamedType): Member[] {
  if (isEnumType(type)) {
    return type.getValues().map(({ name, description, deprecationReason }) => ({
      ...{ name, type: null, description: description ?? "", deprecated: deprecationReason ?? null, arguments: [] },
    }));
  }
  if (!isObjectType(type) && !isInputObjectType(type)) return [];
  const fields = Object.values(type.getFields()).map((field) => ({
    name: field.name,
    type: String(field.type as GraphQLType),
    description: field.description ?? "",
    deprecated: field.deprecationReason ?? null,
    arguments: "args" in field ? field.args.map(argumentOf).sort(byName) : [],
  }));
  return fields.sort(byName);
}

function argumentOf({ name, type, defaultValue, description }: GraphQLArgument) {
  const shown = defaultValue === undefined ? null : JSON.stringify(defaultValue);
  return { name, type: String(type), defaultValue: shown, description: description ?? "" };
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
