import { afterAll, beforeAll, expect, test } from "vitest";
import { insertAccount, insertPosts } from "../support/feed-rows.js";
import { AS_OPERATOR, ask, expectRefused, type GraphqlAnswer } from "../support/graphql.js";
import { createTestApp, type TestApp } from "../support/test-app.js";

let open: TestApp;
let fetchPublicUrl: string;
/** As live servers are: nobody reads or sees the schema without credentials. */
let closed: TestApp;
let closedUrl: string;

beforeAll(async () => {
  [open, closed] = await Promise.all([
    createTestApp({}, { hasDatabaseProxy: true }),
    createTestApp({ PUBLIC_READ: "off", INTROSPECTION: "operators" }, { hasDatabaseProxy: true }),
  ]);
  [fetchPublicUrl, closedUrl] = await Promise.all([open.serve(), closed.serve()]);
  for (const { app } of [open, closed]) {
    await insertAccount(app, "acc_a");
    await insertPosts(app, [{ accountId: "acc_a", id: "1" }]);
  }
});
afterAll(() => Promise.all([open.close(), closed.close()]));

test.each([
  ["{ account { id }", "GRAPHQL_PARSE_FAILED"],
  ["", "BAD_USER_INPUT"],
  ["{ account { nothing } }", "GRAPHQL_VALIDATION_FAILED"],
  ["{ account }", "GRAPHQL_VALIDATION_FAILED"],
  ["{ account { media(type: PICTURE) { id } } }", "GRAPHQL_VALIDATION_FAILED"],
  ["query ($x: Int!) { media(first: $x) { id } }", "BAD_USER_INPUT"],
  ["query A { viewer { kind } } query B { viewer { kind } }", "BAD_USER_INPUT"],
  ["subscription { viewer { kind } }", "GRAPHQL_VALIDATION_FAILED"],
  [`{ ${"viewer { kind } ".repeat(2_000)} }`, "QUERY_TOO_COMPLEX"],
  [`{ ${"viewer { kind } ".repeat(4_000)} }`, "QUERY_TOO_COMPLEX"],
] as const)("a request that cannot be run is answered 400: %s", async (query, code) => {
  const answer = await ask(fetchPublicUrl, query);
  expect(answer.status).toBe(400);
  expectRefused(answer, code);
});

test.each([
  ["a hash that does not fit the query", { version: 1, sha256Hash: "0".repeat(64) }],
  ["a version that nobody knows", { version: 2, sha256Hash: "0".repeat(64) }],
])("a persisted query with %s is answered 400, with what to send", async (_, persistedQuery) => {
  const answer = await fetch(`${fetchPublicUrl}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ viewer { kind } }", extensions: { persistedQuery } }),
  });
  expect(answer.status).toBe(400);
  const { errors } = await errorsOf(answer);
  expectRefused({ errors }, "BAD_USER_INPUT");
  expect(errors?.[0]?.extensions.nextStep).toContain("SHA-256");
});

const QUERY = "{ viewer { kind } }";
const TWO = "query A { viewer { kind } } query B { viewer { kind } }";
const posted = (body: unknown) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const inAddress = (query: string) => `?query=${encodeURIComponent(query)}`;

test.each<[what: string, step: RegExp, request: [search: string, init: RequestInit]]>([
  ["several operations in one array", /one operation per request/, ["", posted([{ query: QUERY }])]],
  ["a mutation by GET", /by POST/, [inAddress('mutation { disconnectAccount(accountId: "x") }'), {}]],
  ["two operations without a name", /`operationName`/, ["", posted({ query: TWO })]],
  ["a name of no operation", /`operationName`/, ["", posted({ query: TWO, operationName: "C" })]],
  ["no query", /`query`/, ["", posted({ variables: {} })]],
  ["a query that is no text", /`query`/, ["", posted({ query: 1 })]],
  ["variables as text", /JSON objects/, ["", posted({ query: QUERY, variables: "{}" })]],
  ["variables in the address that are no JSON", /JSON objects/, [`${inAddress(QUERY)}&variables=x`, {}]],
])("the next step of a request with %s says what to send", async (_, step, [search, init]) => {
  const answer = await fetch(`${fetchPublicUrl}/graphql${search}`, init);
  expect([400, 405]).toContain(answer.status);
  const { errors } = await errorsOf(answer);
  expectRefused({ errors }, "BAD_USER_INPUT");
  expect(errors?.[0]?.extensions.nextStep).toMatch(step);
});

test.each([
  ["{ media(type: PHOTO) { id } }", {}],
  ['{ media(type: "IMAGE") { id } }', {}],
  ["query ($t: [MediaType!]) { media(type: $t) { id } }", { t: ["PHOTO"] }],
  ["query ($t: [MediaType!]) { media(type: $t) { id } }", { t: [1] }],
])(
  "a value that an enum has not is answered with those that it has, to whoever may read the schema: %s %j",
  async (query, variables) => {
    const steps = async (url: string) => (await ask(url, query, { variables })).errors?.[0]?.extensions.nextStep;
    expect(await steps(fetchPublicUrl)).toContain("IMAGE, VIDEO, CAROUSEL_ALBUM");
    expect(await steps(closedUrl)).not.toContain("CAROUSEL_ALBUM");
  },
);

test.each([
  ['{ media(since: "2026-01-01") { id } }', {}],
  ["query ($s: DateTime) { media(since: $s) { id } }", { s: "2026-01-01" }],
])("a date without a time is answered with the instant to write: %s", async (query, variables) => {
  const answer = await ask(fetchPublicUrl, query, { variables });
  expect(answer.status).toBe(400);
  expect(answer.errors?.[0]?.message).toContain('write "2026-01-01T00:00:00Z" for midnight UTC');
  expect(answer.errors?.[0]?.extensions.nextStep).toContain("time and offset");
  expect(answer.errors?.[0]).toMatchObject({ locations: [{ line: 1 }] });
});

test("an address that cannot be read is refused in our words", async () => {
  const answer = await fetch(`${fetchPublicUrl}/files/%zz`);
  expect(answer.status).toBe(400);
  expectRefused(await errorsOf(answer), "BAD_USER_INPUT");
});

test("a body that is no JSON, and one over 1 MB, have their statuses", async () => {
  const post = (body: string, type = "application/json") =>
    fetch(`${fetchPublicUrl}/graphql`, { method: "POST", headers: { "content-type": type }, body });
  const broken = await post("{ nonsense");
  expect(broken.status).toBe(400);
  expectRefused(await errorsOf(broken), "BAD_USER_INPUT");
  const large = await post(JSON.stringify({ query: `{ viewer { kind } } #${"x".repeat(1_000_001)}` }));
  expect(large.status).toBe(413);
  expectRefused(await errorsOf(large), "PAYLOAD_TOO_LARGE");
  const foreign = await post("{ viewer { kind } }", "application/graphql");
  expect(foreign.status).toBe(415);
  expectRefused(await errorsOf(foreign), "BAD_USER_INPUT");
});

test.each([
  [{ authorization: "Bearer nonsense" }, /begins with `pk_` or `sk_`/],
  [{ authorization: "Bearer" }, /Write `Authorization: Bearer `/],
  [{ "x-api-key": "sk_nonsense" }, /Copy the whole key/],
  [{ "x-api-key": `"pk_${"a".repeat(43)}"` }, /begins with `pk_` or `sk_`/],
  [{ "x-api-key": `pk_${"a".repeat(43)}` }, /this server made the key/],
  [{ "x-api-key": "" }, /begins with `pk_` or `sk_`/],
])(
  "credentials that are not valid fail the whole request with 401, told by what was sent: %j",
  async (headers, step) => {
    const answer = await ask(fetchPublicUrl, "{ viewer { kind } }", { headers: { ...headers } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    expectRefused(answer, "UNAUTHENTICATED");
    expect(answer.errors?.[0]?.extensions.nextStep).toMatch(step);
    expect(JSON.stringify(answer.errors)).not.toContain("operator token");
  },
);

test.each([
  "account { id }",
  "profile { username }",
  "media { id }",
  "mediaConnection { nodes { id } }",
  'mediaItem(id: "1") { id }',
])("where PUBLIC_READ is off the anonymous are told so, with HTTP 200: %s", async (field) => {
  const answer = await ask(closedUrl, `{ ${field} }`);
  expect(answer.status).toBe(200);
  expectRefused(answer, "UNAUTHENTICATED");
});

test("the viewer always answers", async () => {
  expect((await ask(closedUrl, "{ viewer { kind account { id } } }")).data).toEqual({
    viewer: { kind: "ANONYMOUS", account: null },
  });
});

test.each([
  "{ accounts { nodes { id } } }",
  'mutation { refreshToken(accountId: "acc_a") { health } }',
  'mutation { syncAccount(accountId: "acc_a") { id } }',
  'mutation { disconnectAccount(accountId: "acc_a") }',
  'mutation { importAccount(accessToken: "x") { id } }',
  'mutation { startConnect(redirectUri: "x") { state } }',
])("what the anonymous may not do is UNAUTHENTICATED: %s", async (query) => {
  for (const url of [fetchPublicUrl, closedUrl]) {
    const answer = await ask(url, query);
    expect(answer.status).toBe(200);
    expectRefused(answer, "UNAUTHENTICATED");
  }
});

test.each([
  "refreshToken(accountId: $id) { health }",
  "syncAccount(accountId: $id) { id }",
  "disconnectAccount(accountId: $id)",
])("an account that is not there is NOT_FOUND: %s", async (mutation) => {
  const answer = await ask(fetchPublicUrl, `mutation ($id: ID!) { ${mutation} }`, {
    ...AS_OPERATOR,
    variables: { id: "acc_none" },
  });
  expectRefused(answer, "NOT_FOUND");
});

test("a redirect URI that is not allowed is refused before anything else", async () => {
  const query = 'mutation { startConnect(redirectUri: "https://evil.example/") { state } }';
  expectRefused(await ask(fetchPublicUrl, query, AS_OPERATOR), "REDIRECT_URI_NOT_ALLOWED");
});

test("names of the schema are suggested, and the schema is shown, only where introspection is allowed", async () => {
  const typos = async (url: string, as = {}) => {
    const variable =
      "query ($t: [MediaType!], $f: AccountFilter) { media(type: $t) { id } accounts(filter: $f) { totalCount } }";
    const answers = [
      await ask(url, "{ acount { id } }", as),
      await ask(url, "{ media(type: IMAG) { id } }", as),
      await ask(url, "{ media(tipe: IMAGE) { id } }", as),
      await ask(url, variable, { ...as, variables: { t: ["IMAG"] } }),
      await ask(url, variable, { ...as, variables: { f: { serch: "x" } } }),
    ];
    return answers.map(({ errors }) => errors?.[0]?.message.includes("Did you mean"));
  };
  expect(await typos(fetchPublicUrl)).toEqual([true, true, true, true, true]);
  expect(await typos(closedUrl, AS_OPERATOR)).toEqual([true, true, true, true, true]);
  expect(await typos(closedUrl)).toEqual([false, false, false, false, false]);
  const shown = async (url: string, as = {}) =>
    (await ask(url, "{ __schema { queryType { name } } }", as)).data?.__schema ?? null;
  expect(await shown(fetchPublicUrl)).not.toBeNull();
  expect(await shown(closedUrl)).toBeNull();
  expect(await shown(closedUrl, AS_OPERATOR)).not.toBeNull();
  const refused = await ask(closedUrl, "{ __schema { queryType { name } } }");
  expectRefused(refused, "GRAPHQL_VALIDATION_FAILED");
  expect([refused.status, JSON.stringify(refused.errors)]).toEqual([400, expect.not.stringMatching(/apollo/i)]);
});

test("a bug is told as one, without what went wrong", async () => {
  await open.app.sql`alter table media rename column caption to caption_moved`;
  try {
    const answer = await ask(fetchPublicUrl, "{ account { media { caption } } }");
    expectRefused(answer, "INTERNAL_SERVER_ERROR");
    expect(JSON.stringify(answer.errors)).not.toMatch(/caption|select|postgres|node_modules|\.ts\b/i);
  } finally {
    await open.app.sql`alter table media rename column caption_moved to caption`;
  }
});

test("a database that is away is 503 with Retry-After, and served again as soon as it is back", async () => {
  await ask(fetchPublicUrl, "{ account { id } }");
  await open.database.cut();
  try {
    for (const query of [
      "{ account { id } }",
      "{ viewer { account { id } } media { id } }",
      'mutation { syncAccount(accountId: "acc_a") { id } }',
    ]) {
      const answer = await ask(fetchPublicUrl, query, AS_OPERATOR);
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      expectRefused(answer, "SERVICE_UNAVAILABLE");
    }
    expect((await fetch(`${fetchPublicUrl}/readyz`)).status).toBe(503);
    expect((await fetch(`${fetchPublicUrl}/healthz`)).status).toBe(200);
  } finally {
    await open.database.mend();
  }
  await expect.poll(async () => (await ask(fetchPublicUrl, "{ account { id } }")).status).toBe(200);
});

test("a database that has frozen is 503 with Retry-After too", async () => {
  await ask(fetchPublicUrl, "{ account { id } }");
  open.database.freeze();
  try {
    const answer = await ask(fetchPublicUrl, "{ account { id } }");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expectRefused(answer, "SERVICE_UNAVAILABLE");
  } finally {
    open.database.thaw();
  }
  await expect.poll(async () => (await ask(fetchPublicUrl, "{ account { id } }")).status).toBe(200);
});

test("a statement that Postgres gives up is 503, with a word on asking for less", async () => {
  const locker = await open.app.sql.reserve();
  await locker`begin`;
  await locker`lock table media in access exclusive mode`;
  const answer = ask(fetchPublicUrl, "{ media { id } }");
  // As the statement's timeout does, but sooner.
  const cancel = () => open.app.sql`select pg_cancel_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'`;
  try {
    await expect.poll(async () => (await cancel()).length).toBeGreaterThan(0);
  } finally {
    await locker`rollback`;
    locker.release();
  }
  expect((await answer).status).toBe(503);
  expectRefused(await answer, "SERVICE_UNAVAILABLE");
});

async function errorsOf(answer: Response): Promise<Pick<GraphqlAnswer, "errors">> {
  return (await answer.json()) as Pick<GraphqlAnswer, "errors">;
}
