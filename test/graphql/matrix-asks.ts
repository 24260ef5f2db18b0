import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";

/** One question of the matrix: what the row says, and the document. `path` leads to what is looked at. */
export interface MatrixAsk {
  row: string;
  document: string;
  path: string[];
}

/** Arguments worth more than an example made from their type, by `Type.field`. */
export type KnownArguments = Readonly<Record<string, string>>;

/** Every field of every object type that a query can reach, one document each. Roots are asked by `rootAsks`. */
export function fieldAsks(schema: GraphQLSchema, known: KnownArguments): Map<string, MatrixAsk[]> {
  const tables = new Map<string, MatrixAsk[]>();
  for (const [type, steps] of pathsToTypes(schema, known)) {
    const asks = Object.values(type.getFields()).map((field) => ({
      row: field.name,
      document: documentOf(steps, fieldText(type, field, known)),
      path: [...steps.map(({ name }) => name), field.name],
    }));
    tables.set(type.name, asks);
  }
  return tables;
}

/** One document for each type, of all its fields. */
export function typeDocuments(schema: GraphQLSchema, known: KnownArguments): Map<string, string> {
  return new Map(
    [...pathsToTypes(schema, known)].map(([type, steps]) => {
      const fields = Object.values(type.getFields()).map((field) => fieldText(type, field, known));
      return [type.name, documentOf(steps, fields.join(" "))];
    }),
  );
}

function documentOf(steps: Step[], selection: string): string {
  return `{ ${steps.reduceRight((below, { text }) => `${text} { ${below} }`, selection)} }`;
}

function fieldText(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, known: KnownArguments): string {
  return `${field.name}${argumentsOf(type, field, known)}${selectionOf(field)}`;
}

/** Every query or mutation, once with what `known` says or an example; more of one where `more` names them. */
export function rootAsks(schema: GraphQLSchema, root: "query" | "mutation", known: KnownArguments): MatrixAsk[] {
  const type = root === "query" ? schema.getQueryType() : schema.getMutationType();
  if (!type) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const places = Object.keys(known).filter((place) => place.split(" ")[0] === `${type.name}.${field.name}`);
    return (places.length > 0 ? places : [`${type.name}.${field.name}`]).map((place) => ({
      row: place.slice(type.name.length + 1),
      document: `${root} { ${field.name}${known[place] ?? argumentsOf(type, field, known)}${selectionOf(field)} }`,
      path: [field.name],
    }));
  });
}

interface Step {
  name: string;
  text: string;
}

/** The shortest way from a query to each object type. */
function pathsToTypes(schema: GraphQLSchema, known: KnownArguments): Map<GraphQLObjectType, Step[]> {
  const found = new Map<GraphQLObjectType, Step[]>();
  const root = schema.getQueryType();
  const queue: { type: GraphQLObjectType; steps: Step[] }[] = root ? [{ type: root, steps: [] }] : [];
  for (let at = queue.shift(); at; at = queue.shift()) {
    for (const field of Object.values(at.type.getFields())) {
      const type = getNamedType(field.type);
      if (!isObjectType(type) || found.has(type)) continue;
      const text = `${field.name}${argumentsOf(at.type, field, known)}`;
      const steps = [...at.steps, { name: field.name, text }];
      found.set(type, steps);
      queue.push({ type, steps });
    }
  }
  return found;
}

function argumentsOf(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, known: KnownArguments): string {
  const given = known[`${type.name}.${field.name}`];
  if (given !== undefined) return given;
  const needed = field.args.filter(isRequiredArgument);
  return needed.length === 0 ? "" : `(${needed.map(exampleArgument).join(", ")})`;
}

function exampleArgument({ name, type }: GraphQLArgument): string {
  return `${name}: ${exampleOf(type)}`;
}

/** A value that fits, and names nothing that is there. */
function exampleOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return exampleOf(type.ofType);
  if (isListType(type)) return `[${exampleOf(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? "";
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${exampleOf(field.type)}`).join(", ")} }`;
  }
  const examples: Record<string, string> = {
    Int: "1",
    Float: "1",
    Boolean: "true",
    DateTime: '"2030-01-01T00:00:00Z"',
  };
  return examples[type.name] ?? '"nobody"';
}

function selectionOf(field: GraphQLField<unknown, unknown>): string {
  return isObjectType(getNamedType(field.type)) ? " { __typename }" : "";
}
