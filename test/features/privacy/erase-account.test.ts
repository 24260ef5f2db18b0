import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { updateAccount } from "../../../server/features/accounts/update-account.js";
import { runAlerts } from "../../../server/features/alerts/run-alerts.js";
import { openPicture } from "../../../server/features/assets/open-picture.js";
import { startJob } from "../../../server/features/bulk-jobs/start-job.js";
import { createLink } from "../../../server/features/connect/create-link.js";
import { finishConnect } from "../../../server/features/connect/finish-connect.js";
import { browserInitiator } from "../../../server/features/connect/initiator.js";
import { startConnect } from "../../../server/features/connect/start-connect.js";
import { createFeed, updateFeed } from "../../../server/features/feeds/change-feed.js";
import { decidePosts, pinPost, unpinPost } from "../../../server/features/feeds/curate-posts.js";
import { hideMedia } from "../../../server/features/media/hide-media.js";
import { eraseAccount } from "../../../server/features/privacy/erase-account.js";
import { finishErasures } from "../../../server/features/privacy/finish-erasures.js";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { HOUR_MS } from "../../../server/lib/clock.js";
import { SYSTEM } from "../../../server/viewer.js";
import { OPERATOR } from "../../support/cast.js";
import { consent } from "../../support/connect-member.js";
import { makeKey } from "../../support/credentials.js";
import { dumpDatabase, readFiles } from "../../support/dump.js";
import { copyAll } from "../../support/pictures.js";
import { rowsOf } from "../../support/rows.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";
import { startWebhookReceiver, type WebhookReceiver } from "../../support/webhook-receiver.js";

const ALONE = new AbortController().signal;

let testApp: TestApp;
let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  receiver.answer(500);
  const hook = { ALERT_WEBHOOK_URL: receiver.url, ALERT_WEBHOOK_SECRET: "s".repeat(32) };
  testApp = await createTestApp({ ...hook, JOBS: "off" });
});
afterAll(async () => {
  await testApp.close();
  await receiver.close();
});

/** Lets everything happen to an account that leaves a row somewhere. */
async function liveThrough(member: string): Promise<string> {
  const { app, sandbox } = testApp;
  const link = { label: `link for ${member}`, accountId: null, reference: `ref-${member}`, expiresAt: null };
  const { connectLink: made } = await createLink(app, link, OPERATOR);
  const id = await connectByLink(member, { linkId: made.id, reference: link.reference });
  const labels = { reference: `ref-${member}`, tags: [`tag-${member}`], note: `A note on ${member}.` };
  await updateAccount(app, { accountId: id, labels }, OPERATOR);
  await createLink(app, { label: `again ${member}`, accountId: id, reference: null, expiresAt: null }, OPERATOR);
  await startConnect(app, { ...flow(), viewer: OPERATOR, accountId: id });
  await makeKey(app, { name: "site", accountIds: [id] });
  await startJob(app, { kind: "PAUSE_ACCOUNTS", accountIds: [id], filter: null, full: false }, OPERATOR);
  const [post] = await app.sql<{ id: string }[]>`select id from media where account_id = ${id} limit 1`;
  await hideMedia(app, { id: post?.id ?? "", hidden: true }, OPERATOR);
  await curate(id);
  await copyAll(app);
  const [picture] = await app.sql<{ key: string }[]>`
    select key from pictures where account_id = ${id} and hash is not null and kind = 'PICTURE' and media_id <> ${post?.id ?? ""} limit 1`;
  const opened = await openPicture(app, { key: picture?.key ?? "", width: 320, type: "image/webp" });
  if (typeof opened === "object" && "body" in opened) await opened.body(null);
  await sandbox.control({ usage: { account: member, percent: 90, header: "business" } });
  await syncAccount(app, id, { by: OPERATOR, full: true });
  await sandbox.control({ revoke: { account: member, cause: "password-changed" } });
  await syncAccount(app, id, { by: OPERATOR, full: false }).catch(() => undefined);
  return id;
}

/** A feed that names the account in its settings and a version, decides and pins its posts. */
async function curate(accountId: string): Promise<void> {
  const { app } = testApp;
  const slug = `feed-${++feedCount}`;
  const { id: feedId } = await createFeed(app, { slug, title: "A feed", sources: [{ tag: "none" }] }, OPERATOR);
  const rules = [{ action: "EXCLUDE", match: { accountIds: [accountId], olderThan: "90d" } }] as const;
  await updateFeed(app, { id: feedId, version: 1, input: { sources: [{ accountId }], rules } }, OPERATOR);
  const posts = await app.sql<{ id: string }[]>`
    select id from media where account_id = ${accountId} and parent_id is null and not hidden order by id limit 2`;
  const [hidden = "", pinned = ""] = posts.map(({ id }) => id);
  await decidePosts(app, { feedId, mediaIds: [hidden], decision: "HIDE" }, OPERATOR);
  await pinPost(app, { feedId, mediaId: pinned, place: 1, until: null }, OPERATOR);
  await unpinPost(app, { feedId, mediaId: pinned }, OPERATOR);
  await pinPost(app, { feedId, mediaId: pinned, place: 2, until: null }, OPERATOR);
}
let feedCount = 0;

const flow = () => ({ caller: browserInitiator("test"), redirectUri: testApp.app.config.redirectUris[0] ?? "" });

async function connectByLink(member: string, link: { linkId: string; reference: string }): Promise<string> {
  const { authorizeUrl, state } = await startConnect(testApp.app, { ...flow(), ...link, viewer: SYSTEM });
  const code = await consent(authorizeUrl, member);
  return await finishConnect(testApp.app, { ...flow(), viewer: SYSTEM, code, state });
}

/** Every text that the database holds of an account, but for what is too short or too common to name anybody. */
async function textsOf(id: string): Promise<string[]> {
  const rows = await testApp.app.sql<{ row: Record<string, unknown> }[]>`
    select to_jsonb(a) - 'id' - 'app_id' - 'account_type' as row from accounts a where id = ${id}
    union all select to_jsonb(s) - 'account_id' - 'app_id' - 'sync_failure_cause' from account_states s where account_id = ${id}
    union all select to_jsonb(m) - 'account_id' - 'media_type' - 'media_product_type' from media m where account_id = ${id}
    union all select to_jsonb(p) - 'account_id' - 'kind' - 'failure_cause' from pictures p where account_id = ${id}
    union all select jsonb_build_object('sealed', sealed) from tokens where account_id = ${id}
    union all select to_jsonb(f) - 'type' - 'palette' from files f join pictures p on p.hash = f.hash where p.account_id = ${id}
    union all select to_jsonb(r) - 'type' from renditions r join pictures p on p.hash = r.hash where p.account_id = ${id}`;
  const texts = rows.flatMap(({ row }) => Object.values(row).flat());
  const words = texts.filter((text): text is string => typeof text === "string" && !/^\d{4}-\d\d-\d\dT/.test(text));
  return [...new Set(words)].filter((text) => text.length > 5).sort();
}

const SLOW = { timeout: 180_000 };

test(
  "a scan of the database and of all files finds nothing of an erased account, and the others are whole",
  SLOW,
  async () => {
    const { app } = testApp;
    const [bakery, florist] = [await liveThrough("bakery"), await liveThrough("florist")];
    testApp.clock.advance(2 * HOUR_MS);
    await runAlerts(app, ALONE);
    const before = await dumpDatabase(app);
    const florists = [...(await rowsOf(app.sql, florist)), ...(await textsOf(florist))];
    const texts = (await textsOf(bakery)).filter((text) => !florists.join("\n").includes(text));
    const named = [...texts, "bakery", "Morgenrot", "36220564007528767", "17841401313574613"];
    expect(texts.length).toBeGreaterThan(100);
    expect(named.filter((text) => !before.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
    expect(before).toContain("@bakery must be reconnected.");
    const files = readFiles(app.config.dataDir);
    const own = new Set(texts.filter((text) => /^[0-9a-f]{64}$/.test(text)));
    expect(files.filter(({ bytes }) => own.has(hashOfBytes(bytes))).length).toBeGreaterThan(5);

    const receipt = await eraseAccount(app, bakery, { by: OPERATOR, reason: "OPERATOR" });
    // Erasing has begun to delete the files: what it has in hand, nobody else deletes.
    await app.background.settled(60_000);
    await finishErasures(app, ALONE);

    const after = await dumpDatabase(app);
    const found = (text: string) => after.includes(text) || after.includes(JSON.stringify(text).slice(1, -1));
    expect(named.filter(found)).toEqual([]);
    const left = readFiles(app.config.dataDir);
    expect(left.filter(({ bytes }) => own.has(hashOfBytes(bytes)))).toEqual([]);
    const inFiles = left.map(({ name, bytes }) => name + bytes.toString("latin1")).join("\n");
    expect(named.filter((text) => inFiles.includes(text))).toEqual([]);
    expect(left.length).toBeGreaterThan(5);

    expect([...(await rowsOf(app.sql, florist)), ...(await textsOf(florist))]).toEqual(florists);
    expect(after).toContain("@florist must be reconnected");
    expect(after).toContain("link for florist");
    const [row] = await app.sql`select * from erasures`;
    expect(row).toMatchObject({ id: receipt?.id, state: "DONE", reason: "OPERATOR", actor: "operator:op_test" });
    expect(row?.counts).toMatchObject({
      ACCOUNTS: 1,
      TOKENS: 1,
      CONNECT_LINKS: 3,
      KEY_GRANTS: 1,
      JOB_ITEMS: 1,
      MESSAGES: 1,
    });
    expect(row?.counts).toMatchObject({ OAUTH_STATES: 2, POSTS: expect.any(Number), FILES: own.size });
  },
);

function hashOfBytes(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
