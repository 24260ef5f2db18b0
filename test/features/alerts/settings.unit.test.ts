import { inspect } from "node:util";
import { expect, test } from "vitest";
import { ConfigError, readConfig } from "../../../server/config/config.js";
import type { SettingName } from "../../../server/config/settings.js";

const WEBHOOK = { ALERT_WEBHOOK_URL: "https://hooks.example/in?key=hidden", ALERT_WEBHOOK_SECRET: "x".repeat(32) };
const MAIL = { SMTP_URL: "smtp://ada%40mail.example:hidden@mail.example", ALERT_EMAIL: "a@b.example, c@d.example" };

function configErrorOf(env: Partial<Record<SettingName, string>>): ConfigError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  return expect.fail("the settings were accepted");
}

test("by default nobody is told", () => {
  expect(readConfig({})).toMatchObject({ alertWebhook: null, alertMail: null });
});

test("a webhook keeps its whole address, also a query, as a secret", () => {
  const { alertWebhook } = readConfig(WEBHOOK);
  expect(alertWebhook?.url.reveal()).toBe(WEBHOOK.ALERT_WEBHOOK_URL);
  expect(inspect(readConfig({ ...WEBHOOK, ...MAIL }), { depth: 9 })).not.toContain("hidden");
});

test.each([
  [{ ALERT_WEBHOOK_URL: WEBHOOK.ALERT_WEBHOOK_URL }, "ALERT_WEBHOOK_SECRET"],
  [{ ALERT_WEBHOOK_SECRET: WEBHOOK.ALERT_WEBHOOK_SECRET }, "ALERT_WEBHOOK_URL"],
  [{ SMTP_URL: MAIL.SMTP_URL }, "ALERT_EMAIL"],
  [{ ALERT_EMAIL: MAIL.ALERT_EMAIL }, "SMTP_URL"],
  [{ ALERT_FROM: "a@b.example" }, "SMTP_URL"],
  [{ ...WEBHOOK, ALERT_WEBHOOK_SECRET: "hidden" }, "ALERT_WEBHOOK_SECRET"],
  [{ ...WEBHOOK, ALERT_WEBHOOK_URL: "ftp://hidden.example" }, "ALERT_WEBHOOK_URL"],
  [{ ...WEBHOOK, ALERT_WEBHOOK_URL: "https://user:hidden@hooks.example" }, "ALERT_WEBHOOK_URL"],
  [{ ...MAIL, SMTP_URL: "https://hidden.example" }, "SMTP_URL"],
  [{ ...MAIL, SMTP_URL: "smtp://hidden@mail.example" }, "SMTP_URL"],
  [{ ...MAIL, SMTP_URL: "smtp://a:hidden%@mail.example" }, "SMTP_URL"],
  [{ ...MAIL, ALERT_EMAIL: "a@b.example,nobody" }, "ALERT_EMAIL"],
  [{ ...MAIL, ALERT_EMAIL: "a@b.example\nbcc:c@d.example" }, "ALERT_EMAIL"],
])("%j is an issue of %s, told without the secret", (env, name) => {
  const error = configErrorOf(env);
  expect(error.issues.map((issue) => issue.name)).toEqual([name]);
  expect(error.message).not.toContain("hidden");
});

test.each([
  ["smtp://mail.example", { port: 587, tls: "STARTTLS", login: null }],
  ["smtp://mail.example:25?tls=off", { port: 25, tls: "NONE" }],
  ["smtp://localhost:1025", { port: 1025, tls: "NONE" }],
  ["smtps://mail.example", { port: 465, tls: "IMPLICIT" }],
  ["smtps://[::1]:2465", { host: "::1", port: 2465, tls: "IMPLICIT" }],
])("%s: %j", (SMTP_URL, server) => {
  expect(readConfig({ ...MAIL, SMTP_URL }).alertMail?.server).toMatchObject(server);
});

test("mail is from ALERT_FROM, else from who signs in, else from this server's host", () => {
  const from = (env: Partial<Record<SettingName, string>>) => readConfig({ ...MAIL, ...env }).alertMail?.from;
  expect(from({ ALERT_FROM: "news@shop.example" })).toBe("news@shop.example");
  expect(from({})).toBe("ada@mail.example");
  expect(from({ SMTP_URL: "smtp://mail.example", PUBLIC_URL: "https://feed.example" })).toBe("darkroom@feed.example");
});
