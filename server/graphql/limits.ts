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
 * Rejects a request over its budget before it runs: bytes of variables, length of texts and lists, estimated cost. What
 * was within it is remembered for variables of the same shape.
 * @throws {ApiError} BAD_USER_INPUT, QUERY_TOO_COMPLEX
 */
export function rejectBeyondBudget(parsed: Operation): void {
  rejectLargeVariables(parsed);
  const shapes = cheap.get(parsed.operation) ?? new Set();
  const shape = shapeOf(parsed.variables);
  if (shapes.has(shape)) return;
  rejectLongArguments(parsed);
  estimateCost(parsed);
  if (shape.length > SHAPE_MAX) return;
  if (shapes.size >= SHAPES_MAX) shapes.clear();
  cheap.set(parsed.operation, shapes.add(shape));
}

const cheap = new WeakMap<OperationDefinitionNode, Set<string>>();
const SHAPES_MAX = 50;
const SHAPE_MAX = 300;
/** Lists may be nested thousands deep. */
const SHAPE_DEPTH = 4;
/** Too long to be remembered. */
const UNSHAPED = "?".repeat(SHAPE_MAX + 1);

/** All of a variable that its length and its cost depend on: of a text its length, and whether it may be an order by counts. */
function shapeOf(value: unknown, depthLeft = SHAPE_DEPTH): string {
  if (typeof value === "string") return value.startsWith("MOST") ? `m${value.length}` : `t${value.length}`;
  if (typeof value !== "object" || value === null) return String(value);
  if (depthLeft === 0) return UNSHAPED;
  let shape = "";
  // A list's names are its indexes.
  for (const [name, inner] of Object.entries(value)) {
    shape += `${JSON.stringify(name)}:${shapeOf(inner, depthLeft - 1)},`;
    if (shape.length > SHAPE_MAX) return UNSHAPED;
  }
  return Array.isArray(value) ? `[${shape}]` : `{${shape}}`;
}

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
