import type { Case, Variables } from "./cases.js";
import { CASES } from "./cases.js";
import { type Contender, startContender, startDarkroom } from "./contender.js";
import type { Variant } from "./darkroom-variants.js";
import type { LoadRequest } from "./load.js";
import { startMercurius, startPostgraphile } from "./peers.js";

/** A running contender, and how it wants a case's query. */
export interface Rival {
  name: string;
  server: Contender;
  queryOf: (from: Pick<Case, "query" | "postgraphile">) => string;
}

const ours: Rival["queryOf"] = ({ query }) => query;

export async function startVariant({ name, settings }: Variant, logFile: string): Promise<Rival> {
  return { name, server: await startDarkroom(settings, logFile), queryOf: ours };
}

/** All but L0, which needs the others' answers. */
export async function startRivals(databaseUrl: string): Promise<Rival[]> {
  const statements = Object.fromEntries(
    CASES.flatMap(({ name, statement, params, before }) => [
      [name, { statement, params }],
      ...(before ? [[beforeName(name), before]] : []),
    ]),
  );
  return [
    { name: "L1", server: await startContender("bare-sql", { databaseUrl, statements }), queryOf: ours },
    { name: "A0", server: await startContender("naive-apollo", { databaseUrl }), queryOf: ours },
    { name: "Mercurius", server: await startMercurius(databaseUrl), queryOf: ours },
    {
      name: "PostGraphile",
      server: await startPostgraphile(databaseUrl),
      queryOf: ({ postgraphile }) => postgraphile,
    },
  ];
}

export async function startBareHttp(answers: Record<string, string>): Promise<Rival> {
  return { name: "L0", server: await startContender("bare-http", { answers }), queryOf: ours };
}

const REQUESTS = 64;

/** The requests of a case, each for other accounts. */
export async function requestsFor(rival: Rival, of: Case, accounts: number): Promise<LoadRequest[]> {
  const requests: LoadRequest[] = [];
  for (let n = 0; n < REQUESTS; n++) {
    const variables = of.variables(n, accounts);
    const after = await cursorBefore(rival, of, variables);
    requests.push(request(of.name, rival.queryOf(of), { variables: { ...variables, ...after }, headers: of.headers }));
  }
  return requests;
}

async function cursorBefore(rival: Rival, { name, before }: Case, variables: Variables): Promise<Variables> {
  if (!before || rival.name === "L0") return {};
  const { username } = variables;
  const asked = request(beforeName(name), rival.queryOf(before), { variables: { username } });
  const { text } = await send(rival.server, asked);
  const after = /"endCursor" ?: ?"([^"]+)"/.exec(text)?.[1];
  if (!after) throw new Error(`${rival.name} gives no cursor: ${text.slice(0, 300)}`);
  return { after };
}

function beforeName(name: string): string {
  return `before ${name}`;
}

function request(
  name: string,
  query: string,
  { variables, headers = {} }: { variables: Variables; headers?: Record<string, string> | undefined },
): LoadRequest {
  return {
    method: "POST",
    path: "/graphql",
    headers: { accept: "*/*", "content-type": "application/json", "x-case": name, ...headers },
    body: JSON.stringify({ query: query.replace(/\s+/g, " "), variables }),
  };
}

/** The same question by GET, for a response that the client has already. */
export async function conditionalRequest(
  server: Contender,
  { body = "{}", headers }: LoadRequest,
): Promise<LoadRequest> {
  const { query, variables } = JSON.parse(body);
  const path = `/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`;
  const { "content-type": _, ...others } = headers;
  const got: LoadRequest = { method: "GET", path, headers: others };
  const { etag } = await send(server, got);
  return { ...got, headers: { ...others, "if-none-match": etag ?? "" } };
}

export async function send(server: Contender, { method, path, headers, body }: LoadRequest) {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method, headers, body: body ?? null });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} is answered ${response.status}: ${text.slice(0, 600)}`);
  return { text, etag: response.headers.get("etag") };
}
