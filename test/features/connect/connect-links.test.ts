import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../server/lib/clock.js";
import { consent } from "../../support/connect-member.js";
import { signedIn } from "../../support/credentials.js";
import { disconnectToTheEnd } from "../../support/disconnect.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { countRows } from "../../support/rows.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ OPEN_CONNECT: "off", PUBLIC_READ: "off" }, { hasDatabaseProxy: true });
let url: string;

beforeAll(async () => {
  url = await testApp.serve();
});
beforeEach(() => testApp.app.sql`delete from accounts`.then(() => undefined));

async function create(input: Record<string, unknown> = {}) {
  const mutation = `mutation ($input: CreateConnectLinkInput!) { createConnectLink(input: $input) {
    url connectLink { id label reference createdAt expiresAt usedAt revokedAt account { id } } } }`;
  return await ask(url, mutation, { ...AS_OPERATOR, variables: { input } });
}

async function linkOf(input: Record<string, unknown> = {}): Promise<{ id: string; path: string }> {
  const { connectLink, url: address } = (await create(input)).data.createConnectLink;
  return { id: connectLink.id, path: new URL(address).pathname + new URL(address).search };
}

/** A browser of an account's owner, who never signed in here. */
function browser(cookies: Record<string, string> = {}) {
  const jar = new Map(Object.entries(cookies));
  return {
    async open(path: string): Promise<Response> {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const headers = { accept: "text/html", ...(cookie ? { cookie } : {}) };
      const answer = await fetch(url + path, { redirect: "manual", headers });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value) jar.set(name, value);
        else jar.delete(name);
      }
      return answer;
    },
    /** Opens the path, agrees at Instagram as a member of the cast, and answers the page they come back to. */
    async connectBy(path: string, member: string): Promise<{ status: number; page: string }> {
      const start = await this.open(path);
      expect(start.status).toBe(302);
      return await this.comeBack(start.headers.get("location") ?? "", member);
    },
    async comeBack(authorizeUrl: string, member: string): Promise<{ status: number; page: string }> {
      const code = await consent(authorizeUrl, member);
      const state = new URL(authorizeUrl).searchParams.get("state");
      const back = await this.open(`/oauth/callback?code=${code}&state=${state}`);
      return { status: back.status, page: await back.text() };
    },
  };
}

async function links() {
  const query = "{ connectLinks { nodes { id usedAt revokedAt account { username reference } } totalCount } }";
  return (await ask(url, query, AS_OPERATOR)).data.connectLinks;
}

describe("making a link", () => {
  test("shows the address once and keeps its hash", async () => {
    const { data, errors } = await create({ label: " Bakery ", reference: "customer 7" });
    expect(errors).toBeUndefined();
    const { url: address, connectLink } = data.createConnectLink;
    expect(address).toMatch(/^http:\/\/localhost:4000\/oauth\/start\?invite=[\w-]{43}$/);
    expect(connectLink).toMatchObject({
      label: "Bakery",
      reference: "customer 7",
      usedAt: null,
      revokedAt: null,
      account: null,
    });
    expect(Date.parse(connectLink.expiresAt) - Date.parse(connectLink.createdAt)).toBe(7 * DAY_MS);
    const rows = JSON.stringify(await testApp.app.sql`select * from connect_links`);
    expect(rows).not.toContain(address.split("invite=")[1]);
  });

  test("that would end in the past, or in more than 30 days, is bad input", async () => {
    for (const days of [-1, 31]) {
      const expiresAt = new Date(testApp.clock.now().getTime() + days * DAY_MS).toISOString();
      const { errors } = await create({ expiresAt });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        nextStep: expect.stringMatching(/30 days/),
      });
    }
    const inTime = new Date(testApp.clock.now().getTime() + 29 * DAY_MS).toISOString();
    expect((await create({ expiresAt: inTime })).errors).toBeUndefined();
  });

  test("for an account that is not there is NOT_FOUND", async () => {
    expect((await create({ accountId: "acc_nobody" })).errors?.[0]?.extensions.code).toBe("NOT_FOUND");
  });

  test("with words too long is bad input", async () => {
    for (const input of [{ label: "x".repeat(201) }, { reference: "x".repeat(201) }]) {
      expect((await create(input)).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    }
  });
});

describe("making many links", () => {
  const mutation = `mutation ($references: [String!]!, $label: String, $expiresAt: DateTime) {
    createConnectLinks(references: $references, label: $label, expiresAt: $expiresAt) {
      url connectLink { id label reference expiresAt createdAt account { id } } } }`;
  const createMany = (variables: Record<string, unknown>) => ask(url, mutation, { ...AS_OPERATOR, variables });

  test("answers one for each reference in their order, in as many statements for 200 as for one", async () => {
    const references = Array.from({ length: 200 }, (_, n) => `customer ${n}`);
    testApp.database.forget();
    const { data, errors } = await createMany({ references, label: "May" });
    expect(errors).toBeUndefined();
    expect(testApp.database.statements().filter((text) => text.startsWith("insert"))).toHaveLength(2);
    const made: { url: string; connectLink: Record<string, string> }[] = data.createConnectLinks;
    expect(made.map(({ connectLink }) => connectLink.reference)).toEqual(references);
    expect(new Set(made.map((link) => link.url)).size).toBe(200);
    for (const { connectLink } of made) {
      expect(connectLink).toMatchObject({ label: "May", account: null });
      expect(Date.parse(connectLink.expiresAt ?? "") - Date.parse(connectLink.createdAt ?? "")).toBe(7 * DAY_MS);
    }
    const ids = made.map(({ connectLink }) => connectLink.id ?? "");
    const [{ count }] = await testApp.app.sql<[{ count: number }]>`
      select count(*)::int from events where action = 'link.created' and subject = any(${ids})`;
    expect(count).toBe(200);
  });

  test("they are listed as they were given, page by page, before those that were made sooner", async () => {
    await testApp.app.sql`delete from connect_links`;
    await create({ reference: "sooner" });
    testApp.clock.advance(1_000);
    const references = Array.from({ length: 30 }, (_, n) => `customer ${n}`);
    await createMany({ references });
    const listed: string[] = [];
    for (let offset = 0; offset < 31; offset += 7) {
      const query = `{ connectLinks(first: 7, offset: ${offset}) { nodes { reference } } }`;
      const { data } = await ask(url, query, AS_OPERATOR);
      listed.push(...data.connectLinks.nodes.map((link: { reference: string }) => link.reference));
    }
    expect(listed).toEqual([...references, "sooner"]);
  });

  test("each of which connects an account with its reference", async () => {
    const { data } = await createMany({ references: ["customer 1", "customer 2"] });
    const [, second] = data.createConnectLinks;
    const { status } = await browser().connectBy(new URL(second.url).pathname + new URL(second.url).search, "bakery");
    expect(status).toBe(200);
    const accounts = await testApp.app.sql`select username, reference from accounts`;
    expect([...accounts]).toEqual([{ username: "bakery", reference: "customer 2" }]);
  });

  test.each([
    ["none", []],
    ["more than 200", Array.from({ length: 201 }, (_, n) => `customer ${n}`)],
    ["an empty one", ["customer 1", " "]],
    ["one too long", ["customer 1", "x".repeat(201)]],
  ])("for %s is bad input and makes none", async (_, references) => {
    const before = await countRows(testApp.app.sql);
    const { errors } = await createMany({ references });
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(await countRows(testApp.app.sql)).toEqual(before);
  });
});

describe("whoever holds a link", () => {
  test("connects without signing in although OPEN_CONNECT is off, once", async () => {
    expect((await browser().open("/oauth/start")).status).toBe(403);
    const { id, path } = await linkOf({ reference: "customer 7" });
    const owner = browser();
    const { status, page } = await owner.connectBy(path, "bakery");
    expect([status, page.includes("@bakery is connected")]).toEqual([200, true]);
    const link = (await links()).nodes.find((node: { id: string }) => node.id === id);
    expect(link).toMatchObject({
      usedAt: expect.any(String),
      account: { username: "bakery", reference: "customer 7" },
    });
    const again = await browser().open(path);
    expect(again.status).toBe(403);
    expect(await again.text()).toContain("used already");
  });

  test("may open it often: a refusal and a failure do not spend it", async () => {
    const { path } = await linkOf();
    const owner = browser();
    await owner.open(path);
    const no = await owner.open("/oauth/callback?error=access_denied&state=x");
    expect(await no.text()).toContain(`href="${path.replace("&", "&amp;")}&amp;go=1"`);
    const personal = await owner.connectBy(path, "hobby");
    expect([personal.status, personal.page.includes("This is a personal account")]).toEqual([400, true]);
    expect((await owner.connectBy(path, "bakery")).status).toBe(200);
  });

  test("of two at Instagram at once one connects, and the other leaves nothing", async () => {
    const { path } = await linkOf();
    const [one, two] = [browser(), browser()];
    const starts = [await one.open(path), await two.open(path)].map((start) => start.headers.get("location") ?? "");
    expect((await one.comeBack(starts[0] ?? "", "bakery")).status).toBe(200);
    const before = await countRows(testApp.app.sql);
    const late = await two.comeBack(starts[1] ?? "", "florist");
    expect([late.status, late.page.includes("Ask the sender for a new link.")]).toEqual([400, true]);
    expect(await countRows(testApp.app.sql)).toEqual(before);
  });

  test("that was withdrawn or has run out is told so", async () => {
    const [withdrawn, old] = [await linkOf(), await linkOf()];
    const revoke = `mutation { revokeConnectLink(id: "${withdrawn.id}") { revokedAt usedAt } }`;
    const { data } = await ask(url, revoke, AS_OPERATOR);
    expect(data.revokeConnectLink).toEqual({ revokedAt: expect.any(String), usedAt: null });
    const answer = await browser().open(withdrawn.path);
    const page = await answer.text();
    expect([answer.status, page.includes("<h1>This link was withdrawn</h1>")]).toEqual([403, true]);
    expect(page).not.toContain("Sign in");
    testApp.clock.advance(7 * DAY_MS);
    expect((await browser().open(old.path)).status).toBe(403);
    expect((await browser().open("/oauth/start?invite=guess")).status).toBe(403);
  });

  test("withdrawn while they are at Instagram connects nothing", async () => {
    const { id, path } = await linkOf();
    const owner = browser();
    const start = await owner.open(path);
    await ask(url, `mutation { revokeConnectLink(id: "${id}") { id } }`, AS_OPERATOR);
    const { status } = await owner.comeBack(start.headers.get("location") ?? "", "bakery");
    expect(status).toBe(400);
    expect((await countRows(testApp.app.sql)).accounts).toBe(0);
  });
});

describe("a link for reconnecting", () => {
  test("takes that account only, and stays good after another one came", async () => {
    const bakery = await testApp.connect("bakery");
    const { id, path } = await linkOf({ accountId: bakery });
    const owner = browser();
    const wrong = await owner.connectBy(path, "florist");
    expect(wrong.status).toBe(400);
    expect(wrong.page).toContain("@florist");
    expect(wrong.page).toContain("this link is for @bakery");
    expect((await countRows(testApp.app.sql)).accounts).toBe(1);
    expect((await owner.connectBy(path, "bakery")).status).toBe(200);
    const link = (await links()).nodes.find((node: { id: string }) => node.id === id);
    expect(link).toMatchObject({ usedAt: expect.any(String), account: { username: "bakery" } });
  });

  test("goes with its account", async () => {
    const bakery = await testApp.connect("bakery");
    const { path } = await linkOf({ accountId: bakery });
    await disconnectToTheEnd(testApp, bakery);
    expect((await browser().open(path)).status).toBe(403);
  });
});

test("an operator who is signed in connects without a link, and reconnects a named account", async () => {
  const { cookie } = await signedIn(testApp.app);
  const [, session = ""] = cookie.split("=");
  const operator = browser({ darkroom_session: session });
  expect((await operator.connectBy("/oauth/start", "bakery")).status).toBe(200);
  const [account] = await testApp.app.sql<[{ id: string }]>`select id from accounts`;
  const wrong = await operator.connectBy(`/oauth/start?account=${account.id}`, "florist");
  expect([wrong.status, wrong.page.includes("@bakery")]).toEqual([400, true]);
  const [event] = await testApp.app.sql<[{ actor: string }]>`
    select actor from events where account_id = ${account.id} order by id limit 1`;
  expect(event.actor).toMatch(/^operator:op_/);
});

test("what is not there cannot be withdrawn", async () => {
  const { errors } = await ask(url, 'mutation { revokeConnectLink(id: "link_nobody") { id } }', AS_OPERATOR);
  expect(errors?.[0]?.extensions.code).toBe("NOT_FOUND");
});

test("the list counts all, and the accounts of all links are one statement", async () => {
  const bakery = await testApp.connect("bakery");
  for (let n = 0; n < 3; n++) await create({ accountId: bakery });
  testApp.database.forget();
  const { nodes, totalCount } = await links();
  expect(testApp.database.statements().filter((text) => text.startsWith("select"))).toHaveLength(3);
  expect(nodes.length).toBe(Math.min(25, totalCount));
});
