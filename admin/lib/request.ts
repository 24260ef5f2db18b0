import type { TypedDocumentString } from "../gql/graphql.js";
import { ApiError } from "./api-error.js";
import { reportLostRequest } from "./connection-events.js";

const TIMEOUT_MS = 40_000;

interface Answer<TData> {
  data?: TData | null;
  errors?: { message: string; extensions?: { code?: string; nextStep?: string; argument?: string } }[];
}

/**
 * Sends a document of `admin/gql/graphql.ts` to this server's GraphQL API, with the session's cookie.
 *
 * @throws {ApiError} when the response holds any error, or there is none
 */
export async function request<TData, TVariables>(
  document: TypedDocumentString<TData, TVariables>,
  variables: TVariables,
): Promise<TData> {
  const { status, retryAfterS, body } = await post("/graphql", { query: document.toString(), variables });
  const { data, errors } = body as Answer<TData>;
  const first = errors?.[0];
  if (first) throw refusal(first, { status, retryAfterS });
  if (!data) throw noAnswer(status);
  return data;
}

/** Sends JSON to one of this server's routes; errors are thrown as `request` throws them. */
export async function send(path: string, content: unknown): Promise<unknown> {
  const { status, retryAfterS, body } = await post(path, content);
  const first = (body as Answer<unknown> | null)?.errors?.[0];
  if (first) throw refusal(first, { status, retryAfterS });
  return body;
}

interface Reply {
  status: number;
  retryAfterS: number | null;
  body: unknown;
}

async function post(path: string, content: unknown): Promise<Reply> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(content),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => {
    reportLostRequest();
    throw new ApiError("The server cannot be reached.", {
      code: "NETWORK",
      nextStep: "Check that it is running. This page retries automatically.",
      status: 0,
    });
  });
  const { status } = response;
  const retryAfterS = Number(response.headers.get("retry-after")) || null;
  if (status === 204) return { status, retryAfterS, body: null };
  if (!response.headers.get("content-type")?.includes("json")) throw noAnswer(status);
  return { status, retryAfterS, body: await response.json() };
}

function refusal(
  error: NonNullable<Answer<unknown>["errors"]>[number],
  reply: { status: number; retryAfterS: number | null },
): ApiError {
  const { code = "INTERNAL_SERVER_ERROR", nextStep = "Try again.", argument = null } = error.extensions ?? {};
  return new ApiError(error.message, { code, nextStep, argument, ...reply });
}

function noAnswer(status: number): ApiError {
  reportLostRequest();
  const nextStep = "Try again. If it persists, check the server's log.";
  return new ApiError(`The server responded ${status} without a body.`, { code: "NETWORK", nextStep, status });
}
