import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { ApiError } from "../lib/errors.js";
import { rejectLongArguments } from "./argument-limits.js";
import { NAMED } from "./cost.js";
import { estimateCost } from "./estimate-cost.js";
import { rejectLargeVariables } from "./request-size.js";

/**
 * Of one document, when it is parsed. 50 accounts by name with all their fields written out at each are 5,600. What the worst
 * document costs to check does not grow with it: graphql-js gives up comparing fields before.
 */
export const TOKENS_MAX = 10_000;

export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>>;
}

/**
 * What a request may cost is decided here, before it costs anything: the bytes of its variables, the length of each text and
 * list, then what it may read and answer at most. Remembered for operations without variables.
 *
 * @throws {ApiError} BAD_USER_INPUT, QUERY_TOO_COMPLEX
 */
export function rejectBeyondBudget(asked: Operation): void {
  rejectLargeVariables(asked);
  if (cheap.has(asked.operation)) return;
  rejectLongArguments(asked);
  estimateCost(asked);
  if (!asked.operation.variableDefinitions?.length) cheap.add(asked.operation);
}

/** Holds nothing but which operations of documents that are stored were found cheap. */
const cheap = new WeakSet<OperationDefinitionNode>();

/**
 * For lists below the accounts that a key names, which may be more than the reckoning knew of.
 *
 * @throws {ApiError} QUERY_TOO_COMPLEX
 */
export function assertWithinEstimate(namedCount: number): void {
  if (namedCount <= NAMED) return;
  throw new ApiError(
    "QUERY_TOO_COMPLEX",
    `A key names ${namedCount} accounts; posts are listed below ${NAMED} at most. Ask for them by \`accounts\`.`,
  );
}
