import fc, { type GeneratorValue } from "fast-check";
import {
  type GraphQLArgument,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isObjectType,
  isRequiredArgument,
} from "graphql";

const DEPTH = 4;
const FRAGMENTS = 5;
/** Each is good for every list of posts. */
const LIST_ARGUMENTS = [
  "",
  "(first: 3)",
  "(first: $n)",
  "(type: $t, first: 7)",
  "(type: IMAGE, after: $after)",
  '(hashtag: ["a", "b"], orderBy: OLDEST, since: "2026-01-01T00:00:00Z")',
];
const DIRECTIVES = ["", "", "", "@skip(if: $x)", "@include(if: $y)", "@include(if: true) @skip(if: $y)"];

/** A valid document over the public schema: aliases that never clash, fragments of each type, inline fragments, directives, merged fields. */
export function randomQuery(g: GeneratorValue, schema: GraphQLSchema): string {
  const types = ["Account", "Media", "Profile"].map((name) => schema.getType(name) as GraphQLObjectType);
  const fragments = types.flatMap((type) =>
    Array.from({ length: FRAGMENTS }, (_, n) => {
      const body = selections(g, { type, depth: DEPTH - 1, fragmentFrom: n + 1 });
      return `fragment ${type.name}${n} on ${type.name} ${body}`;
    }),
  );
  const account = schema.getType("Account") as GraphQLObjectType;
  const media = schema.getType("Media") as GraphQLObjectType;
  const roots = [
    `account ${selections(g, { type: account, depth: DEPTH, fragmentFrom: 0 })}`,
    `account ${selections(g, { type: account, depth: DEPTH, fragmentFrom: 0 })}`,
    `media ${selections(g, { type: media, depth: DEPTH, fragmentFrom: 0 })}`,
  ];
  return `query ($x: Boolean!, $y: Boolean = true, $n: Int = 4, $t: [MediaType!], $after: ID) { ${roots.join(" ")} }
    ${fragments.join("\n")}`;
}

interface Place {
  type: GraphQLObjectType;
  depth: number;
  /** Fragments are spread upwards only, so that none holds itself. */
  fragmentFrom: number;
}

function selections(g: GeneratorValue, place: Place): string {
  const parts = Array.from({ length: 1 + g(fc.nat, { max: 4 }) }, () => `${selection(g, place)}`);
  return `{ ${parts.join(" ")} }`;
}

function selection(g: GeneratorValue, place: Place): string {
  const { type, depth, fragmentFrom } = place;
  const directive = g(fc.constantFrom, ...DIRECTIVES);
  const kind = g(fc.nat, { max: 9 });
  const isNamed = ["Account", "Media", "Profile"].includes(type.name);
  if (kind === 0 && isNamed && fragmentFrom < FRAGMENTS && depth > 0) {
    return `...${type.name}${fragmentFrom + g(fc.nat, { max: FRAGMENTS - 1 - fragmentFrom })} ${directive}`;
  }
  if (kind === 1 && depth > 0)
    return `... on ${type.name} ${directive} ${selections(g, { ...place, depth: depth - 1 })}`;
  if (kind === 2) return `__typename ${directive}`;
  return field(g, place, directive);
}

function field(g: GeneratorValue, place: Place, directive: string): string {
  const fields = Object.values(place.type.getFields()).filter(
    ({ type }) => place.depth > 0 || !isObjectType(getNamedType(type)),
  );
  const { name, type, args } = pick(g, fields);
  const below = getNamedType(type);
  const isList = args.some((arg) => arg.name === "hashtag") && name === "media";
  const variant = isList ? g(fc.nat, { max: LIST_ARGUMENTS.length - 1 }) : g(fc.nat, { max: 1 });
  // The alias says which arguments it has, so that equal keys are always one field with the same arguments.
  const alias = variant === 0 ? "" : `${name}_${variant}: `;
  const body = isObjectType(below) ? selections(g, { ...place, type: below, depth: place.depth - 1 }) : "";
  const given = isList ? LIST_ARGUMENTS[variant] : requiredArguments(args);
  return `${alias}${name}${given} ${directive} ${body}`;
}

/** Enums have values at hand. */
function requiredArguments(args: readonly GraphQLArgument[]): string {
  const given = args.filter(isRequiredArgument).map(({ name, type }) => {
    const named = getNamedType(type);
    if (!isEnumType(named)) throw new Error(`a random query needs a value for the argument ${name}`);
    return `${name}: ${named.getValues()[0]?.name}`;
  });
  return given.length > 0 ? `(${given.join(", ")})` : "";
}

/** By its place, because `g` compares what it is given in depth. */
function pick<T>(g: GeneratorValue, values: readonly T[]): T {
  return values[g(fc.nat, { max: values.length - 1 })] as T;
}

/** Values for the variables of a random query, some of them left out. */
export function randomVariables(g: GeneratorValue): object {
  const maybe = g(fc.nat, { max: 7 });
  return {
    x: g(fc.boolean),
    ...(maybe & 1 ? { y: g(fc.boolean) } : {}),
    ...(maybe & 2 ? { n: g(fc.constantFrom, null, 1, 9) } : {}),
    ...(maybe & 4 ? { t: g(fc.constantFrom, null, ["IMAGE"], ["VIDEO", "IMAGE"]) } : {}),
    after: g(fc.constantFrom, "1", "2"),
  };
}
