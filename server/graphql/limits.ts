import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { ApiError } from "../lib/errors.js";
import { rejectLongArguments } from "./argument-limits.js";
import { KEY_ACCOUNTS_ESTIMATE } from "./cost.js";
import { estimateCost } from "./estimate-cost.js";
import { rejectLargeVariables } from "./request-size.js";

/** 50 accounts with all fields are 5,600. Validation time does not grow with it. */
export const TOKENS_MAX = 10_000;

export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>>;
}

/**
 * Rejects a request over its budget before it runs: bytes of variables, length of texts and lists, estimated cost. The
 * result is cached for operations without variables.
 * @throws {ApiError} BAD_USER_INPUT, QUERY_TOO_COMPLEX
 */
export function rejectBeyondBudget(parsed: Operation): void {
  rejectLargeVariables(parsed);
  if (cheap.has(parsed.operation)) return;
  rejectLongArguments(parsed);
  estimateCost(parsed);
  if (!parsed.operation.variableDefinitions?.length) cheap.add(parsed.operation);
}

const cheap = new WeakSet<OperationDefinitionNode>();

/**
 * Checks lists below a key's accounts, which may be more than the estimate assumed.
 * @throws {ApiError} QUERY_TOO_COMPLEX
 */
export function assertWithinEstimate(namedCount: number): void {
  if (namedCount <= KEY_ACCOUNTS_ESTIMATE) return;
  throw new ApiError(
    "QUERY_TOO_COMPLEX",
    `A key names ${namedCount} accounts; posts are listed below ${KEY_ACCOUNTS_ESTIMATE} at most. Ask for them by \`accounts\`.`,
  );
}
