import type { FastifyRequest } from "fastify";
import type { DocumentNode, OperationDefinitionNode } from "graphql";
import { LRUCache } from "lru-cache";
import { documentBytes } from "./remembered-fields.js";

/** A query that Apollo has parsed, validated and answered. */
export interface KnownQuery {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** Of a response without errors. */
  headers: readonly (readonly [string, string])[];
  /** Records a response without errors, by its duration in milliseconds. */
  record(ms: number): void;
  name: string;
}

/** A request that differs from one that Apollo has answered in its variables alone, if it is known. */
export interface KnownRequest {
  key: string;
  operationName: string | undefined;
  variables: Record<string, unknown> | undefined;
}

const BYTES_MAX = 8_000_000;
/** One must not drive out all others. */
const QUERY_SHARE = 1 / 8;
/** Longer headers are for Apollo. */
const HEADER_MAX = 200;

export type KnownQueries = LRUCache<string, KnownQuery>;

/** By the text and all else that decides what Apollo makes of it: the operation's name, `Accept` and `Content-Type`. */
export function createKnownQueries(): KnownQueries {
  return new LRUCache({
    maxSize: BYTES_MAX,
    maxEntrySize: BYTES_MAX * QUERY_SHARE,
    sizeCalculation: ({ document }, key) => documentBytes(document) + 2 * key.length,
  });
}

/** Null for what Apollo alone judges: GET, extensions, wrong types, and types of body that a page of another site may send. */
export function knownRequestOf({ method, headers, body }: FastifyRequest): KnownRequest | null {
  const { accept = "", "content-type": type = "" } = headers;
  if (method !== "POST" || !/^application\/json *(;|$)/i.test(type) || !isRecord(body)) return null;
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== "string" || (extensions !== undefined && extensions !== null)) return null;
  const name = operationName ?? "";
  if (typeof name !== "string" || (variables !== undefined && variables !== null && !isRecord(variables))) return null;
  if (accept.length > HEADER_MAX || type.length > HEADER_MAX) return null;
  return {
    key: `${accept}\n${type}\n${name}\n${query}`,
    operationName: name || undefined,
    variables: variables ?? undefined,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
