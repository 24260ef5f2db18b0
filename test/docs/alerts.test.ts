import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AlertKind } from "../../server/db/schema/alerts.js";
import { runAlerts } from "../../server/features/alerts/run-alerts.js";
import { insertAccount } from "../support/feed-rows.js";
import { AS_OPERATOR } from "../support/graphql.js";
import { createTestApp, type TestApp } from "../support/test-app.js";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.js";

const GUIDE = readFileSync(join(import.meta.dirname, "../../docs/alerts.md"), "utf8");
const SECRET = "a secret of the receiver".padEnd(40, "!").replaceAll(" ", "-");

/** The guide's only block in a language. */
function blockOf(language: string): string {
  return new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``).exec(GUIDE)?.[1] ?? "";
}

let testApp: TestApp;
let receiver: WebhookReceiver;
const folder = mkdtempSync(join(tmpdir(), "darkroom-alerts-"));
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  testApp = await createTestApp({ ALERT_WEBHOOK_URL: receiver.url, ALERT_WEBHOOK_SECRET: SECRET });
  await insertAccount(testApp.app, "acc_1", { appId: "another" });
  await runAlerts(testApp.app, new AbortController().signal);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await testApp.close();
  await receiver.close();
});

test("the snippet knows our messages, and nobody else's", async () => {
  const file = join(folder, "verify.mjs");
  writeFileSync(file, blockOf("js"));
  const { isFromDarkroom } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    isFromDarkroom(body: string, signature: unknown, secret: string, now?: number): boolean;
  };
  const [post] = receiver.posted;
  const [body, signature] = [post?.text ?? "", post?.headers["x-darkroom-signature"]];
  expect(isFromDarkroom(body, signature, SECRET)).toBe(true);
  expect(isFromDarkroom(`${body} `, signature, SECRET)).toBe(false);
  expect(isFromDarkroom(body, signature, "another")).toBe(false);
  expect(isFromDarkroom(body, undefined, SECRET)).toBe(false);
  expect(isFromDarkroom(body, signature, SECRET, Date.now() + 301_000)).toBe(false);
});

test("the body that is shown has the parts of one that was sent", () => {
  const shown = JSON.parse(blockOf("json"));
  const sent = receiver.posted[0]?.body;
  expect(Object.keys(shown)).toEqual(Object.keys(sent));
  expect(Object.keys(shown.items[0])).toEqual(Object.keys(sent.items[0]));
});

test("every kind of news is explained", () => {
  const table = GUIDE.split("## Which alerts")[1]?.split("\n## ")[0] ?? "";
  const explained = [...table.matchAll(/`([A-Z_0-9]+)`(?=[^|]*\|[^|]*\|\n)/g)].map(([, kind]) => kind);
  expect(explained.filter((kind) => kind && kind in AlertKind).toSorted()).toEqual(Object.keys(AlertKind).toSorted());
});

test("every metric of the rules, and every value of a label of a gauge, is in /metrics", async () => {
  const answer = await fetch(`${await testApp.serve()}/metrics`, AS_OPERATOR);
  const text = await answer.text();
  const types = new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = "", type]) => [name, type]));
  const used = [...blockOf("yaml").matchAll(/\b(darkroom_\w+?)(?:_count|_bucket|_sum)?\b(?:\{(\w+)(!?=)"(\w+)"\})?/g)];
  expect(used.length).toBeGreaterThanOrEqual(10);
  for (const [, name = "", label, , value] of used) {
    expect(types.has(name), name).toBe(true);
    if (label && types.get(name) === "gauge") expect(text, name).toContain(`${name}{${label}="${value}"}`);
  }
});
