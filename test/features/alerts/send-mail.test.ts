import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AppContext } from "../../../server/app-context.js";
import { parseSmtpUrl } from "../../../server/config/smtp-url.js";
import { runAlerts } from "../../../server/features/alerts/run-alerts.js";
import { HOUR_MS } from "../../../server/lib/clock.js";
import { insertAccount } from "../../support/feed-rows.js";
import { headerOf, type MailServer, partOf, startMailServer } from "../../support/mail-server.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";

const ALONE = new AbortController().signal;

let testApp: TestApp;
let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
  testApp = await createTestApp({
    SMTP_URL: `smtp://ada%40mail.example:mail-password@127.0.0.1:${server.port}`,
    ALERT_EMAIL: "you@example.com, team@example.com",
    SYNC_EVERY: "365d",
  });
});
afterAll(async () => {
  await testApp.close();
  await server.close();
});
beforeEach(async () => {
  await testApp.app.sql`truncate accounts, alerts, alert_deliveries cascade`;
  Object.assign(server, { password: "mail-password", rejectWith: null, loginCount: 0 });
  server.mails.length = 0;
  await insertAccount(testApp.app, "acc_1", { appId: "another", username: '<b onload="x">&' });
});

const tell = (app: AppContext = testApp.app) => runAlerts(app, ALONE);
const deliveries = () =>
  testApp.app.sql<Record<string, unknown>[]>`
    select channel, status, attempts, response_code, error from alert_deliveries order by created_at`;

test("one mail goes to everyone, from the address that signs in", async () => {
  await tell();
  expect(server.mails).toHaveLength(1);
  expect(server.mails[0]).toMatchObject({ from: "ada@mail.example", to: ["you@example.com", "team@example.com"] });
  expect(await deliveries()).toEqual([
    { channel: "EMAIL", status: "DELIVERED", attempts: 1, response_code: 250, error: null },
  ]);
});

test("its text says what happened, what to do, and where to click", async () => {
  await tell();
  const [mail] = server.mails;
  const text = mail ? partOf(mail, "text/plain") : "";
  expect(text).toContain('@<b onload="x">& must be reconnected.');
  expect(text).toMatch(/Reconnect \(good once, for 7 days\): http:\/\/localhost:4000\/oauth\/start\?invite=[\w-]{43}/);
  expect(text).toContain("Dashboard: http://localhost:4000/admin/");
});

test("its HTML escapes every word", async () => {
  await tell();
  const [mail] = server.mails;
  const html = mail ? partOf(mail, "text/html") : "";
  expect(html).toContain("@&lt;b onload=&quot;x&quot;&gt;&amp; must be reconnected.");
  expect(html).not.toContain("<b onload");
  expect(html).toMatch(/<a href="http:\/\/localhost:4000\/oauth\/start\?invite=[\w-]{43}">Reconnect the account<\/a>/);
});

test("a mail that is refused comes later, under the same Message-ID", async () => {
  server.rejectWith = 451;
  await tell();
  expect(await deliveries()).toMatchObject([
    { status: "WAITING", attempts: 1, response_code: 451, error: "the mail server refused the mail (451)" },
  ]);
  const [row] = await testApp.app.sql<{ id: string }[]>`select id from alert_deliveries`;
  server.rejectWith = null;
  testApp.clock.advance(HOUR_MS);
  await tell();
  expect(server.mails.map((mail) => headerOf(mail, "Message-ID"))).toEqual([`<${row?.id}@mail.example>`]);
  expect(server.mails.map((mail) => headerOf(mail, "Auto-Submitted"))).toEqual(["auto-generated"]);
});

test("a wrong password is told in our own words, without it", async () => {
  server.password = "another";
  await tell();
  const [row] = await deliveries();
  expect(row?.error).toBe("the mail server refused the user and password of SMTP_URL (535)");
});

test("a mail server that is not there is told", async () => {
  await tell(appWith("smtp://127.0.0.1:1"));
  const [row] = await deliveries();
  expect(row?.error).toMatch(/^the (connection to the )?mail server /);
});

test("a mail server whose certificate nobody vouches for gets neither password nor mail", async () => {
  const impostor = await startMailServer({ secure: true });
  await tell(appWith(`smtps://ada%40mail.example:mail-password@127.0.0.1:${impostor.port}`));
  const [row] = await deliveries();
  expect(row).toMatchObject({ status: "WAITING", response_code: null });
  expect(row?.error).toMatch(/encrypted|connection/);
  expect(impostor).toMatchObject({ mails: [], loginCount: 0 });
  await impostor.close();
});

test("a mail server without encryption gets neither, unless the address allows it", async () => {
  await tell(appWith(`smtp://ada%40mail.example:mail-password@127.0.0.1:${server.port}`, "STARTTLS"));
  const [row] = await deliveries();
  expect(server).toMatchObject({ mails: [], loginCount: 0 });
  expect(row?.error).toMatch(/^no encrypted connection to the mail server could be made/);
});

function appWith(url: string, tls?: "STARTTLS"): AppContext {
  const mail = testApp.app.config.alertMail;
  if (!mail) throw new Error("no mail is set");
  const alertMail = { ...mail, server: { ...parseSmtpUrl(url), ...(tls ? { tls } : {}) } };
  return { ...testApp.app, config: { ...testApp.app.config, alertMail } };
}
