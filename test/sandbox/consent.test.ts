import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TEST_ACCOUNTS } from "../../server/sandbox/fixtures.js";
import { authorizeQuery, BASIC, REDIRECT_URI, type RunningSandbox, startSandbox } from "./start-sandbox.js";

describe("the consent page", () => {
  let running: RunningSandbox;
  beforeAll(async () => {
    running = await startSandbox();
  });
  afterAll(() => running.close());

  const authorize = (more: Record<string, string> = {}, init: RequestInit = {}) =>
    running.get(`/oauth/authorize?${authorizeQuery(running.sandbox, more)}`, init);

  test("shows the whole cast, the permission, and that it is a sandbox, without anything from elsewhere", async () => {
    const response = await authorize();
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain("Sandbox Instagram");
    expect(page).toContain(BASIC);
    for (const { key } of TEST_ACCOUNTS) expect(page).toContain(`value="${key}"`);
    expect(page).not.toContain("<script");
    const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? "");
    expect(addresses.length).toBeGreaterThan(5);
    for (const address of addresses) expect(address.startsWith(running.base)).toBe(true);
  });

  test("what the app sent is shown as text, not run as HTML", async () => {
    const page = await (await authorize({ state: '"><script>alert(1)</script>' })).text();
    expect(page).not.toContain("<script>");
    expect(page).toContain("&lt;script&gt;");
  });

  test("approval by the form gives a code, the state unchanged, and #_", async () => {
    const state = "a b&c=d/ü";
    const body = authorizeQuery(running.sandbox, { state, sandbox_account: "bakery", sandbox_decision: "approve" });
    const response = await running.get("/oauth/authorize", { method: "POST", body });
    const location = response.headers.get("location") ?? "";
    expect(response.status).toBe(302);
    expect(location.startsWith(`${REDIRECT_URI}?code=`)).toBe(true);
    expect(location.endsWith("#_")).toBe(true);
    expect(new URL(location).searchParams.get("state")).toBe(state);
  });

  test("refusal is worded as on the platform", async () => {
    const response = await authorize({ sandbox_decision: "refuse" });
    expect(response.headers.get("location")).toBe(
      `${REDIRECT_URI}?error=access_denied&error_reason=user_denied&error_description=The+user+denied+your+request&state=s1`,
    );
  });

  test("the account chosen last is remembered, until force_reauth", async () => {
    const chosen = await authorize({ sandbox_account: "florist" });
    const cookie = chosen.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(chosen.headers.get("set-cookie")).toContain("Path=/sandbox/oauth");
    const again = await (await authorize({}, { headers: { cookie } })).text();
    expect(again).toContain("Logged in as");
    expect(again).not.toContain('value="bakery"');
    const forced = await (await authorize({ force_reauth: "true" }, { headers: { cookie } })).text();
    expect(forced).toContain('value="bakery"');
  });

  test.each([
    ["another app id", { client_id: "123" }, "Invalid platform app"],
    ["a redirect URI without TLS", { redirect_uri: "http://shop.example/cb" }, "Invalid redirect_uri"],
    ["a relative redirect URI", { redirect_uri: "/cb" }, "Invalid redirect_uri"],
    ["a redirect URI of another scheme", { redirect_uri: "javascript:alert(1)" }, "Invalid redirect_uri"],
    ["a response type other than code", { response_type: "token" }, "Invalid response_type"],
    ["a scope of old", { scope: "user_profile,user_media" }, "Invalid Scopes: user_profile, user_media"],
    ["a scope without the basic one", { scope: "instagram_business_manage_comments" }, "Invalid Scopes"],
  ])("%s is refused on a page, never by a redirect", async (_, more, words) => {
    const response = await authorize({ ...more, sandbox_account: "bakery" });
    expect(response.status).toBe(400);
    expect(response.headers.get("location")).toBeNull();
    expect(await response.text()).toContain(words);
  });

  test("a permission that is switched off is not in the token", async () => {
    const code = await running.code("bakery", { sandbox_permissions_shown: "1" });
    const answer = JSON.parse(await (await running.exchange({ code })).text());
    expect(answer.permissions).toEqual([]);
    const me = await running.get(`/v26.0/me?access_token=${answer.access_token}`);
    expect(await me.text()).toContain("Unsupported request - method type: get");
  });

  test("the sandbox's own address explains how to point a client at it", async () => {
    const page = await (await running.get("/")).text();
    expect(page).toContain(`${running.base}/oauth/authorize`);
    expect(page).toContain("INSTAGRAM_GRAPH_URL");
  });
});
