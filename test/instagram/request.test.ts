import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Secret } from "../../server/lib/secret.js";
import {
  failureOf,
  fixture,
  graphError,
  hang,
  html,
  json,
  type Reply,
  reset,
  type ScriptedInstagram,
  scriptInstagram,
  TOKEN,
} from "./scripted-instagram.js";

let scripted: ScriptedInstagram;
beforeEach(async () => {
  scripted = await scriptInstagram({ timeoutMs: 300 });
});
afterEach(() => scripted[Symbol.asyncDispose]());

const ME = json('{"id":"1","username":"bakery"}');
const cutShort: Reply = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "500" });
  response.write('{"id":"1","user');
  setTimeout(() => response.destroy(), 20);
};
const endless: Reply = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const writing = setInterval(() => response.write("x".repeat(100_000)), 1);
  response.on("close", () => clearInterval(writing));
};
const redirect: Reply = (response) => response.writeHead(302, { location: `${scripted.url}/elsewhere` }).end();

describe("a fault that passes", () => {
  test.each<[string, Reply]>([
    ["a server that hangs", hang],
    ["a connection reset", reset],
    ["an HTML 502", html(502)],
    ["an HTML page as a success", html(200)],
    ["JSON cut short by a closed connection", cutShort],
    ["JSON cut short in a whole answer", json('{"id":"1","user')],
    ["an answer of another shape", json("{}")],
    ["code 2 with HTTP 500", json(fixture("16_err_2_transient_http500"), 500)],
    ["code 1", graphError(1, "An unknown error has occurred.")],
    ["an error marked transient", graphError(9876, "Try again", { is_transient: true })],
  ])("%s is overcome by asking again", async (_, fault) => {
    scripted.script(fault, fault, ME);
    expect((await scripted.instagram.readProfile(TOKEN)).username).toBe("bakery");
    expect(scripted.calls.map(({ attempt, cause }) => [attempt, cause])).toEqual([
      [1, "INSTAGRAM_UNAVAILABLE"],
      [2, "INSTAGRAM_UNAVAILABLE"],
      [3, null],
    ]);
  });

  test.each<[string, Reply]>([
    ["a server that hangs", hang],
    ["a connection reset", reset],
    ["an HTML 502", html(502)],
  ])("%s is given up after three attempts", async (_, fault) => {
    scripted.script(fault);
    const failure = await failureOf(scripted.instagram.readProfile(TOKEN));
    expect(failure.failureCause).toBe("INSTAGRAM_UNAVAILABLE");
    expect(scripted.requests).toHaveLength(3);
  });

  test("a redirect is not followed, though it is a fault that passes", async () => {
    scripted.script(redirect);
    expect((await failureOf(scripted.instagram.readProfile(TOKEN))).failureCause).toBe("INSTAGRAM_UNAVAILABLE");
    expect(scripted.requests.map(({ path }) => path)).toEqual(["/v26.0/me", "/v26.0/me", "/v26.0/me"]);
  });
});

describe("a fault that stays", () => {
  test.each<[string, Reply, string]>([
    ["a dead token", graphError(190, "Error validating access token"), "TOKEN_REVOKED"],
    ["throttling", json(fixture("17_err_4_app_request_limit"), 400), "INSTAGRAM_RATE_LIMITED"],
    ["HTML with HTTP 429", html(429), "INSTAGRAM_RATE_LIMITED"],
    ["a body without end", endless, "INSTAGRAM_UNAVAILABLE"],
    [
      "an error with HTTP 200",
      graphError(803, "Some of the aliases do not exist", { status: 200 }),
      "INSTAGRAM_REJECTED",
    ],
  ])("%s is not asked again", async (_, fault, cause) => {
    scripted.script(fault);
    expect((await failureOf(scripted.instagram.readProfile(TOKEN))).failureCause).toBe(cause);
    expect(scripted.requests).toHaveLength(1);
  });

  test("a token that no header can carry is not sent at all", async () => {
    const failure = await failureOf(scripted.instagram.readProfile(new Secret("IGAA\nX-Other: 1")));
    expect(failure.failureCause).toBe("TOKEN_REVOKED");
    expect(scripted.requests).toHaveLength(0);
  });
});

describe("the caller's budget", () => {
  test("ends an attempt", async () => {
    scripted.script(hang);
    const budget = new AbortController();
    const call = failureOf(scripted.instagram.readProfile(TOKEN, { signal: budget.signal }));
    await expect.poll(() => scripted.requests).toHaveLength(1);
    budget.abort();
    const message = expect.stringContaining("given up by the caller");
    expect(await call).toMatchObject({ failureCause: "INSTAGRAM_UNAVAILABLE", message });
    expect(scripted.requests).toHaveLength(1);
  });

  test("ends the waiting between attempts", async () => {
    scripted.script(html(502));
    const budget = new AbortController();
    const call = failureOf(scripted.instagram.readProfile(TOKEN, { signal: budget.signal }));
    while (scripted.calls.length === 0) await sleep(1);
    budget.abort();
    expect((await call).failureCause).toBe("INSTAGRAM_UNAVAILABLE");
    await sleep(1_200);
    expect(scripted.requests.length).toBeLessThan(3);
  });

  test("spent before the call, lets nothing out", async () => {
    const call = scripted.instagram.readProfile(TOKEN, { signal: AbortSignal.abort() });
    expect((await failureOf(call)).failureCause).toBe("INSTAGRAM_UNAVAILABLE");
    expect(scripted.requests).toHaveLength(0);
  });
});

describe("what onCall is told", () => {
  test("names the call, its outcome and the usage, and holds no secret", async () => {
    const headers = { "x-app-usage": '{"call_count":28,"total_time":25,"total_cputime":25}' };
    scripted.script(graphError(190, `Bad token ${TOKEN.reveal()}`, { headers }));
    await failureOf(scripted.instagram.readProfile(TOKEN));
    expect(scripted.calls).toEqual([
      {
        call: "readProfile",
        attempt: 1,
        ms: expect.any(Number),
        status: 400,
        code: 190,
        cause: "TOKEN_REVOKED",
        usage: {
          callCountPercent: 28,
          totalTimePercent: 25,
          totalCpuTimePercent: 25,
          maxPercent: 28,
          appPercent: 28,
          accountPercent: null,
          regainAccessS: null,
        },
      },
    ]);
    expect(JSON.stringify(scripted.calls)).not.toContain("IGAA");
  });

  test("has no status when there was no answer", async () => {
    scripted.script(reset, ME);
    await scripted.instagram.readProfile(TOKEN);
    expect(scripted.calls[0]).toMatchObject({ status: null, code: null, cause: "INSTAGRAM_UNAVAILABLE", usage: null });
  });
});

describe("how long to wait when throttled", () => {
  const throttled = (headers: Record<string, string>) =>
    graphError(80002, "There have been too many calls", { headers });

  test("is the longest of what Instagram says", async () => {
    const pools = { "1": [{ estimated_time_to_regain_access: 2 }], "2": [{ estimated_time_to_regain_access: 7 }] };
    scripted.script(throttled({ "x-business-use-case-usage": JSON.stringify(pools), "retry-after": "60" }));
    expect((await failureOf(scripted.instagram.readProfile(TOKEN))).retryAfterS).toBe(420);
  });

  test.each([
    ["120", 120],
    ["0", null],
    ["soon", null],
  ])("Retry-After: %s gives %s", async (header, seconds) => {
    scripted.script(throttled({ "retry-after": header }));
    expect((await failureOf(scripted.instagram.readProfile(TOKEN))).retryAfterS).toBe(seconds);
  });

  test("may come as a date", async () => {
    scripted.script(throttled({ "retry-after": new Date(Date.now() + 90_000).toUTCString() }));
    const { retryAfterS } = await failureOf(scripted.instagram.readProfile(TOKEN));
    expect(retryAfterS).toBeGreaterThan(80);
    expect(retryAfterS).toBeLessThanOrEqual(90);
  });

  test("is a day at most, so that nothing is put off for ever", async () => {
    const pools = { "1": [{ estimated_time_to_regain_access: 1e300 }] };
    scripted.script(
      throttled({ "retry-after": "Thu, 01 Jan 2099 00:00:00 GMT" }),
      throttled({ "x-business-use-case-usage": JSON.stringify(pools) }),
    );
    for (let n = 0; n < 2; n++) {
      expect((await failureOf(scripted.instagram.readProfile(TOKEN))).retryAfterS).toBe(24 * 3_600);
    }
  });

  test("is unknown when nothing says", async () => {
    scripted.script(throttled({}));
    expect((await failureOf(scripted.instagram.readProfile(TOKEN))).retryAfterS).toBeNull();
  });
});

test("a failure carries Instagram's code, subcode and trace, and no secret that its words repeat", async () => {
  const echo = `Malformed access token ${TOKEN.reveal()} at https://graph.instagram.com/me?access_token=${TOKEN.reveal()}`;
  scripted.script(graphError(190, echo, { error_subcode: 460, fbtrace_id: "AcIOG4kOlL7jyZ-Oj14Vede" }));
  expect(await failureOf(scripted.instagram.readProfile(TOKEN))).toMatchObject({
    failureCause: "PASSWORD_CHANGED",
    status: 400,
    code: 190,
    subcode: 460,
    traceId: "AcIOG4kOlL7jyZ-Oj14Vede",
    message: "Malformed access token [secret] at [address]",
  });
});

test("a trace that repeats the token does not", async () => {
  scripted.script(graphError(190, "?", { fbtrace_id: TOKEN.reveal() }));
  expect((await failureOf(scripted.instagram.readProfile(TOKEN))).traceId).toBe("[secret]");
});
