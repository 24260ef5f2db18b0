import { beforeAll, expect, test } from "vitest";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { countRows } from "../support/rows.js";
import { setUpTestApp } from "../support/test-app.js";
import { createWebVisitor, type WebVisitor } from "../support/web-visitor.js";

const PUBLIC = "http://localhost:4000";

const testApp = setUpTestApp();
let url: string;
let browser: WebVisitor;
let id: string;

beforeAll(async () => {
  url = await testApp.serve();
  browser = createWebVisitor({ [PUBLIC]: url });
});

/** What an operator's script is answered; errors fail the test. */
async function operate(query: string) {
  const { data, errors } = await ask(url, query, AS_OPERATOR);
  expect(errors).toBeUndefined();
  return data;
}

test("a person comes to the first page, presses Connect, agrees on Instagram's page, and is told that it worked", async () => {
  const home = await browser.get(`${PUBLIC}/`);
  expect(home.text).toContain('href="/oauth/start"');
  const start = await browser.get(`${PUBLIC}/oauth/start`);
  const consent = await browser.get(start.location ?? "");
  expect(consent.text).toContain("An app would like to read an Instagram account");
  const back = await browser.submit(consent, { sandbox_account: "bakery", sandbox_decision: "approve" });
  const done = await browser.get(back.location ?? "");
  expect([done.status, done.text]).toEqual([200, expect.stringContaining("@bakery is connected")]);
});

test("a client app gets the account's pictures without a key, and they load", async () => {
  const { data, errors } = await ask(url, "{ account { id username media(type: IMAGE) { mediaUrl } } }");
  expect(errors).toBeUndefined();
  expect(data.account.username).toBe("bakery");
  expect(data.account.media.length).toBeGreaterThan(10);
  const picture = await fetch(data.account.media[0].mediaUrl.replace(PUBLIC, url));
  expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
  id = data.account.id;
});

test("the token is refreshed once it is a day old", async () => {
  const mutation = `mutation { refreshToken(accountId: "${id}") { health daysLeft refreshedAt } }`;
  expect((await ask(url, mutation, AS_OPERATOR)).errors?.[0]?.extensions.code).toBe("TOKEN_TOO_YOUNG");
  await testApp.sandbox.control({ advance: "31d" });
  expect((await operate(`{ account(id: "${id}") { token { health } } }`)).account.token.health).toBe("DUE");
  const { refreshToken } = await operate(mutation);
  expect(refreshToken).toMatchObject({ health: "HEALTHY", daysLeft: 59 });
});

test("posts that were added, changed and deleted are so here after a sync", async () => {
  const posts = `media(first: 100) { id caption hashtags mediaType children { id } }`;
  const before = (await ask(url, `{ account(id: "${id}") { ${posts} } }`)).data.account.media;
  await testApp.sandbox.control({
    posts: {
      account: "bakery",
      add: [{ caption: "Morgen #Brötchen für alle", type: "CAROUSEL_ALBUM", parts: 3 }],
      change: { id: before[1].id, caption: "Umgeschrieben #neu" },
      delete: [before[0].id, before[5].id],
    },
  });
  // One reading that misses a post is not believed.
  await operate(`mutation { syncAccount(accountId: "${id}") { id } }`);
  const { syncAccount } = await operate(`mutation { syncAccount(accountId: "${id}") { stale syncedAt ${posts} } }`);
  expect(syncAccount.stale).toBe(false);
  const after = (await ask(url, `{ account(id: "${id}") { ${posts} } }`)).data.account.media;
  expect(after).toEqual(syncAccount.media);
  expect(after).toHaveLength(before.length - 1);
  expect(after[0]).toMatchObject({ mediaType: "CAROUSEL_ALBUM", hashtags: ["brötchen"], children: { length: 3 } });
  expect(after[1]).toMatchObject({ id: before[1].id, caption: "Umgeschrieben #neu", hashtags: ["neu"] });
  const ids = after.map((post: { id: string }) => post.id);
  expect(ids).not.toContain(before[0].id);
  expect(ids).not.toContain(before[5].id);
});

test("while Instagram fails, what was there is served, and operators see why", async () => {
  await testApp.sandbox.control({ fail: { kind: "html", status: 502 } });
  const failed = await ask(url, `mutation { syncAccount(accountId: "${id}") { id } }`, AS_OPERATOR);
  expect(failed.errors?.[0]?.extensions.code).toBe("INSTAGRAM_UNAVAILABLE");
  const { account } = (await ask(url, `{ account(id: "${id}") { stale staleCause media { id } } }`)).data;
  expect(account).toMatchObject({ stale: true, staleCause: null, media: { length: 25 } });
  expect((await operate(`{ account(id: "${id}") { staleCause nextSyncAt } }`)).account).toMatchObject({
    staleCause: "INSTAGRAM_UNAVAILABLE",
    nextSyncAt: expect.any(String),
  });
  await testApp.sandbox.control({ lift: "all" });
  await operate(`mutation { syncAccount(accountId: "${id}") { id } }`);
});

test("disconnected, nothing is left of it but the record of what was done", async () => {
  expect(await operate(`mutation { disconnectAccount(accountId: "${id}") }`)).toEqual({ disconnectAccount: id });
  expect((await ask(url, "{ account { id } media { id } }")).data).toEqual({ account: null, media: [] });
  // The files go a moment later.
  await testApp.app.background.settled(5_000);
  const { events, oauth_states, erasures, ...rest } = await countRows(testApp.app.sql);
  expect(events).toBeGreaterThan(0);
  expect(oauth_states).toBe(1);
  // The receipt.
  expect(erasures).toBe(1);
  expect(
    Object.entries(rest).filter(([table, count]) => count > 0 && !/^operators|^daily_counts|^stored_bytes/.test(table)),
  ).toEqual([]);
});
