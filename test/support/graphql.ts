import { OPERATOR_TOKEN } from "./world.js";

export interface GraphqlAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what a query answers is the test's own knowledge.
  data: any;
  errors: { message: string; path?: unknown; extensions: Record<string, unknown> }[] | undefined;
}

/** Asks a served world over HTTP; anonymous unless headers say otherwise. */
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
