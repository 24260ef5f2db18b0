import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, isEnumType } from "graphql";
import type { Logger } from "pino";
import { isDatabaseUnavailable, isInvalidValue, isStatementTimeout } from "../lib/database-failures.js";
import { ApiError, ERRORS, type ErrorCode } from "../lib/errors.js";

const APOLLO_CODES: Record<string, ErrorCode> = {
  GRAPHQL_PARSE_FAILED: "GRAPHQL_PARSE_FAILED",
  GRAPHQL_VALIDATION_FAILED: "GRAPHQL_VALIDATION_FAILED",
  PERSISTED_QUERY_NOT_FOUND: "PERSISTED_QUERY_NOT_FOUND",
  PERSISTED_QUERY_NOT_SUPPORTED: "PERSISTED_QUERY_NOT_FOUND",
  BAD_USER_INPUT: "BAD_USER_INPUT",
  OPERATION_RESOLUTION_FAILURE: "BAD_USER_INPUT",
  BAD_REQUEST: "BAD_USER_INPUT",
};

/** graphql-js repeats the rejected value. */
const MESSAGE_MAX = 1_000;

/** Apollo gives these errors no code, because they appear only during execution. */
const BAD_VALUE = /^(Int|Float|Boolean|ID|String) cannot represent|^Argument "|^Too many errors processing variables/;

/** A code of the catalogue, a next step, no internals. `suggests`: the viewer may read schema names. */
export function formatErrors(log: Logger, { schema, suggests }: { schema: GraphQLSchema; suggests: boolean }) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    // Apollo's own unwrapping covers resolvers but not plugins.
    const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    const apiError = toApiError(original);
    const where = {
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
    };
    if (apiError) return { message: apiError.message, ...where, extensions: extensionsOf(apiError) };
    const { code, isBadValue, validationErrorCode } = formatted.extensions ?? {};
    if (validationErrorCode === "INTROSPECTION_DISABLED") {
      const hidden = new ApiError("GRAPHQL_VALIDATION_FAILED", "This server does not show you its schema.", HIDDEN);
      return { message: hidden.message, ...where, extensions: extensionsOf(hidden) };
    }
    if (TOO_MANY_TOKENS.test(formatted.message)) return { message: formatted.message, extensions: TOO_LONG };
    if (formatted.message === "Validation aborted.") return { message: formatted.message, extensions: TOO_COMPLEX };
    if (isPersistedQueryWrong(error)) {
      return { message: formatted.message, ...where, extensions: { code: "BAD_USER_INPUT", ...PERSISTING } };
    }
    const known = isBadValue || BAD_VALUE.test(formatted.message) ? "BAD_USER_INPUT" : APOLLO_CODES[String(code)];
    if (known) {
      // Apollo removes suggestions from validation errors only; errors about enum values in variables contain them too.
      const message = suggests ? formatted.message : formatted.message.replace(/ ?Did you mean [^?]*\?/g, "");
      return {
        message: message.slice(0, MESSAGE_MAX),
        ...where,
        extensions: {
          code: known,
          nextStep: nextStepOf(formatted.message, suggests ? schema : null) ?? ERRORS[known].nextStep,
        },
      };
    }
    log.error({ err: original, path: formatted.path }, "request broke");
    return { message: "Something went wrong on this server.", ...where, extensions: INTERNAL };
  };
}

/** What to do about the mistakes of requests, which are not an argument's. */
const REQUEST_STEPS: readonly [message: RegExp, nextStep: string][] = [
  [/CSRF/, "Send the header `content-type: application/json`, or `apollo-require-preflight: true` with a GET."],
  [/batching/i, "Send one operation per request; one operation can have many fields."],
  [/GET requests only support query/, "Send mutations by POST."],
  [/Must provide operation name/, "Send `operationName` with the name of one operation of the document."],
  [/Unknown operation named/, "Send as `operationName` the name of an operation of the document."],
  [/non-empty `query`|must be strings|body missing|No operations/, "Send JSON with the operation's text in `query`."],
  [/search parameter/, "Send each parameter of the address once, `variables` and `extensions` as JSON objects."],
  [/'accept' header/, "Send the header `accept: application/json`."],
  [/`(variables|extensions)`/, "Send `variables` and `extensions` as JSON objects."],
  [/instant with its offset|date needs a time/, "Write the instant as in the message, with time and offset."],
];
const ENUM_MISTAKE = /in "(\w+)" enum|Enum "(\w+)" cannot/;

/** Null for the code's own step. The schema is null for viewers who may not read it. */
function nextStepOf(message: string, schema: GraphQLSchema | null): string | null {
  const [, outside, inside] = ENUM_MISTAKE.exec(message) ?? [];
  const type = schema?.getType(outside ?? inside ?? "");
  if (isEnumType(type))
    return `Use one of ${type
      .getValues()
      .map(({ name }) => name)
      .join(", ")}, without quotes in a query.`;
  return REQUEST_STEPS.find(([mistake]) => mistake.test(message))?.[1] ?? null;
}

const HIDDEN = { nextStep: "Sign in as an operator, or read the file schema.graphql that comes with the server." };
/** graphql-js limits how many fields with the same response name it compares. */
const TOO_COMPLEX = { code: "QUERY_TOO_COMPLEX", nextStep: "Name each field of an object once." };
const TOO_MANY_TOKENS = /more tha[nt] \d+ tokens/;
const TOO_LONG = {
  code: "QUERY_TOO_COMPLEX",
  nextStep: "Move repeated fields into a fragment, or request many accounts with one list, `accounts`.",
};
const PERSISTING = { nextStep: "Send `version: 1`, and as `sha256Hash` the SHA-256 of the query's text in hex." };

/** Apollo responds 400 to a wrong hash or an unknown version, without an error code. */
function isPersistedQueryWrong(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.extensions.code !== undefined) return false;
  return (error.extensions.http as { status?: number } | undefined)?.status === 400;
}

/** The error to show a client: the ApiError itself, or what a database failure means to the client. Null for a bug. */
export function toApiError(error: unknown): ApiError | null {
  if (error instanceof ApiError) return error;
  if (isDatabaseUnavailable(error)) {
    return new ApiError("SERVICE_UNAVAILABLE", "The database cannot be reached at the moment.", { retryAfterS: 5 });
  }
  if (isStatementTimeout(error)) {
    return new ApiError("SERVICE_UNAVAILABLE", "The database took too long.", {
      nextStep: "Try again later or request less: fewer accounts, or posts of a shorter period.",
      retryAfterS: 5,
    });
  }
  if (!isInvalidValue(error)) return null;
  return new ApiError("BAD_USER_INPUT", "A value cannot be used.", {
    nextStep: "Remove the character U+0000 from texts, and use instants with valid years.",
  });
}

export function errorBody(apiError: ApiError): { errors: GraphQLFormattedError[] } {
  return { errors: [{ message: apiError.message, extensions: extensionsOf(apiError) }] };
}

function extensionsOf({ code, nextStep, argument, instagram }: ApiError): Record<string, unknown> {
  return { code, nextStep, ...(argument && { argument }), ...(instagram && { instagram }) };
}

const INTERNAL = { code: "INTERNAL_SERVER_ERROR", nextStep: ERRORS.INTERNAL_SERVER_ERROR.nextStep };
