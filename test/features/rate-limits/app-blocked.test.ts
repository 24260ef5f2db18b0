import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { MessageItem } from "../../../server/features/alerts/message.js";
import { runAlerts } from "../../../server/features/alerts/run-alerts.js";
import { isOfTheApp } from "../../../server/features/tokens/settle-revocation.js";
import { apiErrorOf } from "../../support/api-error.js";
import { startWebhookReceiver, type WebhookReceiver } from "../../support/webhook-receiver.js";
import { createRateLimitTest, type RateLimitTest } from "./rate-limit-app.js";

const UNNAMED = { code: 10, message: "(#10) Application does not have permission for this action" };
const DEACTIVATED = "API access deactivated. To reactivate, go to the app dashboard.";

let at: RateLimitTest;
let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  at = await createRateLimitTest({ ALERT_WEBHOOK_URL: receiver.url, ALERT_WEBHOOK_SECRET: "s".repeat(32) });
});
afterAll(async () => {
  await at.close();
  await receiver.close();
});
beforeEach(async () => {
  await at.testApp.app.sql`truncate accounts, events, oauth_states, circuits, alerts, alert_deliveries cascade`;
  await at.testApp.sandbox.control({ reset: true });
  receiver.posted.length = 0;
});

const control = (command: Record<string, unknown>) => at.testApp.sandbox.control(command);
const rejectAll = (input: Record<string, unknown> = {}) =>
  control({ fail: { kind: "error", code: 200, message: DEACTIVATED, ...input } });
const states = async () => {
  const rows = await at.testApp.app.sql<{ name: string; token: string | null; sync: string | null }[]>`
    select username as name, failure_cause as token, sync_failure_cause as sync
    from accounts a join account_states s on s.account_id = id join tokens t on t.account_id = id order by connected_at`;
  return rows.map(({ name, token, sync }) => `${name} ${token} ${sync}`);
};
const flagged = async () => (await states()).filter((state) => !/ (null|APP_BLOCKED) /.test(state));

async function pass(minutes: number, step = 5): Promise<void> {
  for (let minute = 0; minute < minutes; minute += step) {
    await at.syncDue();
    await at.refreshDue();
    await runAlerts(at.testApp.app, new AbortController().signal);
    at.advance(step);
  }
}
const told = (): MessageItem[] => receiver.posted.flatMap(({ body }) => body.items);

describe("Meta switches the app off", () => {
  test.each([
    [2, { status: 200 }],
    [6, { code: 190, message: "Error validating application. Application has been DELETED." }],
  ])(
    "%i accounts, %j: none is flagged, one alert names the app, all recover with the next sync",
    async (count, input) => {
      await at.connectShops(count);
      at.advance(40 * 24 * 60);
      await rejectAll(input);
      const before = await at.calls();
      await pass(3 * 60, 15);
      expect(await flagged()).toEqual([]);
      expect((await states()).filter((state) => state.endsWith("APP_BLOCKED APP_BLOCKED")).length).toBeGreaterThan(0);
      expect((await at.calls()) - before).toBeLessThan(60);
      expect(told()).toMatchObject([{ kind: "APP_BLOCKED", account: null, reconnectUrl: null }]);
      expect(told()[0]?.text).toContain(at.testApp.app.config.instagram.appId);
      expect(told()[0]?.nextStep).toContain("developers.facebook.com/apps");
      // Who asks is told why, and that nobody needs to connect anything again.
      const apiError = await apiErrorOf(at.click("shop1"));
      expect(apiError).toMatchObject({
        code: "APP_MISCONFIGURED",
        nextStep: expect.stringContaining("No account needs"),
      });
      expect((await apiErrorOf(at.testApp.connect("bakery"))).nextStep).toBe(apiError.nextStep);
      await control({ lift: "all" });
      await pass(60, 15);
      expect(new Set((await states()).map((state) => state.replace(/^\S+ /, "")))).toEqual(new Set(["null null"]));
      await pass(15);
      expect(told().map(({ kind }) => kind)).toEqual(["APP_BLOCKED", "RECOVERED"]);
    },
  );

  test.each([UNNAMED, { code: 250, message: "Denied" }])(
    "in words that name nobody (%j): another account is asked, so that not even the first is flagged",
    async (input) => {
      await at.connectShops(2);
      at.advance(4 * 60);
      await rejectAll(input);
      expect((await apiErrorOf(at.click("shop1"))).code).toBe("APP_MISCONFIGURED");
      expect(await states()).toEqual(["shop1 APP_BLOCKED APP_BLOCKED", "shop2 null null"]);
      expect(await at.testApp.app.sql`select outcome from events where action = 'sync.failed'`).toEqual([
        { outcome: "APP_BLOCKED" },
      ]);
      await apiErrorOf(at.click("shop2"));
      expect(await states()).toEqual(["shop1 APP_BLOCKED APP_BLOCKED", "shop2 null APP_BLOCKED"]);
      await expect(at.testApp.connect("bakery")).rejects.toMatchObject({ code: "APP_MISCONFIGURED" });
      await pass(25 * 60, 300);
      expect(await flagged()).toEqual([]);
      await control({ lift: "all" });
      await pass(60, 15);
      expect(await states()).toEqual(["shop1 null null", "shop2 null null"]);
    },
  );

  test("in such words to accounts that are asked at the same moment: none stays flagged", async () => {
    await at.connectShops(4);
    at.advance(4 * 60);
    await rejectAll(UNNAMED);
    await at.syncDue();
    expect(await flagged()).toEqual([]);
  });

  test("in such words, while the account that is asked does not answer: the next one is", async () => {
    await at.connectShops(3);
    at.advance(4 * 60);
    await at.sync("shop3");
    await control({ fail: { kind: "transient", account: "shop3" } });
    await rejectAll(UNNAMED);
    expect((await apiErrorOf(at.click("shop1"))).code).toBe("APP_MISCONFIGURED");
    expect(await states()).toEqual(["shop1 APP_BLOCKED APP_BLOCKED", "shop2 null null", "shop3 null null"]);
    const blocks = await at.testApp.app.sql`select from circuits where reason = 'APP_BLOCKED' and closed_at is null`;
    expect(blocks).toHaveLength(1);
  });

  test("in such words, while no other account answers: nobody is flagged, and all recover", async () => {
    await at.connectShops(2);
    at.advance(4 * 60);
    await control({ fail: { kind: "transient", account: "shop2" } });
    await rejectAll(UNNAMED);
    expect((await apiErrorOf(at.click("shop1"))).code).toBe("APP_MISCONFIGURED");
    expect(await states()).toEqual(["shop1 APP_BLOCKED APP_BLOCKED", "shop2 null null"]);
    // A trial of one account bars nobody.
    expect(await at.testApp.app.sql`select from circuits where reason = 'APP_BLOCKED'`).toEqual([]);
    await control({ lift: "all" });
    await pass(60, 15);
    expect(await states()).toEqual(["shop1 null null", "shop2 null null"]);
  });

  test("in such words, although others were served since it was refused first: none is flagged", async () => {
    await at.connectShops(3);
    at.advance(4 * 60);
    await rejectAll(UNNAMED);
    await apiErrorOf(at.click("shop1"));
    await control({ lift: "all" });
    at.advance(2 * 60);
    await at.sync("shop2");
    await rejectAll(UNNAMED);
    await apiErrorOf(at.click("shop1"));
    expect(await flagged()).toEqual([]);
  });

  test("for one kind of call alone: the others go on, and their good answers end nothing", async () => {
    await at.connectShops(3);
    at.advance(40 * 24 * 60);
    await rejectAll({ endpoint: "media" });
    await pass(60, 20);
    expect(await flagged()).toEqual([]);
    const [{ count }] = await at.testApp.app.sql<[{ count: number }]>`
      select count(*)::int as count from tokens where refreshed_at is not null`;
    expect(count).toBe(3);
    const [block] = await at.testApp.app.sql`select scope_key, closed_at from circuits where reason = 'APP_BLOCKED'`;
    expect(block).toMatchObject({ scope_key: expect.stringMatching(/:readMediaPage$/), closed_at: null });
  });
});

describe("while others are served well", () => {
  test("an account whose permission is withdrawn is flagged, and stays so", async () => {
    await at.connectShops(4);
    at.advance(4 * 60);
    await control({ withdraw: { account: "shop2" } });
    await pass(4 * 60, 20);
    expect(await flagged()).toEqual(["shop2 PERMISSION_MISSING PERMISSION_MISSING"]);
  });

  test("one whose permission is withdrawn while no other account answers is flagged once another is served", async () => {
    await at.connectShops(2);
    at.advance(4 * 60);
    await control({ withdraw: { account: "shop1" } });
    await control({ fail: { kind: "transient", account: "shop2" } });
    await apiErrorOf(at.click("shop1"));
    expect(await flagged()).toEqual([]);
    await control({ lift: "all" });
    await pass(60, 15);
    expect(await flagged()).toEqual(["shop1 PERMISSION_MISSING PERMISSION_MISSING"]);
  });

  test("a witness whose own token is revoked is flagged at once, without a second call", async () => {
    await at.connectShops(4);
    at.advance(4 * 60);
    for (const name of ["shop2", "shop3", "shop4"]) await at.sync(name);
    await control({ revoke: { account: "shop4", cause: "checkpoint" } });
    await control({ withdraw: { account: "shop1" } });
    const before = await at.calls("shop4");
    await apiErrorOf(at.sync("shop1"));
    expect(await flagged()).toEqual(["shop1 PERMISSION_MISSING PERMISSION_MISSING", "shop4 TOKEN_REVOKED null"]);
    await at.testApp.app.sql`update account_states set next_sync_at = now() where account_id = ${at.id("shop4")}`;
    await at.syncDue();
    expect(await flagged()).toContain("shop4 TOKEN_REVOKED TOKEN_REVOKED");
    expect((await at.calls("shop4")) - before).toBe(1);
  });

  test("two whose permissions were withdrawn at once are flagged at once, as a third is served", async () => {
    await at.connectShops(3);
    at.advance(4 * 60);
    for (const account of ["shop1", "shop2"]) await control({ withdraw: { account } });
    await apiErrorOf(at.click("shop1"));
    await apiErrorOf(at.click("shop2"));
    expect(await flagged()).toHaveLength(2);
    await pass(5 * 60, 15);
    expect(await flagged()).toEqual([
      "shop1 PERMISSION_MISSING PERMISSION_MISSING",
      "shop2 PERMISSION_MISSING PERMISSION_MISSING",
    ]);
  });

  test("one account that alone meets words about the app is not flagged, and bars nobody else", async () => {
    await at.connectShops(4);
    at.advance(4 * 60);
    await at.syncDue();
    await rejectAll({ account: "shop3" });
    await apiErrorOf(at.sync("shop3"));
    at.advance(4 * 60);
    await pass(60, 15);
    expect((await states()).filter((state) => !state.endsWith("null null"))).toEqual(["shop3 APP_BLOCKED APP_BLOCKED"]);
  });
});

test("whatever the order, the app is never blamed while others are served since, and nobody when all are refused", () => {
  const at = fc.option(fc.date({ min: new Date("2026-01-01"), max: new Date("2026-01-09"), noInvalidDate: true }));
  const evidence = fc.record({
    rejectedSince: at,
    ownServedAt: at,
    othersServedAt: at,
    othersRejectedAt: at,
    blockClosedAt: at,
  });
  fc.assert(
    fc.property(evidence, (seen) => {
      const served = [seen.othersServedAt, seen.blockClosedAt].filter((one) => one !== null);
      const isServedSince = (from: Date | null) => from !== null && served.some((one) => one > from);
      if (isServedSince(seen.rejectedSince) || isServedSince(seen.othersRejectedAt))
        expect(isOfTheApp(seen)).toBe(false);
      const allServed = seen.ownServedAt ? [...served, seen.ownServedAt] : served;
      const last = seen.othersRejectedAt;
      const isRefusedAlike = last !== null && allServed.every((one) => one < last);
      if (isRefusedAlike && !isServedSince(seen.rejectedSince)) expect(isOfTheApp(seen)).toBe(true);
    }),
  );
});

test("whatever refusals come to all alike, in whatever order, no healthy account is flagged, and all recover", async () => {
  const apiError = fc.record({
    code: fc.constantFrom(10, 100, 190, 200, 299, 4711),
    status: fc.constantFrom(200, 400, 403),
    message: fc.constantFrom(
      DEACTIVATED,
      "API ACCESS BLOCKED",
      "This app has been restricted.",
      "Application disabled",
    ),
    endpoint: fc.constantFrom(undefined, "me", "media"),
  });
  const acts = fc.array(fc.constantFrom("shop1", "shop2", "shop3"), { minLength: 2, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(apiError, acts, async (input, names) => {
      await at.testApp.app.sql`truncate accounts, events, oauth_states, circuits cascade`;
      await control({ reset: true });
      await at.connectShops(3);
      at.advance(4 * 60);
      await rejectAll(JSON.parse(JSON.stringify(input)));
      for (const name of names) {
        await at.click(name).catch(() => undefined);
        at.advance(3);
      }
      await pass(40, 20);
      expect(await flagged()).toEqual([]);
      await control({ lift: "all" });
      await pass(60, 20);
      expect((await states()).filter((state) => !state.endsWith("null null"))).toEqual([]);
    }),
    { numRuns: 3 },
  );
});
