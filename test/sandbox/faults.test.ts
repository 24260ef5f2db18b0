import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { exchangeTokenPath, type RunningSandbox, startSandbox } from "./start-sandbox.js";

describe("faults on demand", () => {
  let running: RunningSandbox;
  let bakery: string;
  let florist: string;
  beforeAll(async () => {
    running = await startSandbox();
    [bakery, florist] = [await running.longToken("bakery"), await running.longToken("florist")];
  });
  afterEach(() => running.control({ reset: true }));
  afterAll(() => running.close());

  const me = (token = bakery) => running.get(`/me?access_token=${token}`);
  const media = (query = "", token = bakery) => running.get(`/me/media?access_token=${token}${query}`);
  const errorOf = async (response: Response) => JSON.parse(await response.text()).error;

  test.each([
    ["password-changed", 460, "changed their password"],
    ["app-removed", 458, "not authorized application"],
    ["expired", 463, "Session has expired on"],
    ["checkpoint", 459, "log in to www.instagram.com"],
    ["unconfirmed", 464, "not a confirmed user"],
    ["invalidated", 466, "invalidated explicitly"],
    ["logged-out", 467, "logged out"],
  ])("a token revoked for %s is 190, with subcode %i only on request", async (cause, subcode, words) => {
    await running.control({ revoke: { account: "bakery", cause } });
    const bare = await errorOf(await me());
    expect(bare).toMatchObject({ code: 190, type: "OAuthException" });
    expect(bare.message).toContain(words);
    expect(bare).not.toHaveProperty("error_subcode");
    await running.control({ revoke: { account: "bakery", cause, subcode: true } });
    expect((await errorOf(await me())).error_subcode).toBe(subcode);
    expect((await me(florist)).status).toBe(200);
  });

  test("revoking an account ends the tokens it has, not the next one", async () => {
    await running.control({ revoke: { account: "bakery" } });
    expect((await errorOf(await me())).code).toBe(190);
    await running.control({ advance: "1s" });
    expect((await me(await running.longToken("bakery"))).status).toBe(200);
  });

  test("one token can be revoked alone, and restored", async () => {
    const other = await running.longToken("bakery");
    await running.control({ revoke: { token: other } });
    expect((await errorOf(await me(other))).code).toBe(190);
    expect((await me()).status).toBe(200);
    await running.control({ restore: { account: "bakery" } });
    expect((await me(other)).status).toBe(200);
  });

  test("a withdrawn permission is 100 or 10, everywhere, while the token stays good", async () => {
    await running.control({ withdraw: { account: "bakery" } });
    for (const response of [await me(), await media()]) {
      expect(await errorOf(response)).toMatchObject({
        code: 100,
        type: "IGApiException",
        message: "Unsupported request - method type: get",
      });
    }
    await running.control({ withdraw: { account: "bakery", as: "permission" } });
    expect((await errorOf(await me())).code).toBe(10);
    await running.control({ restore: { account: "bakery" } });
    expect((await me()).status).toBe(200);
  });

  test("an account that becomes personal can no longer be read", async () => {
    await running.control({ personal: { account: "bakery" } });
    expect((await errorOf(await media())).code).toBe(100);
    const profile = await running.json(`/me?fields=username,account_type,website&access_token=${bakery}`);
    expect(profile).toEqual({ username: "bakery", account_type: "PERSONAL", id: "36220564007528767" });
    await running.control({ personal: { account: "bakery", mode: "refused" } });
    expect((await errorOf(await me())).code).toBe(100);
    await running.control({ personal: { account: "hobby", mode: "no" } });
    expect((await me(await running.longToken("hobby"))).status).toBe(200);
  });

  test.each([
    [4, "x-app-usage"],
    [17, "x-app-usage"],
    [613, "x-app-usage"],
    [80002, "x-business-use-case-usage"],
  ])("throttling with code %i says so in %s, for as many calls as asked", async (code, header) => {
    await running.control({ throttle: { code, calls: 2, minutes: 7, account: "bakery" } });
    expect((await me(florist)).status).toBe(200);
    for (const response of [await me(), await media()]) {
      expect(response.status).toBe(400);
      const meter = response.headers.get(header) ?? "";
      expect(meter).toContain('"call_count":100');
      if (code === 80002) {
        expect(JSON.parse(meter)["17841401313574613"][0]).toMatchObject({
          type: "instagram",
          estimated_time_to_regain_access: 7,
        });
      }
      expect((await errorOf(response)).code).toBe(code);
    }
    expect((await me()).status).toBe(200);
  });

  test("a fault may hold for a time of the sandbox's clock", async () => {
    await running.control({ throttle: { code: 4, for: "30m" } });
    expect((await me()).status).toBe(400);
    await running.control({ advance: "31m" });
    expect((await me()).status).toBe(200);
  });

  test("good answers carry the usage that was asked for, until it is zero", async () => {
    await running.control({ usage: { percent: 83, account: "bakery" } });
    expect((await me()).headers.get("x-business-use-case-usage")).toContain('"call_count":83');
    expect((await me(florist)).headers.get("x-business-use-case-usage")).toBeNull();
    await running.control({ usage: { percent: 0, account: "bakery" } });
    expect((await me()).headers.get("x-business-use-case-usage")).toBeNull();
  });

  test("a transient failure is HTTP 500 with code 2, at one endpoint", async () => {
    await running.control({ fail: { kind: "transient", endpoint: "media", calls: 1 } });
    expect((await me()).status).toBe(200);
    const failed = await media();
    expect(failed.status).toBe(500);
    expect(await errorOf(failed)).toMatchObject({ code: 2, is_transient: true, type: "OAuthException" });
    expect((await media()).status).toBe(200);
  });

  test("too much data is refused above a limit and answered below it", async () => {
    await running.control({ fail: { kind: "reduce", limitOver: 50, endpoint: "media" } });
    const refused = await media("&limit=100");
    expect([refused.status, (await errorOf(refused)).code]).toEqual([500, 1]);
    expect((await media("&limit=50")).status).toBe(200);
  });

  test("an empty or short page still has a next, and nothing is lost", async () => {
    const ids = async (response: Response) => {
      const page = JSON.parse(await response.text());
      return { ids: page.data.map(({ id }: { id: string }) => id), next: page.paging?.next };
    };
    const whole = await ids(await media("&limit=5"));
    await running.control({ fail: { kind: "short-page", calls: 1 } });
    const empty = await ids(await media("&limit=5"));
    expect(empty.ids).toEqual([]);
    expect((await ids(await fetch(empty.next))).ids).toEqual(whole.ids);
    await running.control({ fail: { kind: "short-page", rows: 2, calls: 1 } });
    const short = await ids(await media("&limit=5"));
    const rest = await ids(await fetch(short.next));
    expect([...short.ids, ...rest.ids].slice(0, 5)).toEqual(whole.ids);
    expect(short.ids).toHaveLength(2);
  });

  test("answers can be HTML, cut off, or labelled as something else", async () => {
    await running.control({ fail: { kind: "html", calls: 1 } });
    const html = await me();
    expect([html.status, html.headers.get("content-type")]).toEqual([502, "text/html; charset=utf-8"]);
    expect(await html.text()).toContain("<title>Facebook | Error</title>");
    await running.control({ fail: { kind: "truncated", calls: 1 } });
    const cut = await (await media()).text();
    expect(() => JSON.parse(cut)).toThrow();
    expect(cut).toContain('{"data":[');
    await running.control({ fail: { kind: "wrong-type", calls: 1 } });
    expect((await me()).headers.get("content-type")).toContain("text/plain");
  });

  test("an answer can come late, or never", async () => {
    await running.control({ fail: { kind: "hang", ms: 300, calls: 1 } });
    const before = performance.now();
    expect((await me()).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(290);
    await running.control({ fail: { kind: "hang", calls: 1 } });
    const never = running.get(`/me?access_token=${bakery}`, { signal: AbortSignal.timeout(400) });
    await expect(never).rejects.toThrow(/timeout/);
    expect((await me()).status).toBe(200);
  });

  test("many answers can be late at once, without a warning of a leak", async () => {
    const warnings: Error[] = [];
    const hear = (warning: Error) => void warnings.push(warning);
    process.on("warning", hear);
    await running.control({ fail: { kind: "hang", ms: 300 } });
    const answers = await Promise.all(Array.from({ length: 12 }, () => me()));
    process.off("warning", hear);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(warnings).toEqual([]);
  });

  test("a connection can be reset, a body endless", async () => {
    await running.control({ fail: { kind: "reset", calls: 1 } });
    await expect(me()).rejects.toThrow("fetch failed");
    await running.control({ fail: { kind: "endless", calls: 1 } });
    let bytes = 0;
    for await (const chunk of (await me()).body ?? []) {
      bytes += chunk.length;
      if (bytes >= 5_000_000) break;
    }
    expect(bytes).toBeGreaterThanOrEqual(5_000_000);
    expect((await me()).status).toBe(200);
  });

  test("any error of the platform can be played, with scope of endpoint and account", async () => {
    const error = { code: 25, subcode: 2207050, message: "The user is restricted.", status: 403 };
    await running.control({ fail: { kind: "error", ...error, endpoint: "media", account: "bakery" } });
    const response = await media();
    expect(response.status).toBe(403);
    expect(await errorOf(response)).toMatchObject({ code: 25, error_subcode: 2207050, message: error.message });
    expect((await media("", florist)).status).toBe(200);
  });

  test("exchange and refresh can fail too, told apart by account", async () => {
    const code = await running.code("bakery");
    await running.control({ fail: { kind: "transient", endpoint: "exchange", account: "bakery", calls: 1 } });
    expect((await running.exchange({ code: await running.code("florist") })).status).toBe(200);
    expect((await running.exchange({ code })).status).toBe(500);
    const short = JSON.parse(await (await running.exchange({ code })).text()).access_token;
    await running.control({ fail: { kind: "transient", endpoint: "long-lived", calls: 1 } });
    expect((await running.get(exchangeTokenPath(running.sandbox, short))).status).toBe(500);
    await running.control({ fail: { kind: "html", endpoint: "refresh", calls: 1 } });
    const path = `/refresh_access_token?grant_type=ig_refresh_token&access_token=${bakery}`;
    expect((await running.get(path)).status).toBe(502);
  });

  test("lifting ends what it names and leaves the rest", async () => {
    await running.control({ fail: { kind: "transient", endpoint: "media" } });
    await running.control({ fail: { kind: "html", endpoint: "me" } });
    await running.control({ lift: { endpoint: "me" } });
    expect([(await me()).status, (await media()).status]).toEqual([200, 500]);
    await running.control({ lift: "all" });
    expect((await media()).status).toBe(200);
  });

  test("a server with hanging calls closes all the same", async () => {
    const other = await startSandbox();
    await other.control({ fail: { kind: "hang", ms: 60_000, endpoint: "me" } });
    await other.control({ fail: { kind: "hang", endpoint: "media" } });
    const token = await other.longToken("bakery");
    const calls = [other.get(`/me/media?access_token=${token}`), other.get(`/me?access_token=${token}`)];
    const ends = Promise.allSettled(calls);
    await expect.poll(() => other.sandbox.calls.counts().bakery?.media).toBe(1);
    const before = performance.now();
    await other.close();
    await ends;
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
