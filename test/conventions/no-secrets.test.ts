import { Writable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { syncDueAccounts } from "../../server/features/sync/sync-due-accounts.js";
import { readToken } from "../../server/features/tokens/read-token.js";
import { refreshDueTokens } from "../../server/features/tokens/refresh-due-tokens.js";
import { createLog } from "../../server/lib/log.js";
import { consent } from "../support/connect-member.js";
import { AS_OPERATOR } from "../support/graphql.js";
import { createTestApp, OPERATOR_TOKEN, type TestApp } from "../support/test-app.js";

/*
 * A day in the life of a server whose log tells everything, and then: no token, code, state, key or secret stands in a line of
 * it, nor in any answer but the one that hands it out.
 */

let testApp: TestApp;
let url: string;
let log = "";
const answers: string[] = [];
/** What must never be met, by what it is. */
const secrets: Record<string, string[]> = { states: [], codes: [], tokens: [], keys: [], passwords: [], rows: [] };

beforeAll(async () => {
  const stream = new Writable({
    write(chunk, _, done) {
      log += String(chunk);
      done();
    },
  });
  testApp = await createTestApp(
    { LOG_LEVEL: "trace" },
    { log: createLog({ level: "trace" }, stream), hasDatabaseProxy: true },
  );
  url = await testApp.serve();
  await liveADay();
});
afterAll(() => testApp.close());

async function liveADay(): Promise<void> {
  await connectInABrowser("bakery");
  const id = await connectByApi("florist");
  await importTokens(id);
  await refreshAndSync(id);
  await presentKeys();
  await failToWrite(id);
  await failInEveryWay(id);
}

/** Postgres takes no row of these tables for a while: what was to be written stands in its errors. */
async function failToWrite(id: string): Promise<void> {
  const { sql } = testApp.app;
  const tables = ["media", "tokens", "operators"];
  await sql`update media set caption = caption || ' of today, which no log may hold'`;
  const rows = await sql<{ caption: string }[]>`select caption from media where caption is not null limit 50`;
  secrets.rows?.push(
    ...rows.map(({ caption }) => JSON.stringify(caption.slice(-30)).slice(1, -1)),
    "somebody.else@example.com",
  );
  for (const table of tables) await sql`alter table ${sql(table)} add constraint refused check (false) not valid`;
  await testApp.sandbox.control({ advance: "40d" });
  await ask(`mutation { syncAccount(accountId: "${id}", full: true) { id } }`);
  await ask(`mutation { refreshToken(accountId: "${id}") { health } }`);
  await ask('mutation { addOperator(email: "somebody.else@example.com", password: "the-password-of-someone") { id } }');
  for (const table of tables) await sql`alter table ${sql(table)} drop constraint refused`;
}

async function connectInABrowser(member: string): Promise<void> {
  const start = await fetch(`${url}/oauth/start`, { redirect: "manual" });
  const authorizeUrl = start.headers.get("location") ?? "";
  const cookie = start.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const state = new URL(authorizeUrl).searchParams.get("state") ?? "";
  const code = await consent(authorizeUrl, member);
  secrets.states?.push(state);
  secrets.codes?.push(code);
  const callback = `${url}/oauth/callback?code=${code}&state=${state}`;
  for (const headers of [{ cookie }, { cookie }, {}, { cookie, accept: "text/html" }])
    await read(fetch(callback, { headers: { ...headers } }));
  await read(
    fetch(`${url}/oauth/callback?error=access_denied&error_reason=user_denied&state=${state}`, { headers: { cookie } }),
  );
}

async function connectByApi(member: string): Promise<string> {
  const redirectUri = testApp.app.config.redirectUris[0];
  const start = (
    await ask(
      "mutation ($u: String!) { startConnect(redirectUri: $u) { state authorizeUrl } }",
      { u: redirectUri },
      "hands it out",
    )
  ).startConnect;
  const code = await consent(start.authorizeUrl, member);
  secrets.states?.push(start.state);
  secrets.codes?.push(code);
  const finish =
    "mutation ($c: String!, $u: String!, $s: String) { connectAccount(code: $c, redirectUri: $u, state: $s) { id } }";
  const variables = { c: `${code}#_`, u: redirectUri, s: start.state };
  const { id } = (await ask(finish, variables)).connectAccount;
  await ask(finish, variables);
  await ask(finish, { ...variables, s: null });
  await ask(finish, { ...variables, u: "https://elsewhere.example/" });
  return id;
}

async function importTokens(id: string): Promise<void> {
  const { secret } = await readToken(testApp.app, id);
  const stranger = `IGAA${"x".repeat(150)}`;
  secrets.tokens?.push(secret.reveal(), stranger);
  for (const accessToken of [secret.reveal(), stranger]) {
    await ask("mutation ($t: String!) { importAccount(accessToken: $t) { id username } }", { t: accessToken });
    await ask(`mutation { importAccount(accessToken: "${accessToken}") { nothing } }`);
  }
}

async function refreshAndSync(id: string): Promise<void> {
  const refresh = `mutation { refreshToken(accountId: "${id}") { health failure { cause nextStep } } }`;
  await ask(refresh);
  await testApp.sandbox.control({ advance: "40d" });
  await ask(refresh);
  secrets.tokens?.push((await readToken(testApp.app, id)).secret.reveal());
  await refreshDueTokens(testApp.app, AbortSignal.timeout(20_000));
  await syncDueAccounts(testApp.app, AbortSignal.timeout(20_000));
  await ask(
    `mutation { syncAccount(accountId: "${id}", full: true) { id staleCause token { health } media { mediaUrl } } }`,
  );
}

async function presentKeys(): Promise<void> {
  const create = `mutation { createApiKey(input: { name: "site", kind: PUBLISHABLE, allAccounts: true, origins: ["https://a.example"] }) { key } }`;
  const { key } = (await ask(create, {}, "hands it out")).createApiKey;
  const wrong = "pk_0123456789abcdefghijklmnopqrstuvwxyz";
  secrets.keys?.push(key, wrong);
  for (const one of [key, wrong]) {
    await read(fetch(`${url}/graphql?query={viewer{kind}}&key=${one}`, { headers: { origin: "https://a.example" } }));
    await read(
      fetch(`${url}/graphql?query={viewer{kind}}`, { headers: { "x-api-key": one, origin: "https://b.example" } }),
    );
    await read(fetch(`${url}/nowhere?key=${one}`));
  }
  await ask("{ apiKeys { nodes { id name prefix } } }");
  const body = JSON.stringify({ email: "someone@example.com", password: "the-password-of-someone" });
  secrets.passwords?.push("the-password-of-someone");
  await read(fetch(`${url}/auth/sign-in`, { method: "POST", headers: { "content-type": "application/json" }, body }));
}

async function failInEveryWay(id: string): Promise<void> {
  const acts = [
    `mutation { syncAccount(accountId: "${id}") { id } }`,
    `mutation { refreshToken(accountId: "${id}") { health } }`,
  ];
  const act = async () => {
    for (const mutation of acts) await ask(mutation);
  };
  for (const kind of ["transient", "html"]) {
    await testApp.sandbox.control({ fail: { kind, calls: 20 } });
    await act();
    await testApp.sandbox.control({ lift: "all" });
  }
  await testApp.sandbox.control({ throttle: { calls: 10 } });
  await act();
  await testApp.sandbox.control({ lift: "all" });
  await testApp.sandbox.control({ revoke: { account: "florist", cause: "password-changed" } });
  await act();
  await testApp.app.sql`update tokens set sealed = 'x' || sealed, failure_cause = null`;
  await act();
  await testApp.database.cut();
  await act();
  await testApp.database.mend();
}

test("the day left traces of everything that it did", () => {
  for (const fact of ["instagram called", "token refreshed", "account synced", "request"]) expect(log).toContain(fact);
  expect(answers.join()).toContain("INSTAGRAM_RATE_LIMITED");
  expect(answers.join()).toContain("RECONNECT_REQUIRED");
  expect(answers.join()).toContain("SERVICE_UNAVAILABLE");
  for (const [what, values] of Object.entries(secrets))
    expect(
      values.every((value) => value.length > 20),
      what,
    ).toBe(true);
});

test("a write that fails is one short line with the constraint", () => {
  const lines = log.split("\n").filter((line) => line.includes('"constraint":"refused"'));
  for (const table of ["media", "tokens", "operators"]) {
    expect(
      lines.some((line) => line.includes(`"table":"${table}"`)),
      table,
    ).toBe(true);
  }
  for (const line of log.split("\n")) expect(line.length).toBeLessThan(4_096);
});

test.each(["states", "codes", "tokens", "keys", "passwords", "rows"])(
  "no line of the log holds any of the %s",
  (what) => {
    for (const secret of secrets[what] ?? []) expect(log.includes(secret)).toBe(false);
  },
);

test.each(["states", "codes", "tokens", "keys", "passwords"])(
  "no answer holds any of the %s, but the one that hands it out",
  (what) => {
    for (const secret of secrets[what] ?? []) expect(answers.filter((answer) => answer.includes(secret))).toEqual([]);
  },
);

test("nothing that looks like a token or a code stands anywhere, nor a secret of the server's own", () => {
  const { config } = testApp.app;
  const own = [config.instagram.appSecret.reveal(), OPERATOR_TOKEN, config.databaseUrl.reveal()];
  const keys = config.secretKeys.flatMap((key) =>
    Object.values(key).filter((value) => value instanceof Uint8Array || Buffer.isBuffer(value)),
  );
  const sealed = keys.map((key) => Buffer.from(key).toString("base64"));
  for (const text of [log, ...answers]) {
    expect(text.match(/\b(IGAA|AQ)[\w-]{60,}/)?.[0]).toBeUndefined();
    for (const secret of [...own, ...sealed]) expect(text.includes(secret)).toBe(false);
  }
});

/** What an answer says, kept for the end of the day. */
async function read(answer: Promise<Response>): Promise<string> {
  const text = await (await answer).text();
  answers.push(text);
  return text;
}

// biome-ignore lint/suspicious/noExplicitAny: what a query answers is the test's own knowledge.
async function ask(query: string, variables: object = {}, purpose?: "hands it out"): Promise<any> {
  const headers = { "content-type": "application/json", ...AS_OPERATOR.headers };
  const answer = await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  const text = await answer.text();
  if (!purpose) answers.push(text);
  return (JSON.parse(text) as { data?: unknown }).data ?? {};
}
