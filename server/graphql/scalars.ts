import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";

const EXAMPLE = "2026-03-01T09:00:00Z";
const INSTANT = /^(\d{4}-\d\d-\d\d)[Tt]([01]\d|2[0-3]):\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:?\d\d)$/;
const BARE_DATE = /^\d{4}-\d\d-\d\d$/;

/** Accepts a Date or the text of the feed's JSON. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  description:
    "An instant by RFC 3339. Input may have any offset; output is UTC and ends in Z. A date without a time is rejected.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339",
  serialize: (value) => (typeof value === "string" ? utcText(value) : new Date(value as Date).toISOString()),
  parseValue: (value) => parseInstant(value),
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : null, node),
});

/** Features validate addresses; this scalar does not. */
export const UrlScalar = new GraphQLScalarType<string, string>({
  name: "URL",
  description: "An absolute http or https URL.",
  specifiedByURL: "https://url.spec.whatwg.org/",
  serialize: String,
  parseValue: (value) => parseUrl(value),
  parseLiteral: (node) => parseUrl(node.kind === Kind.STRING ? node.value : null, node),
});

/** Postgres's text of a UTC instant, mostly without fractions, needs no Date: lists contain hundreds of them. */
function utcText(text: string): string {
  if (text.length === 25 && text.endsWith("+00:00")) return `${text.slice(0, 19)}.000Z`;
  return new Date(text).toISOString();
}

function parseInstant(value: unknown, node?: ValueNode): Date {
  const [text, day] = (typeof value === "string" && INSTANT.exec(value)) || [];
  if (text && day && isDay(day)) {
    const date = new Date(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
    const year = date.getUTCFullYear();
    // The years that both RFC 3339 and Postgres can write.
    if (year >= 1 && year <= 9999) return date;
  }
  if (typeof value === "string" && BARE_DATE.test(value) && isDay(value)) {
    throw badValue(`A date needs a time and an offset: write "${value}T00:00:00Z" for midnight UTC.`, node);
  }
  throw badValue(
    `An instant with its offset is wanted, such as "${EXAMPLE}"; not ${JSON.stringify(value)?.slice(0, 60)}.`,
    node,
  );
}

/** JavaScript parses 30 February as 2 March. */
function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function parseUrl(value: unknown, node?: ValueNode): string {
  if (typeof value === "string" && /^https?:\/\//.test(value) && URL.canParse(value)) return value;
  throw badValue(`An absolute http(s) address is wanted, such as "https://example.com/".`, node);
}

/**
 * The mark distinguishes a bad value from a query that does not fit the schema. graphql-js names a variable itself; a literal
 * needs its node for the location.
 */
function badValue(message: string, node?: ValueNode): GraphQLError {
  return new GraphQLError(message, {
    ...(node && { nodes: node }),
    extensions: { code: "BAD_USER_INPUT", isBadValue: true },
  });
}
