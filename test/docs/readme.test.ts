import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { messages } from "../../admin/i18n/en/messages.js";
import { english as pages } from "../../server/http/pages/en/texts.js";
import { joinEmbeddedPostgres } from "../../server/lib/postgres/embedded-postgres.js";
import { forgoPictures } from "../support/forgo-pictures.js";
import { ask } from "../support/graphql.js";
import { serverProcesses } from "../support/server.js";
import { createWebVisitor } from "../support/web-visitor.js";

/** What the README tells a newcomer to do, done word for word. */

const run = promisify(execFile);
const README = readFileSync("README.md", "utf8");
const servers = serverProcesses();
/** On a disk: from memory, some machines run no program. */
const bin = mkdtempSync(join(tmpdir(), "darkroom-bin-"));
afterAll(async () => {
  rmSync(bin, { recursive: true });
  await servers.close();
});

test("each step of the README's first minute does what it says", { timeout: 240_000 }, async () => {
  expect(README.match(/^```sh\nnpm ci && npm start\n```$/gm)).toHaveLength(1);
  const server = await servers.start({ LOG_LEVEL: "info" });
  let log = "";
  server.child.stdout?.on("data", (chunk) => {
    log += chunk;
  });
  const postgres = (await joinEmbeddedPostgres(join(servers.folder, "data")))?.url.reveal() ?? "";
  await forgoPictures(postgres);
  const [query = "", advance = ""] = commandsOf("Try it in a minute");

  const first = await runCommand(query, server.url);
  expect(first.data.account).toMatchObject({ username: "bakery", media: expect.any(Array) });
  expect(first.data.account.media[0].mediaUrl).toContain(`${server.url}/files/`);

  const [email, password] = readFileSync(join(servers.folder, "data/first-password"), "utf8").split("\n");
  const signIn = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  };
  expect((await fetch(`${server.url}/auth/sign-in`, signIn)).status).toBe(200);

  const browser = createWebVisitor({});
  const home = await browser.get(`${server.url}/`);
  expect(home.text).toContain(`href="/oauth/start">${pages.home.connect.button}<`);
  const start = await browser.get(`${server.url}/oauth/start`);
  const consent = await browser.get(start.location ?? "");
  const back = await browser.submit(consent, { sandbox_account: "museum", sandbox_decision: "approve" });
  const connected = await browser.get(back.location ?? "");
  expect(connected.text).toContain(`href="/?account=museum">${pages.results.connected.posts}<`);
  expect((await ask(server.url, '{ account(username: "museum") { username } }')).data.account.username).toBe("museum");
  expect((await browser.get(`${server.url}/docs/`)).status).toBe(200);
  await forgoPictures(postgres);

  const before = log.length;
  expect(await runCommand(advance, server.url)).toMatchObject({ ok: true });
  for (const said of ["token refreshed", "account synced"]) {
    await expect.poll(() => log.slice(before), { timeout: 90_000 }).toContain(said);
  }
});

test("the words that the README and docs/connect.md tell people to look for are on the dashboard's and the pages' screens", () => {
  const texts = JSON.stringify([messages, pages]);
  for (const [document, labels] of [
    [
      "README.md",
      ["Run", "Connect an account", "See the posts", "Connect", "Paste a token", "Import the account", "API keys"],
    ],
    ["docs/connect.md", ["Paste a token", "Import the account", "Connect with Instagram", "API keys"]],
  ] as const) {
    for (const label of labels) {
      expect(readFileSync(document, "utf8"), document).toContain(`*${label}*`);
      expect(texts).toMatch(new RegExp(`"${label}(["| ])`));
    }
  }
  expect(texts).toContain('"Addresses for Meta"');
});

/** The shell commands of a part of the README, in order. */
function commandsOf(heading: string): string[] {
  const part = README.split("\n## ").find((text) => text.startsWith(heading)) ?? "";
  return [...part.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].map(([, command = ""]) => command);
}

// biome-ignore lint/suspicious/noExplicitAny: what a command prints is the test's own knowledge.
async function runCommand(command: string, url: string): Promise<any> {
  const env = { ...process.env, PATH: pathWithCurl() };
  const line = command.replaceAll("http://localhost:4000", url);
  const { stdout } = await run("bash", ["-euo", "pipefail", "-c", line], { timeout: 20_000, env });
  return JSON.parse(stdout);
}

/** This machine's `curl`, or ours, which asks by fetch. */
function pathWithCurl(): string {
  const path = process.env.PATH ?? "";
  if (path.split(delimiter).some((place) => existsSync(join(place, "curl")))) return path;
  const script = join(import.meta.dirname, "fetch-as-curl.mjs");
  writeFileSync(join(bin, "curl"), `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`, { mode: 0o755 });
  return `${bin}${delimiter}${path}`;
}
