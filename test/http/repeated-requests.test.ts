import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { revokeKey } from "../../server/features/api-keys/revoke-key.js";
import { until } from "../support/api-error.js";
import { OPERATOR } from "../support/cast.js";
import { AS_OPERATOR } from "../support/graphql.js";
import { createTestApp, type TestApp } from "../support/test-app.js";
import { makeKey, SHOP } from "./served-apps.js";

const QUERY = '{ account(username: "bakery") { username media(first: 2) { id } } }';
const BODY = JSON.stringify({ query: QUERY });
const RATE_MAX = 40;

let testApp: TestApp;
let url: string;
let publishable: string;
/** Requests that took the usual way. */
let usualCount = 0;
const countUsual = () => usualCount++;

beforeAll(async () => {
  subscribe("tracing:fastify.request.handler:start", countUsual);
  testApp = await createTestApp({ RESPONSE_CACHE: "16M", RATE_LIMIT: `${RATE_MAX}/h`, RATE_LIMIT_KEYS: "off" });
  await testApp.connect("bakery");
  // What goes on behind the connection changes what is shown.
  await testApp.app.background.settled(60_000);
  url = await testApp.serve();
  publishable = await makeKey(testApp, { origins: [SHOP] });
});

afterAll(async () => {
  unsubscribe("tracing:fastify.request.handler:start", countUsual);
  await testApp?.close();
});

const post = (headers: Record<string, string> = {}) => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: BODY,
});
const address = (asked: Record<string, string> = {}) =>
  `${url}/graphql?${new URLSearchParams({ query: QUERY, ...asked })}`;

/** All that a client sees, but the time and what is left of its limit. */
async function seen(target: string, init?: RequestInit): Promise<unknown> {
  const answer = await fetch(target, init);
  const headers = Object.fromEntries(answer.headers);
  for (const name of ["date", "ratelimit-remaining", "ratelimit-reset"]) {
    if (name in headers) headers[name] = "some";
  }
  return { status: answer.status, headers, body: await answer.text() };
}

/** The first is read, the second comes from the cache, the third from the bytes that were sent. */
async function repeat(target: string, init?: RequestInit): Promise<void> {
  const first = await seen(target, init);
  expect(await seen(target, init)).toEqual(first);
  const before = usualCount;
  expect(await seen(target, init)).toEqual(first);
  expect(usualCount).toBe(before);
}

test("the third request of the same bytes is answered as the first, past the usual way", async () => {
  // Until then, and when it begins, answers are dropped.
  await until(async () => testApp.app.content.isHearing());
  await repeat(`${url}/graphql`, post());
  await repeat(address());
  await repeat(`${url}/graphql`, post({ authorization: `Bearer ${publishable}`, origin: SHOP }));
  await repeat(address({ key: publishable }), { headers: { origin: SHOP } });
  await repeat(`${url}/graphql`, post(AS_OPERATOR.headers));
});

test("a matching If-None-Match is answered 304, another one in full", async () => {
  const etag = (await fetch(address())).headers.get("etag") ?? "";
  const conditional = await fetch(address(), { headers: { "if-none-match": `"other", W/${etag}` } });
  expect([conditional.status, await conditional.text(), conditional.headers.get("etag")]).toEqual([304, "", etag]);
  expect((await fetch(address(), { headers: { "if-none-match": '"other"' } })).status).toBe(200);
});

test("a client that has the answer is told so past the usual way, even if it never asked without the tag", async () => {
  const query = { variables: JSON.stringify({ other: true }) };
  const etag = (await fetch(address(query))).headers.get("etag") ?? "";
  const conditional = { headers: { "if-none-match": etag } };
  const first = await seen(address(query), conditional);
  expect(first).toMatchObject({ status: 304, body: "", headers: { etag } });
  const before = usualCount;
  expect(await seen(address(query), conditional)).toEqual(first);
  expect(usualCount).toBe(before);
  const full = await fetch(address(query));
  expect([full.status, JSON.parse(await full.text()).data.account.username]).toEqual([200, "bakery"]);
  expect(usualCount).toBe(before);
});

test("other bytes, a cookie, another origin and another key are other requests", async () => {
  const others: RequestInit[] = [
    post({ cookie: "theme=dark" }),
    post({ origin: "https://elsewhere.example" }),
    { ...post(), body: `${BODY} ` },
    post({ accept: "application/graphql-response+json" }),
  ];
  for (const init of others) {
    const before = usualCount;
    expect((await fetch(`${url}/graphql`, init)).status).toBe(200);
    expect(usualCount).toBe(before + 1);
  }
  const foreign = await fetch(
    `${url}/graphql`,
    post({ authorization: `Bearer ${publishable}`, origin: "https://evil.example" }),
  );
  expect(foreign.status).toBe(403);
  expect((await fetch(`${url}/graphql`, post({ "x-api-key": "pk_wrong" }))).status).toBe(401);
});

test("a body in pieces, and requests one behind the other, are answered each in its turn", async () => {
  const { port, host } = new URL(url);
  const head = `POST /graphql HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n`;
  const socket = connect(Number(port), "127.0.0.1");
  const answered = text(socket);
  socket.write(`${head}\r\n${BODY.slice(0, 10)}`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.write(`${BODY.slice(10)}${head}\r\n${BODY}${head}connection: close\r\n\r\n${BODY}`);
  const statuses = (await answered).match(/HTTP\/1\.1 \d+/g);
  expect(statuses).toEqual(["HTTP/1.1 200", "HTTP/1.1 200", "HTTP/1.1 200"]);
});

test("a client that breaks off in its body takes nobody's answer away", async () => {
  const { port, host } = new URL(url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"query"`,
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
  expect((await fetch(`${url}/graphql`, post())).status).toBe(200);
});

test("a revoked key is refused at once", async () => {
  const secret = await makeKey(testApp, { kind: "SECRET", name: "short-lived" });
  const init = post({ authorization: `Bearer ${secret}` });
  await repeat(`${url}/graphql`, init);
  const [row] = await testApp.app.sql`select id from api_keys where name = 'short-lived'`;
  await revokeKey(testApp.app, row?.id, OPERATOR);
  await expect.poll(async () => (await fetch(`${url}/graphql`, init)).status).toBe(401);
});

test("they count as requests and operations", async () => {
  const counts = async () => {
    const body = await testApp.app.metrics.registry.metrics();
    const of = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, "m").exec(body)?.[1] ?? 0);
    return [
      of('darkroom_graphql_operations_total\\{operation="anonymous",outcome="OK"\\}'),
      of('darkroom_http_request_seconds_count\\{method="POST",route="/graphql",status="200"\\}'),
    ];
  };
  const [operations = 0, requests = 0] = await counts();
  for (let n = 0; n < 3; n++) await fetch(`${url}/graphql`, post(AS_OPERATOR.headers)).then((answer) => answer.text());
  await expect.poll(counts).toEqual([operations + 3, requests + 3]);
});

test("they count for the limit of an address, which refuses them as others", async () => {
  const left = async () => Number((await fetch(address())).headers.get("ratelimit-remaining"));
  const before = await left();
  expect(await left()).toBe(before - 1);
  for (let n = 0; n < RATE_MAX; n++) await fetch(address());
  const refused = await fetch(address());
  expect([refused.status, refused.headers.get("ratelimit-remaining")]).toEqual([429, "0"]);
});
