import { serverAudits } from "graphql-http";
import { beforeAll, expect, test } from "vitest";
import { AS_OPERATOR, expectRefused, type GraphqlAnswer } from "../support/graphql.js";
import { setUpTestApp } from "../support/test-app.js";

const testApp = setUpTestApp();
let url: string;

beforeAll(async () => {
  url = await testApp.serve();
});

/** The address is known only once the server listens. */
const audits = serverAudits({
  url: "http://localhost/graphql",
  fetchFn: (address: string, init: RequestInit) => fetch(address.replace("http://localhost", url), init),
});

test.each(audits.filter(({ name }) => name.startsWith("MUST")).map(({ name, fn }) => [name, fn] as const))(
  "%s",
  async (_, run) => {
    expect(await run()).toMatchObject({ status: "ok" });
  },
);

/** A request that cannot be run is 400 under application/json too, so that caches and monitors see it. */
const SHOULD_NOT = [
  "SHOULD use 200 status code on document parsing failure when accepting application/json",
  "SHOULD use 200 status code on document validation failure when accepting application/json",
  "SHOULD use a status code of 200 on variable coercion failure when accepting application/json",
];

test("every recommendation is followed, but those that are named here", async () => {
  const broken: string[] = [];
  for (const { name, fn } of audits.filter(({ name }) => name.startsWith("SHOULD"))) {
    if ((await fn()).status !== "ok") broken.push(name);
  }
  expect(broken).toEqual(SHOULD_NOT);
});

test("several operations in one request are refused", async () => {
  const body = JSON.stringify([{ query: "{ viewer { kind } }" }, { query: "{ viewer { kind } }" }]);
  const answer = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  expect(answer.status).toBe(400);
  expectRefused((await answer.json()) as GraphqlAnswer, "BAD_USER_INPUT");
});

test.each(["PUT", "DELETE", "PATCH"])("%s is no way to ask", async (method) => {
  const answer = await fetch(`${url}/graphql`, { method, body: "{}", headers: { "content-type": "application/json" } });
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, POST, OPTIONS"]);
  expectRefused((await answer.json()) as GraphqlAnswer, "BAD_USER_INPUT");
});

test("a mutation by GET changes nothing, whoever asks", async () => {
  const id = await testApp.connect("bakery");
  const query = encodeURIComponent(`mutation { disconnectAccount(accountId: "${id}") }`);
  const answer = await fetch(`${url}/graphql?query=${query}`, AS_OPERATOR);
  expect(answer.status).toBe(405);
  expectRefused((await answer.json()) as GraphqlAnswer, "BAD_USER_INPUT");
  const [row] = await testApp.app.sql`select count(*)::int as count from accounts`;
  expect(row?.count).toBe(1);
});

test("the answer is of the type that was asked for", async () => {
  const typeFor = async (accept: string) =>
    (await fetch(`${url}/graphql?query={viewer{kind}}`, { headers: { accept } })).headers.get("content-type");
  expect(await typeFor("application/graphql-response+json")).toMatch(
    /^application\/graphql-response\+json; charset=utf-8/,
  );
  expect(await typeFor("application/json")).toMatch(/^application\/json; charset=utf-8/);
  expect(await typeFor("*/*")).toMatch(/json/);
});
