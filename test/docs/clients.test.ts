import { type ChildProcess, execFile, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import type { Client, OperationResult } from "@urql/core";
import { buildSchema, parse, validate } from "graphql";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ERRORS } from "../../server/lib/errors.js";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { type ClientApp, createClientApp, HOSTILE, readSnippets, serve, snippetOf } from "./client-app.js";

const run = promisify(execFile);
const RUN = { timeout: 20_000 };
const ROOT = join(import.meta.dirname, "../..");
/** Inside of node_modules, so that what the snippets import is found. */
const folder = mkdtempSync(join(ROOT, "node_modules/.clients-"));

let app: ClientApp;
let asServer: { headers: Record<string, string> };

beforeAll(async () => {
  app = await createClientApp();
  asServer = { headers: { authorization: app.fill("Bearer sk_YOUR_KEY") } };
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await app?.close();
});

test("every GraphQL example fits schema.graphql", () => {
  const schema = buildSchema(readFileSync("schema.graphql", "utf8"));
  const examples = readSnippets().filter(({ language }) => language === "graphql");
  expect(examples.length).toBeGreaterThanOrEqual(5);
  for (const { code } of examples) expect(validate(schema, parse(code)), code).toEqual([]);
});

test("urql's graphcache joins the pages of a list without a warning", async () => {
  const warnings = vi.spyOn(console, "warn");
  const file = join(folder, "urql.mjs");
  writeFileSync(file, app.fill(snippetOf("urql.mjs", "docs/frameworks.md")));
  const { client } = (await import(/* @vite-ignore */ file)) as { client: Client };
  const page = "query ($after: String) { mediaConnection(first: 5, after: $after) { ...Page } }";
  const fields =
    "fragment Page on MediaConnection { edges { cursor node { id image { url alt } } } pageInfo { hasNextPage endCursor } }";
  let after: string | null = null;
  for (const count of [5, 10, 15]) {
    const { data, error }: OperationResult = await client.query(`${page} ${fields}`, { after }, ORIGIN);
    expect(error).toBeUndefined();
    expect(new Set(data.mediaConnection.edges.map(({ node }: { node: { id: string } }) => node.id)).size).toBe(count);
    after = data.mediaConnection.pageInfo.endCursor;
  }
  expect(warnings).not.toHaveBeenCalled();
});

/** What a browser would send of itself. */
const ORIGIN = { fetchOptions: { headers: { origin: "https://www.example.com" } } };

test("each filter lets through what it names", async () => {
  const { data, errors } = await ask(app.url, snippetOf("query Filters"), asServer);
  expect(errors).toBeUndefined();
  const { pictures, reels, bread, words, year } = data;
  expect(new Set(pictures.map(({ mediaType }: { mediaType: string }) => mediaType))).not.toContain("VIDEO");
  for (const posts of [pictures, reels, bread, words]) expect(posts.length).toBeGreaterThan(0);
  for (const { hashtags } of bread) expect(hashtags.join()).toMatch(/sauerteig|levain/);
  for (const { caption } of words) expect(caption.toLowerCase()).toMatch(/^(?=.*salz)(?=.*wasser)/s);
  for (const { timestamp } of year) expect(timestamp).toMatch(/^2025/);
});

test("both ways of paging go through the posts without a gap or a repetition", async () => {
  const whole = '{ account(username: "bakery") { media(first: 20) { id } } }';
  const expected = (await ask(app.url, whole, asServer)).data.account.media.map(idOf);
  const ids: string[] = [];
  for (let page = 0; page < 2; page++) {
    const variables = { after: ids.at(-1) };
    ids.push(...(await ask(app.url, snippetOf("query Page"), { ...asServer, variables })).data.account.media.map(idOf));
  }
  expect(ids).toEqual(expected);

  const found: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < 2; page++) {
    const { data } = await ask(app.url, snippetOf("query Connection"), { ...asServer, variables: { after } });
    const { nodes, pageInfo, totalCount } = data.account.mediaConnection;
    found.push(...nodes.map(idOf));
    after = pageInfo.endCursor;
    expect(pageInfo.hasNextPage).toBe(totalCount > found.length);
  }
  expect(found).toEqual(expected);
});

test.each(curls())("every terminal example is answered without an error: %s", async (_, path) => {
  const examples = readSnippets().filter(({ language }) => language === "sh");
  expect(examples).toHaveLength(3);
  for (const { code } of examples) {
    const env = { ...process.env, PATH: path };
    const { stdout } = await run("bash", ["-euo", "pipefail", "-c", app.fill(code)], { ...RUN, env });
    const answers = stdout.trim().split("\n");
    expect(answers).toHaveLength(code.match(/^curl/gm)?.length ?? 0);
    const [last] = answers.slice(-1).map((answer) => JSON.parse(answer));
    for (const answer of answers) expect(JSON.parse(answer), code).not.toHaveProperty("errors");
    expect(last.data.account.username ?? last.data.account.media.length).toBeTruthy();
  }
});

test("a key of one feed reads it in pages, by the query and by the program, and nothing else", async () => {
  const feedIds = [await app.makeFeed()];
  const made = await ask(app.url, snippetOf("mutation FeedKey"), { ...AS_OPERATOR, variables: { feedIds } });
  const { key } = made.data.createApiKey;
  const headers = { authorization: `Bearer ${key}`, origin: "https://www.example.com" };
  const pages = [];
  let after: string | undefined;
  for (let page = 0; page < 3; page++) {
    const { data, errors } = await ask(app.url, snippetOf("query Feed"), { headers, variables: { after } });
    expect(errors).toBeUndefined();
    pages.push(...data.feed.posts.nodes);
    after = data.feed.posts.pageInfo.endCursor;
  }
  expect(pages.map(({ place }) => place)).toEqual(Array.from({ length: 25 }, (_, n) => n + 1));
  expect(new Set(pages.map(({ media }) => media.account.username))).toEqual(new Set(["bakery", "florist"]));
  expect((await ask(app.url, "{ account { id } media { id } }", { headers })).data).toEqual({
    account: null,
    media: [],
  });

  writeFileSync(join(folder, "read-feed.mjs"), app.fill(snippetOf("read-feed.mjs")));
  const env = { ...process.env, FEED_KEY: app.fill("sk_YOUR_KEY") };
  const { stdout } = await run(process.execPath, ["read-feed.mjs"], { ...RUN, cwd: folder, env });
  const lines = stdout.trim().split("\n");
  expect(lines).toHaveLength(12);
  for (const line of lines) expect(line).toMatch(/^https:\/\/www\.instagram\.com\/\S+ http\S+\/640$/);
});

test("the page that a server draws shows the posts as text and pictures, and goes on while the feed is away", async () => {
  let isAway = false;
  const relay = await serve(async (request, response) => {
    if (isAway) return void request.destroy();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = { "content-type": "application/json", authorization: request.headers.authorization ?? "" };
    const answer = await fetch(app.url + request.url, { method: "POST", headers, body: Buffer.concat(chunks) });
    response.end(await answer.text());
  });
  const code = snippetOf("page.mjs");
  expect(code).toContain("READ_EVERY_MS = 60_000");
  const hurried = code.replace("READ_EVERY_MS = 60_000", "READ_EVERY_MS = 200");
  writeFileSync(join(folder, "page.mjs"), hurried.replace("https://feed.example.com", relay.url));
  const env = { ...process.env, FEED_KEY: app.fill("sk_YOUR_KEY"), PORT: "0" };
  const child = spawn(process.execPath, ["page.mjs"], { cwd: folder, env });
  try {
    const page = (await said(child, "stdout", /http:\S+/))[0];
    const html = await (await fetch(page)).text();
    expect(html.match(/<img loading="lazy"/g)).toHaveLength(12);
    expect(html).not.toContain("<img src=x");
    expect(html).toContain(HOSTILE.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`));
    isAway = true;
    await said(child, "stderr", /the last copy is shown/);
    expect(await (await fetch(page)).text()).toBe(html);
  } finally {
    child.kill();
    relay.server.close();
    relay.server.closeAllConnections();
  }
});

test("the types that codegen makes of a query fit the program that uses them, and what it is answered", async () => {
  copyFileSync("schema.graphql", join(folder, "schema.graphql"));
  for (const file of ["codegen.yml", "newest.ts"]) {
    writeFileSync(join(folder, file), app.fill(snippetOf(file)));
  }
  const compilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    module: "NodeNext",
    target: "ES2023",
    noEmit: true,
    types: ["node"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["newest.ts"] }));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  await run(join(ROOT, "node_modules/.bin/graphql-codegen"), [], { ...RUN, cwd: folder });
  await run(join(ROOT, "node_modules/.bin/tsc"), ["-p", "."], { ...RUN, cwd: folder });
  const env = { ...process.env, FEED_KEY: app.fill("sk_YOUR_KEY") };
  const { stdout } = await run(process.execPath, ["--import", "tsx", "newest.ts"], { ...RUN, cwd: folder, env });
  expect(stdout.trim().split("\n")).toHaveLength(3);
  for (const line of stdout.trim().split("\n")) expect(line).toMatch(/^\d{4}-.*Z (IMAGE|VIDEO|CAROUSEL_ALBUM) ./);
});

test("two queries that overlap in what has no id are two calls, and neither loses what the other read", async () => {
  const [documented] = /new InMemoryCache\(\{[\s\S]*?\n {2}\}\)/.exec(snippetOf("feed.jsx")) ?? [];
  const [isFilter] = /function isFilter[\s\S]*?\n\}/.exec(snippetOf("feed.jsx")) ?? [];
  const make = new Function("InMemoryCache", "relayStylePagination", `${isFilter}; return ${documented}`);
  // What the policies are for: without them each query throws the other's part away.
  expect(await callsOf(new InMemoryCache())).toBeGreaterThan(2);
  expect(await callsOf(make(InMemoryCache, relayStylePagination))).toBe(2);
});

const OVERLAPPING = [
  `{ account(username: "bakery") { id profile { name biography } media(first: 2) { id image { alt } }
    mediaConnection(first: 2) { totalCount } } viewer { kind } }`,
  `{ account(username: "bakery") { id profile { website } media(first: 2) { id image { url(width: 640) width } }
    mediaConnection(first: 2) { nodes { id } pageInfo { endCursor } } } viewer { account { id } } }`,
];

/** How often the server is called while two pages' queries are watched that overlap. */
async function callsOf(cache: InMemoryCache): Promise<number> {
  let calls = 0;
  const counted: typeof fetch = (address, init) => {
    calls++;
    return fetch(address, init);
  };
  const link = new HttpLink({ uri: `${app.url}/graphql`, headers: asServer.headers, fetch: counted });
  const client = new ApolloClient({ link, cache });
  const heard = OVERLAPPING.map((query) => {
    let data: unknown;
    const watched = client.watchQuery({ query: gql(query) }).subscribe((result) => {
      if (result.dataState === "complete") data = result.data;
    });
    return { told: () => data, watched };
  });
  const isTold = () => heard.every(({ told }) => told() !== undefined);
  for (let wait = 0; wait < 100 && !isTold(); wait++) await sleep(50);
  // Time for the calls that lost data would bring.
  await sleep(500);
  for (const { watched, told } of heard) {
    expect(told()).toBeDefined();
    watched.unsubscribe();
  }
  client.stop();
  return calls;
}

test("every error code that the document names is one of the catalogue", () => {
  const section = readFileSync("docs/clients.md", "utf8")
    .split("\n## ")
    .find((text) => text.startsWith("Errors"));
  const codes = [...(section ?? "").matchAll(/`([A-Z_]{4,})`/g)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(5);
  for (const code of codes) expect(Object.keys(ERRORS)).toContain(code);
});

function idOf({ id }: { id: string }): string {
  return id;
}

/** The ways to run `curl` here: this machine's where it has one, and always ours, which asks by fetch. */
function curls(): [string, string][] {
  const path = process.env.PATH ?? "";
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const script = join(import.meta.dirname, "fetch-as-curl.mjs");
  writeFileSync(join(bin, "curl"), `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`, { mode: 0o755 });
  const ours: [string, string] = ["by fetch", `${bin}${delimiter}${path}`];
  const hasCurl = path.split(delimiter).some((place) => existsSync(join(place, "curl")));
  return hasCurl ? [["by curl", path], ours] : [ours];
}

function said(child: ChildProcess, stream: "stdout" | "stderr", text: RegExp): Promise<RegExpMatchArray> {
  return new Promise((resolve, reject) => {
    let heard = "";
    const timer = setTimeout(() => reject(new Error(`not said: ${text}; but: ${heard}`)), 10_000);
    child[stream]?.on("data", (chunk) => {
      heard += chunk;
      const match = heard.match(text);
      if (!match) return;
      clearTimeout(timer);
      resolve(match);
    });
  });
}
