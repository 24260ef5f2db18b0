import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { joinEmbeddedPostgres } from "../server/lib/postgres/embedded-postgres.js";
import { consent } from "./support/connect-member.js";
import { createTestDatabase } from "./support/database.js";
import { forgoPictures } from "./support/forgo-pictures.js";
import { AS_OPERATOR, ask, expectRefused, type GraphqlAnswer } from "./support/graphql.js";
import { type ServerProcess, serverProcesses } from "./support/server.js";
import { OPERATOR_TOKEN } from "./support/test-app.js";

/** The start of a whole server, with a Postgres of its own, takes a busy machine a while. */
const TIMEOUT_MS = 200_000;
const servers = serverProcesses();
const DATA_DIR = join(servers.folder, "data");
afterAll(() => servers.close());

test("at a terminal the first start says what it does, and the banner with the password comes last", {
  timeout: TIMEOUT_MS,
}, async () => {
  const preload = join(servers.folder, "terminal.cjs");
  writeFileSync(preload, "process.stdout.isTTY = true;");
  const NODE_OPTIONS = `--require ${preload}`;
  const server = await servers.start({ LOG_LEVEL: "info", NODE_OPTIONS, NO_COLOR: "1" });
  // Counted on the disk: each question to the server is a line on the screen.
  await expect.poll(copiedCount, { timeout: 60_000, interval: 200 }).toBeGreaterThan(25);
  for (const path of ["/", "/assets/mark.svg", "/healthz"]) await fetch(server.url + path);
  server.child.kill("SIGTERM");
  const said = (await server.said).trimEnd();
  const lines = said.split("\n");
  for (const step of [
    "Starting the embedded Postgres …",
    "Checking the database's tables …",
    "Preparing the sandbox …",
  ])
    expect(lines).toContain(step);
  expect(said).toMatch(
    /Operator {3}operator@localhost, password \S+ \(shown this once\)\n {2}Lost it\? .*--generate\n/,
  );
  expect(existsSync(join(DATA_DIR, "first-password"))).toBe(false);
  const screen = said.slice(said.indexOf("Darkroom"));
  expect(screen).not.toMatch(/"route":"\/(sandbox|files|assets)|account connected|^ {4}/m);
  // How often the test asks whether it is ready depends on the machine.
  expect(lines.filter((line) => !line.includes('"/readyz"')).length).toBeLessThanOrEqual(40);
});

test("a server that is told to end finishes what is in hand, tells everyone else to come again, and gives up what does not end", {
  timeout: TIMEOUT_MS,
}, async () => {
  const server = await servers.start({ OPERATOR_TOKEN });
  await forgoPictures((await joinEmbeddedPostgres(DATA_DIR))?.url.reveal() ?? "");
  await connectSlowly(server, "lighthouse");
  const connecting = await connectSlowly(server, "museum", 5_000);
  server.child.kill("SIGTERM");
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(503);

  const ready = await fetch(`${server.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([503, expect.objectContaining({ status: "draining" })]);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  const later = await ask(server.url, "{ viewer { kind } }");
  expect([later.status, later.headers.get("retry-after"), later.headers.get("connection")]).toEqual([
    503,
    "5",
    "close",
  ]);
  expectRefused(later, "SERVICE_UNAVAILABLE");

  const { data, errors } = await connecting.answer;
  expect(errors).toBeUndefined();
  expect(data.connectAccount.username).toBe("museum");
  expect(await server.ended).toEqual([0, null]);
  await expect(fetch(`${server.url}/readyz`)).rejects.toThrow("fetch failed");
  expect(await server.said).not.toContain("Postgres has stopped");
});

test("in the sandbox the data folder is made, though the database is elsewhere", { timeout: TIMEOUT_MS }, async () => {
  const database = await createTestDatabase();
  const folder = join(servers.folder, "not", "there");
  const SECRET_KEYS = `k1:${randomBytes(32).toString("base64")}`;
  const server = await servers.start({ DATABASE_URL: database.url, SECRET_KEYS, DATA_DIR: folder });
  expect(existsSync(join(folder, "sandbox.json"))).toBe(true);
  server.child.kill("SIGTERM");
  expect(await server.ended).toEqual([0, null]);
  await database.drop();
});

function copiedCount(): number {
  const files = join(DATA_DIR, "files");
  if (!existsSync(files)) return 0;
  return readdirSync(files, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
}

/** Connects an account while Instagram hangs, for so long or for ever; begun once Instagram has been asked. */
async function connectSlowly(
  { url }: ServerProcess,
  member: string,
  ms?: number,
): Promise<{ answer: Promise<GraphqlAnswer> }> {
  const variables = { redirectUri: `${url}/oauth/callback` };
  const begin = "mutation ($redirectUri: String!) { startConnect(redirectUri: $redirectUri) { authorizeUrl } }";
  const { authorizeUrl } = (await ask(url, begin, { ...AS_OPERATOR, variables })).data.startConnect;
  const code = await consent(authorizeUrl, member);
  await control(url, { fail: { kind: "hang", endpoint: "exchange", calls: 1, ...(ms && { ms }) } });
  const finish = `mutation ($code: String!, $redirectUri: String!) {
    connectAccount(code: $code, redirectUri: $redirectUri) { username }
  }`;
  const answer = ask(url, finish, { ...AS_OPERATOR, variables: { ...variables, code } });
  answer.catch(() => undefined);
  await expect.poll(async () => (await control(url, { state: true })).state.faults).toEqual([]);
  return { answer };
}

async function control(url: string, command: object): Promise<{ state: { faults: unknown[] } }> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${url}/sandbox/_control`, { method: "POST", headers, body: JSON.stringify(command) });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { state: { faults: unknown[] } };
}
