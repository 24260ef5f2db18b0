import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AppContext } from "../../server/app-context.js";
import { copyDuePictures } from "../../server/features/assets/copy-due-pictures.js";
import { syncAccount } from "../../server/features/sync/sync-account.js";
import { readToken } from "../../server/features/tokens/read-token.js";
import { HOUR_MS } from "../../server/lib/clock.js";
import { OPERATOR } from "../support/cast.js";
import { headingOf, logIn, ownerVisitor, PUBLIC } from "../support/owner-visitor.js";
import { readZip } from "../support/read-zip.js";
import { countRows, eventsOf } from "../support/rows.js";
import { createTestApp, type TestApp } from "../support/test-app.js";
import type { Page, WebVisitor } from "../support/web-visitor.js";

let testApp: TestApp;
let app: AppContext;
let url: string;
let id: string;
let browser: WebVisitor;
let me: Page;

beforeAll(async () => {
  testApp = await createTestApp({ JOBS: "off" });
  app = testApp.app;
  url = await testApp.serve();
});
afterAll(() => testApp.close());
beforeEach(async () => {
  await app.sql`truncate accounts, events, oauth_states cascade`;
  await testApp.sandbox.control({ reset: true });
  // More than the page shows, and no more pictures than needed.
  await testApp.sandbox.control({ posts: { account: "bakery", deleteOldest: 28 } });
  id = await testApp.connect("bakery");
  browser = ownerVisitor(url);
  me = await logIn(browser, "bakery");
});

const headers = () => ({ cookie: `darkroom_owner=${browser.cookie("darkroom_owner")}` });
const formToken = () => /name="form" value="([^"]+)"/.exec(me.text)?.[1] ?? "";
const post = (path: string, form: Record<string, string>, more: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { ...headers(), accept: "text/html", ...more },
    body: new URLSearchParams(form),
  });
const download = () => post("/me/download", { form: formToken() });

describe("the page", () => {
  test("shows name, picture, biography, website and the newest 8 posts, whose pictures load", async () => {
    expect(headingOf(me)).toBe("Bäckerei Morgenrot");
    expect(me.text).toContain("@bakery");
    expect(me.text).toContain("Sauerteig, Butter &amp; Geduld 🥐\nBoulangerie");
    expect(me.text).toMatch(/<a href="https:\/\/bakery\.example\/" rel="noreferrer nofollow">/);
    const newest = await app.sql<{ permalink: string }[]>`select permalink from media where parent_id is null
      order by timestamp desc limit 8`;
    const links = [...me.text.matchAll(/<li><a href="(https:\/\/www\.instagram\.com[^"]+)"/g)].map(([, href]) => href);
    expect(links).toEqual(newest.map(({ permalink }) => permalink));
    const pictures = [...me.text.matchAll(/src="(\/files\/[^"]+)"/g)].map(([, src]) => src);
    expect(pictures).toHaveLength(9);
    for (const src of pictures) expect((await fetch(`${url}${src}`)).status, src).toBe(200);
  });

  test("tells when it was synced and how long the access lasts, and is stored by nobody", async () => {
    expect(me.text).toMatch(/Last synced<\/dt><dd><time datetime="\d{4}-/);
    expect(me.text).toContain("59 days left");
    expect(me.headers.get("cache-control")).toBe("private, no-store");
    expect(me.headers.get("referrer-policy")).toBe("same-origin");
    expect(me.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  test("without posts, picture, biography and website says so", async () => {
    await app.sql`delete from media`;
    await app.sql`update accounts set biography = null, website = null, picture_path = null, name = null`;
    const page = await browser.get(`${PUBLIC}/me`);
    expect(headingOf(page)).toBe("@bakery");
    expect(page.text).toContain("There is no biography.");
    expect(page.text).toContain("There are no posts yet.");
    expect(page.text).not.toContain("<img");
  });

  test("a broken token says what to do, and logging in again mends it", async () => {
    await testApp.sandbox.control({ revoke: { account: "bakery", cause: "checkpoint" } });
    await syncAccount(app, id, { by: OPERATOR, full: false }).catch(() => undefined);
    const broken = await browser.get(`${PUBLIC}/me`);
    expect(broken.text).toContain("This server can no longer read your account");
    expect(broken.text).toContain('<a class="button" href="/login/instagram">');
    expect(broken.text).toContain("No longer valid.");
    await testApp.sandbox.control({ reset: true });
    expect((await logIn(browser, "bakery")).text).not.toContain("can no longer read");
  });

  test("a hostile profile does no harm", async () => {
    const text = `<script>alert(1)</script>"'`;
    await app.sql`update accounts set name = ${text}, biography = ${text}, website = 'javascript:alert(1)'`;
    await app.sql`update media set permalink = 'javascript:alert(1)', alt_text = ${text}`;
    const page = await browser.get(`${PUBLIC}/me`);
    expect(page.text).not.toContain("<script>");
    expect(page.text).not.toMatch(/href="javascript:/);
  });
});

describe("its forms", () => {
  const PATHS = ["/me/log-out", "/me/download", "/me/disconnect", "/me/delete"];

  test("each does nothing without the page's own token, or from another origin", async () => {
    const other = ownerVisitor(url);
    const stolen = /name="form" value="([^"]+)"/.exec((await logIn(other, "florist")).text)?.[1] ?? "";
    const before = await countRows(app.sql);
    const forge = async (path: string) => [
      await post(path, {}),
      await post(path, { form: "" }),
      await post(path, { form: stolen }),
      await post(path, { form: "x".repeat(100_000) }),
      await post(path, { form: formToken() }, { origin: "https://evil.example" }),
      await post(path, { form: formToken() }, { origin: "null" }),
      await fetch(`${url}${path}`, {
        method: "POST",
        headers: { ...headers(), "content-type": "text/plain" },
        body: "form",
      }),
    ];
    for (const path of PATHS) {
      const forged = await forge(path);
      expect(forged.map(({ status }) => status)).toEqual(forged.map(() => 403));
      expect(forged[0]?.headers.get("content-type")).toContain("text/html");
      expect(await countRows(app.sql), path).toEqual(before);
      expect((await browser.get(`${PUBLIC}/me`)).status, path).toBe(200);
    }
  });

  test("each leads to the login who is logged out", async () => {
    const body = new URLSearchParams({ form: "x" });
    for (const path of PATHS) {
      const answer = await fetch(`${url}${path}`, { method: "POST", redirect: "manual", body });
      expect([answer.status, answer.headers.get("location")], path).toEqual([303, "/login"]);
    }
  });

  test("opening their addresses changes nothing: two ask first, two are not there", async () => {
    const before = await countRows(app.sql);
    const pages = await Promise.all(PATHS.map((path) => browser.get(`${PUBLIC}${path}`)));
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 200, 200]);
    expect(pages.slice(2).map(headingOf)).toEqual(["Disconnect your account?", "Delete your data?"]);
    expect(await countRows(app.sql)).toEqual(before);
  });

  test("log out ends this session alone", async () => {
    const phone = ownerVisitor(url);
    await logIn(phone, "bakery");
    const out = await browser.submit(me, {}, "/me/log-out");
    expect([out.status, out.location]).toEqual([303, `${PUBLIC}/login`]);
    expect((await browser.get(`${PUBLIC}/me`)).location).toBe(`${PUBLIC}/login`);
    expect((await phone.get(`${PUBLIC}/me`)).status).toBe(200);
  });

  test("disconnect deletes the account, and every session of it", async () => {
    const phone = ownerVisitor(url);
    await logIn(phone, "bakery");
    const ask = await browser.get(`${PUBLIC}/me/disconnect`);
    const done = await browser.submit(ask, {}, "/me/disconnect");
    expect([done.status, headingOf(done)]).toEqual([200, "Your account is disconnected"]);
    expect(await app.sql`select from accounts`).toHaveLength(0);
    for (const one of [browser, phone]) expect((await one.get(`${PUBLIC}/me`)).location).toBe(`${PUBLIC}/login`);
    expect(await eventsOf(app.sql, id)).toContain("account.disconnected ok");
  });

  test("delete leaves a receipt, and leads to the page that says what happened", async () => {
    const ask = await browser.get(`${PUBLIC}/me/delete`);
    const done = await browser.submit(ask, {}, "/me/delete");
    const receipts = await app.sql<
      { code: string }[]
    >`select code, reason, account_id from erasures where account_id = ${id}`;
    expect(receipts).toMatchObject([{ reason: "OWNER", account_id: id }]);
    expect([done.status, done.location]).toEqual([303, `${PUBLIC}/data-deletion/${receipts[0]?.code}`]);
    expect(await app.sql`select from accounts`).toHaveLength(0);
    expect((await countRows(app.sql)).owner_sessions).toBe(0);
    expect((await browser.get(`${PUBLIC}/me`)).location).toBe(`${PUBLIC}/login`);
  });
});

describe("the download", () => {
  test("is one archive with profile, posts, events and the stored pictures", async () => {
    await copyDuePictures(app, AbortSignal.timeout(60_000));
    const answer = await download();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/zip"]);
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="instagram-data-\d{4}-\d\d-\d\d\.zip"$/,
    );
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const files = readZip(Buffer.from(await answer.arrayBuffer()));
    const json = (name: string) => JSON.parse(files.get(name)?.toString() ?? "null");
    expect(json("account.json")).toMatchObject({
      id,
      instagramIds: { userId: "17841401313574613" },
      profile: { username: "bakery", name: "Bäckerei Morgenrot", website: "https://bakery.example/" },
      access: { expiresAt: expect.any(String) },
    });
    const posts = await app.sql<{ id: string; caption: string }[]>`select id, caption from media order by id`;
    expect(json("posts.json").map(({ id, caption }: { id: string; caption: string }) => ({ id, caption }))).toEqual(
      posts,
    );
    expect(json("events.json")[0]).toMatchObject({ action: "owner.data_exported", actor: "OWNER" });
    const stored = await app.sql<{ hash: string }[]>`select hash from pictures where hash is not null`;
    const pictures = [...files.keys()].filter((name) => name.startsWith("pictures/"));
    expect(pictures.length).toBe(stored.length);
    expect(pictures[0]).toBe("pictures/profile.jpg");
    expect(json("contents.json")).toMatchObject({ posts: posts.length, pictures: stored.length, picturesMissing: 0 });
    const [first] = await app.sql<{ media_key: string; id: string }[]>`select m.media_key, m.id from media m
      join pictures p on p.key = m.media_key where p.kind = 'PICTURE' and p.hash is not null limit 1`;
    const served = await fetch(`${url}/files/${first?.media_key}`);
    expect(files.get(`pictures/${first?.id}-picture.jpg`)?.equals(Buffer.from(await served.arrayBuffer()))).toBe(true);
  });

  test("holds no token, no signed address, and nothing that operators decided", async () => {
    await app.sql`update accounts set note = 'THE-NOTE', reference = 'THE-REFERENCE', tags = '{THE-TAG}'`;
    await app.sql`update media set hidden = true`;
    const { secret } = await readToken(app, id);
    const [{ sealed } = { sealed: "" }] = await app.sql<{ sealed: string }[]>`select sealed from tokens`;
    const text = Buffer.from(await (await download()).arrayBuffer()).toString("latin1");
    for (const word of [secret.reveal(), sealed, "IGAA", "THE-NOTE", "THE-REFERENCE", "THE-TAG", "cdn", "hidden"]) {
      expect(text.includes(word), word.slice(0, 8)).toBe(false);
    }
  });

  test("goes on over batches, and takes an account of any size", async () => {
    await app.sql`insert into media (account_id, id, media_type, caption, timestamp)
      select ${id}, 'x' || lpad(n::text, 6, '0'), 'IMAGE', repeat('long ', 400), now() from generate_series(1, 3000) n`;
    const files = readZip(Buffer.from(await (await download()).arrayBuffer()));
    const posts = JSON.parse(files.get("posts.json")?.toString() ?? "[]");
    expect(new Set(posts.map((post: { id: string }) => post.id)).size).toBe((await countRows(app.sql)).media);
  });

  test("counts a picture whose bytes are lost, and has all others", async () => {
    await copyDuePictures(app, AbortSignal.timeout(60_000));
    const [file] = await app.sql<
      { name: string }[]
    >`select name from files f join pictures p on p.hash = f.hash limit 1`;
    await app.files.remove(file?.name ?? "");
    const files = readZip(Buffer.from(await (await download()).arrayBuffer()));
    const { pictures, picturesMissing } = JSON.parse(files.get("contents.json")?.toString() ?? "{}");
    expect(picturesMissing).toBeGreaterThan(0);
    expect([...files.keys()].filter((name) => name.startsWith("pictures/"))).toHaveLength(pictures);
  });

  test("of one account is made one at a time, and six times an hour", async () => {
    await app.sql`insert into media (account_id, id, media_type, caption, timestamp)
      select ${id}, 'x' || n, 'IMAGE', repeat('long ', 1000), now() from generate_series(1, 4000) n`;
    const slow = await download();
    const busy = await download();
    expect([busy.status, busy.headers.get("retry-after")]).toEqual([503, "60"]);
    await slow.body?.cancel();
    await app.sql`delete from media where id like 'x%'`;
    const whole = async () => {
      const answer = await download();
      await answer.arrayBuffer();
      return answer.status;
    };
    // The place is free once the server has noticed that the reader is gone.
    for (let n = 1; n < 6; n++) await expect.poll(whole).toBe(200);
    const stopped = await download();
    expect([stopped.status, await stopped.text()]).toEqual([429, expect.stringContaining("downloaded 6 times")]);
    testApp.clock.advance(HOUR_MS);
    expect(await whole()).toBe(200);
  });

  test("breaks off when the account is disconnected meanwhile: half an archive does not look whole", async () => {
    await app.sql`insert into media (account_id, id, media_type, caption, timestamp)
      select ${id}, 'x' || n, 'IMAGE', repeat('long ', 1000), now() from generate_series(1, 4000) n`;
    const answer = await download();
    const reader = answer.body?.getReader();
    await reader?.read();
    await app.sql`delete from accounts where id = ${id}`;
    const rest = async () => {
      while (!(await reader?.read())?.done);
    };
    await expect(rest()).rejects.toThrow();
  });
});
