import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { exchangeForm, exchangeTokenPath, REDIRECT_URI, type RunningSandbox, startSandbox } from "./start-sandbox.js";

describe("code, short token, long token, refresh", () => {
  let running: RunningSandbox;
  beforeAll(async () => {
    running = await startSandbox();
  });
  afterEach(() => running.control({ reset: true }));
  afterAll(() => running.close());

  const errorOf = async (response: Response) => {
    expect(response.status).toBe(400);
    return JSON.parse(await response.text());
  };
  const saying = (message: string) => ({ error_type: "OAuthException", code: 400, error_message: message });

  test("user_id is a bare integer above 2^53, digit for digit", async () => {
    const text = await (await running.exchange({ code: await running.code("bakery") })).text();
    expect(text).toContain('"user_id":36220564007528767,');
    expect(text).toContain('"permissions":["instagram_business_basic"]');
    expect(JSON.parse(text).access_token).toMatch(/^IGAA[\w-]{146,196}$/);
  });

  test("a multipart form is as good as a url-encoded one", async () => {
    const body = new FormData();
    const fields = exchangeForm(running.sandbox, { code: await running.code("bakery") });
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    expect((await running.get("/oauth/access_token", { method: "POST", body })).status).toBe(200);
  });

  test("a JSON body has no fields", async () => {
    const body = JSON.stringify(exchangeForm(running.sandbox, { code: await running.code("bakery") }));
    const headers = { "content-type": "application/json" };
    const response = await running.get("/oauth/access_token", { method: "POST", body, headers });
    expect(await errorOf(response)).toEqual(saying("Missing required field client_id"));
  });

  test("a GET is the wrong verb", async () => {
    const { error } = await errorOf(await running.get("/oauth/access_token?code=1"));
    expect(error).toMatchObject({ code: 100, message: "Unsupported request - method type: get" });
  });

  test("a code used twice is refused", async () => {
    const code = await running.code("bakery");
    expect((await running.exchange({ code })).status).toBe(200);
    expect(await errorOf(await running.exchange({ code }))).toEqual(
      saying("Matching code was not found or was already used"),
    );
  });

  test("a code is dead after an hour, not before", async () => {
    const [early, late] = [await running.code("bakery"), await running.code("bakery")];
    await running.control({ advance: "59m" });
    expect((await running.exchange({ code: early })).status).toBe(200);
    await running.control({ advance: "1m" });
    expect(await errorOf(await running.exchange({ code: late }))).toEqual(
      saying("Matching code was not found or was already used"),
    );
  });

  test("another redirect_uri is refused, and does not spend the code", async () => {
    const code = await running.code("bakery");
    const refused = await running.exchange({ code, redirect_uri: `${REDIRECT_URI}/` });
    expect((await errorOf(refused)).error_message).toBe(
      "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request",
    );
    expect((await running.exchange({ code })).status).toBe(200);
  });

  test.each([
    ["a made-up code", { code: "nonsense" }, "Invalid authorization code"],
    ["a Facebook app's id", { code: "x", client_id: "1234567890123456" }, "Invalid platform app"],
    ["an app id that does not exist", { code: "x", client_id: "abc" }, "Missing required field client_id"],
    ["no code", {}, "Missing required field code"],
  ])("%s is refused in the platform's words", async (_, form, message) => {
    expect(await errorOf(await running.exchange(form))).toEqual(saying(message));
  });

  test("a wrong app secret is refused with 101, at both steps", async () => {
    const { error } = await errorOf(
      await running.exchange({ code: await running.code("bakery"), client_secret: "no" }),
    );
    expect(error.code).toBe(101);
    const path = exchangeTokenPath(running.sandbox, await running.shortToken("bakery"));
    const second = await errorOf(await running.get(path.replace(/client_secret=\w+/, "client_secret=no")));
    expect(second.error.code).toBe(101);
  });

  test.each([
    ["flat-string", { user_id: "36220564007528767", permissions: ["instagram_business_basic"] }],
    ["wrapped-strings", { data: [{ user_id: "36220564007528767", permissions: "instagram_business_basic" }] }],
    ["wrapped", { data: [{ permissions: ["instagram_business_basic"] }] }],
    ["comma", { permissions: "instagram_business_basic" }],
    ["empty-permissions", { permissions: [] }],
    ["empty-string", { permissions: "" }],
  ])("shape %s can be asked for", async (shape, expected) => {
    await running.control({ shape: { exchange: shape } });
    const answer = JSON.parse(await (await running.exchange({ code: await running.code("bakery") })).text());
    expect(answer).toMatchObject(expected);
  });

  test("shape no-permissions leaves them out, and the token may read all the same", async () => {
    await running.control({ shape: { exchange: "no-permissions" } });
    const answer = JSON.parse(await (await running.exchange({ code: await running.code("bakery") })).text());
    expect(Object.keys(answer)).toEqual(["access_token", "user_id"]);
    expect((await running.get(`/me/media?access_token=${answer.access_token}`)).status).toBe(200);
  });

  test("a short token becomes one of 60 days; its own hour is not longer for it", async () => {
    const short = await running.shortToken("bakery");
    const long = await running.json(exchangeTokenPath(running.sandbox, short));
    expect(long).toMatchObject({ token_type: "bearer", expires_in: 5_184_000 });
    await running.control({ advance: "1h" });
    const { error } = await errorOf(await running.get(exchangeTokenPath(running.sandbox, short)));
    expect(error.code).toBe(190);
    expect(error.error_subcode).toBeUndefined();
    expect(error.message).toMatch(
      /^Error validating access token: Session has expired on \w+day, \d\d-\w{3}-\d\d \d\d:\d\d:\d\d P[SD]T\. The current time is /,
    );
    expect((await running.get(`/me?access_token=${long.access_token}`)).status).toBe(200);
  });

  test("a token younger than 24 hours is not refreshed; one older is, and both then live", async () => {
    const old = await running.longToken("bakery");
    const refresh = (token: string) =>
      running.get(`/refresh_access_token?grant_type=ig_refresh_token&access_token=${token}`);
    await running.control({ advance: "23h" });
    expect((await errorOf(await refresh(old))).error.code).toBe(100);
    await running.control({ advance: "1h" });
    const fresh = JSON.parse(await (await refresh(old)).text());
    expect(fresh).toMatchObject({ expires_in: 5_184_000, permissions: "instagram_business_basic" });
    expect(fresh.access_token).not.toBe(old);
    await running.control({ advance: "58d" });
    expect((await running.get(`/me?access_token=${old}`)).status).toBe(200);
    await running.control({ advance: "1d" });
    expect((await errorOf(await refresh(old))).error.code).toBe(190);
    expect((await running.get(`/me?access_token=${fresh.access_token}`)).status).toBe(200);
    await running.control({ advance: "1d" });
    expect((await errorOf(await refresh(fresh.access_token))).error.code).toBe(190);
  });

  test("refreshing is for GET alone, and for long tokens alone", async () => {
    const short = await running.shortToken("bakery");
    const path = `/refresh_access_token?grant_type=ig_refresh_token&access_token=${short}`;
    expect((await errorOf(await running.get(path))).error.code).toBe(100);
    const posted = await errorOf(await running.get(path, { method: "POST" }));
    expect(posted.error.message).toBe("Unsupported request - method type: post");
  });

  test("a personal account gets a token that may do nothing but say what it is", async () => {
    const answer = JSON.parse(await (await running.exchange({ code: await running.code("hobby") })).text());
    expect(answer.permissions).toEqual([]);
    const { error } = await errorOf(await running.get(exchangeTokenPath(running.sandbox, answer.access_token)));
    expect(error).toMatchObject({ code: 100, message: "Unsupported request - method type: get" });
    const me = await running.json(`/me?fields=username,account_type,biography&access_token=${answer.access_token}`);
    expect(me).toEqual({ username: "hobby", account_type: "PERSONAL", id: "30488215997103341" });
  });
});
