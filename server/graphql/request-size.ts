import { OperationTypeNode } from "graphql";
import { ApiError } from "../lib/errors.js";
import type { Operation } from "./limits.js";

/** Characters of a query's text. A limit on tokens does not bound the length of a token. */
const DOCUMENT_MAX = 100_000;
const OPERATION_NAME_MAX = 200;
const QUERY_VARIABLES_MAX = 100_000;
/** Mutations may take long lists of ids and references. */
const MUTATION_VARIABLES_MAX = 800_000;

/**
 * Before it is parsed: the body of a POST or the search of a GET.
 * @throws {ApiError} QUERY_TOO_COMPLEX, BAD_USER_INPUT
 */
export function rejectLongDocument(body: unknown): void {
  const { query, operationName } = (body ?? {}) as { query?: unknown; operationName?: unknown };
  if (typeof query === "string" && query.length > DOCUMENT_MAX) {
    throw new ApiError(
      "QUERY_TOO_COMPLEX",
      `This query's text has ${query.length} characters; ${DOCUMENT_MAX} are allowed.`,
      { nextStep: "Ask for less in one query, and pass long texts and lists as variables." },
    );
  }
  if (typeof operationName === "string" && operationName.length > OPERATION_NAME_MAX) {
    throw new ApiError("BAD_USER_INPUT", `\`operationName\` is longer than ${OPERATION_NAME_MAX} characters.`, {
      nextStep: "Name an operation of the query's text.",
    });
  }
}

/** @throws {ApiError} BAD_USER_INPUT when the variables exceed their limit in bytes */
export function rejectLargeVariables({ operation, variables }: Operation): void {
  const isQuery = operation.operation === OperationTypeNode.QUERY;
  const max = isQuery ? QUERY_VARIABLES_MAX : MUTATION_VARIABLES_MAX;
  if (!isLarger(variables, max)) return;
  throw new ApiError("BAD_USER_INPUT", `The variables of this operation have more than ${max / 1_000} KB together.`, {
    nextStep: "Send fewer or shorter values, and the others in further requests.",
  });
}

/** Without recursion: lists may be nested thousands deep. */
function isLarger(variables: unknown, max: number): boolean {
  const left: unknown[] = [variables];
  let bytes = 0;
  while (left.length > 0 && bytes <= max) {
    const value = left.pop();
    if (typeof value === "string") bytes += Buffer.byteLength(value) + 2;
    else if (typeof value !== "object" || value === null) bytes += 4;
    else {
      bytes += 2;
      for (const [key, inner] of Object.entries(value)) {
        if (!Array.isArray(value)) bytes += key.length + 3;
        left.push(inner);
      }
    }
  }
  return bytes > max;
}
