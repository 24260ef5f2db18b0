import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLink } from "../../../server/features/connect/create-link.js";
import { revokeLink } from "../../../server/features/connect/links.js";
import { createServer } from "../../../server/http/server.js";
import { OPERATOR } from "../../support/cast.js";
import { setUpTestApp } from "../../support/test-app.js";
import { createWebVisitor, type Page, type WebVisitor } from "../../support/web-visitor.js";

const PUBLIC = "http://localhost:4000";
const ANY_LINK = { label: null, accountId: null, reference: null, expiresAt: null };

const testApp = setUpTestApp({ JOBS: "off" });
let server: FastifyInstance;
let url: string;
beforeAll(async () => {
  server = await createServer(testApp.app);
  url = await server.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  await server.close();
});
beforeEach(() => testApp.app.sql`truncate accounts, events, oauth_states, connect_links cascade`);

const visitor = () => createWebVisitor({ [PUBLIC]: url });
async function approve(browser: WebVisitor, address: string): Promise<string> {
  const page = await browser.get((await browser.get(address)).location ?? "");
  return (await browser.submit(page, { sandbox_account: "bakery", sandbox_decision: "approve" })).location ?? "";
}
const shown = ({ status, text }: Page) => ({ status, heading: /<h1>(.*?)<\/h1>/s.exec(text)?.[1] });

describe("coming back", () => {
  const PROGRAMS = /startConnect|connectAccount|\/oauth\/start<|extensions|[A-Z]+_[A-Z]+_?[A-Z]*(?!\w*")/;

  test("in another browser than the link was opened in, the person goes on there with the same link", async () => {
    const { url: link } = await createLink(testApp.app, ANY_LINK, OPERATOR);
    const back = await approve(visitor(), link);
    const phone = visitor();
    const landed = await phone.get(back);
    expect(shown(landed)).toEqual({ status: 400, heading: "You came back in another browser" });
    expect(landed.text.replace(/<style.*?<\/style>|href="[^"]*"/gs, "")).not.toMatch(PROGRAMS);
    const [, again = ""] = /class="button" href="(\/oauth\/start\?again=[^"]+)"/.exec(landed.text) ?? [];
    expect(shown(await phone.get(await approve(phone, PUBLIC + again)))).toMatchObject({ status: 200 });
    expect(await testApp.app.sql`select from connect_links where used_at is not null`).toHaveLength(1);
    expect((await visitor().get(PUBLIC + again)).status).toBe(403);
  });

  test("by a link that is used or withdrawn meanwhile, the page offers nothing that leads back to it", async () => {
    const { url: used } = await createLink(testApp.app, ANY_LINK, OPERATOR);
    const { url: withdrawn, connectLink } = await createLink(testApp.app, ANY_LINK, OPERATOR);
    const owner = visitor();
    const [early, late] = [await approve(owner, used), await approve(owner, used)];
    const other = await approve(visitor(), withdrawn);
    expect((await owner.get(early)).status).toBe(200);
    await revokeLink(testApp.app, connectLink.id, OPERATOR);
    for (const back of [late, other]) {
      const landed = await visitor().get(back);
      const heading = back === late ? "This link was used already" : "This link was withdrawn";
      expect(shown(landed)).toEqual({ status: 400, heading });
      expect(landed.text).not.toContain("/oauth/start");
    }
    for (const page of [await owner.get(early), await owner.get(`${PUBLIC}/oauth/callback?error=access_denied`)]) {
      expect(page.text).not.toContain("invite=");
    }
  });

  test.each([
    ["error=temporarily_unavailable", 503, "Instagram does not respond"],
    ["error=invalid_scope", 500, "This server is not set up correctly"],
    ["error_code=1&error_message=Invalid+platform+app", 500, "This server is not set up correctly"],
    ["error=x&error_description=API+access+blocked", 500, "Meta has stopped this server's app"],
    ["error=%3Cscript%3E&error_description=%3Cscript%3Ealert(1)", 400, "Instagram rejected the request"],
    ["error=access_denied", 200, "Nothing was connected"],
  ])("with %s has its own words", async (query, status, heading) => {
    const page = await visitor().get(`${PUBLIC}/oauth/callback?${query}`);
    expect(shown(page)).toEqual({ status, heading: heading.replace("'", "&#39;") });
    expect(page.text).not.toContain("<script>alert");
    expect(page.text.replace(/<style.*?<\/style>/gs, "")).not.toMatch(/npm run|[A-Z]+_[A-Z]+|app (id|secret)/i);
  });

  test("a person who agreed to everything and is refused is told of testers", async () => {
    for (const endpoint of ["long-lived", "me"]) {
      const browser = visitor();
      const back = await approve(browser, `${PUBLIC}/oauth/start`);
      const message = "Unsupported request - method type: get";
      await testApp.sandbox.control({ fail: { kind: "error", code: 100, message, endpoint } });
      const page = await browser.get(back);
      expect(shown(page)).toEqual({ status: 400, heading: "This account is not a tester yet" });
      expect(page.text).toContain("instagram.com/accounts/manage_access");
      await testApp.sandbox.control({ lift: "all" });
    }
  });
});
