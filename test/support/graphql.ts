import { graphql } from "graphql";
import { expect } from "vitest";
import type { AppContext } from "../../server/app-context.js";
import { createSchema } from "../../server/graphql/schema.js";
import { ApiError, ERRORS, type ErrorCode } from "../../server/lib/errors.js";
import { createContext } from "../../server/request-context.js";
import type { Viewer } from "../../server/viewer.js";
import { OPERATOR_TOKEN } from "./test-app.js";

export interface GraphqlAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what a query answers is the test's own knowledge.
  data: any;
  errors: { message: string; path?: unknown; extensions: Record<string, unknown> }[] | undefined;
}

/** Asks a served app over HTTP; anonymous unless headers say otherwise. */
export async function ask(
  url: string,
  query: string,
  { variables = {}, headers = {} }: { variables?: Record<string, unknown>; headers?: Record<string, string> } = {},
): Promise<GraphqlAnswer> {
  const answer = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await answer.json()) as Pick<GraphqlAnswer, "data" | "errors">;
  return { status: answer.status, headers: answer.headers, data: body.data, errors: body.errors };
}

export const AS_OPERATOR = { headers: { authorization: `Bearer ${OPERATOR_TOKEN}` } };

/** The answer's errors hold this code, and each is of the catalogue, with a next step and nothing of the inside. */
export function expectRefused({ errors = [] }: Pick<GraphqlAnswer, "errors">, code: ErrorCode): void {
  expect(errors.map(({ extensions }) => extensions.code)).toContain(code);
  for (const { message, extensions } of errors) {
    expect(ERRORS).toHaveProperty(String(extensions.code));
    expect(String(extensions.nextStep)).toMatch(/^[A-Z].{10,}[./]$/);
    expect(
      Object.keys(extensions).filter((key) => !["code", "nextStep", "argument", "instagram"].includes(key)),
    ).toEqual([]);
    expect(message).not.toMatch(/\bat .*:\d+:\d+|node_modules|\.ts\b/);
  }
}

/** Asks the schema itself as a viewer of any kind, past the doors that would have to let it in. */
export async function askAs(
  app: AppContext,
  viewer: Viewer,
  query: string,
): Promise<{ data: Answered; codes: string[] }> {
  schema ??= createSchema();
  const { data, errors = [] } = await graphql({ schema, source: query, contextValue: createContext(app, viewer) });
  const codes = errors.map(({ originalError, message }) => {
    if (originalError instanceof ApiError) return originalError.code;
    throw originalError ?? new Error(message);
  });
  return { data, codes };
}

let schema: ReturnType<typeof createSchema> | undefined;
// biome-ignore lint/suspicious/noExplicitAny: what a query answers is the test's own knowledge.
type Answered = any;
