import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFeed } from "../../../server/features/feeds/change-feed.js";
import { decidePosts } from "../../../server/features/feeds/curate-posts.js";
import { SYSTEM } from "../../../server/viewer.js";
import { until } from "../../support/api-error.js";
import { insertAccount, insertPosts } from "../../support/feed-rows.js";
import { waitingCount } from "../../support/locks.js";
import { spawnWorker } from "../../support/spawn-worker.js";
import { setUpTestApp } from "../../support/test-app.js";

const POSTS = 500;
const SECRET_KEYS = `k1:${randomBytes(32).toString("base64")}`;
const testApp = setUpTestApp();
const children: ChildProcess[] = [];
const mediaIds = Array.from({ length: POSTS }, (_, n) => `p${n}`);
let feedId = "";

beforeAll(async () => {
  const { app } = testApp;
  await insertAccount(app, "acc_a");
  await insertPosts(
    app,
    mediaIds.map((id) => ({ accountId: "acc_a", id, shortcode: `code-${id}` })),
  );
  const input = { slug: "all", title: "All", sources: [{ accountId: "acc_a" }] };
  feedId = (await createFeed(app, input, SYSTEM)).id;
  await decidePosts(app, { feedId, mediaIds: mediaIds.slice(0, 100), decision: "SHOW" }, SYSTEM);
});
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

async function decideElsewhere(): Promise<ChildProcess> {
  const INPUT = JSON.stringify({ feedId, mediaIds, decision: "HIDE" });
  const child = await spawnWorker(testApp, join(import.meta.dirname, "decide-worker.ts"), { SECRET_KEYS, INPUT });
  children.push(child);
  return child;
}

const decisions = async () => {
  const [row] = await testApp.app.sql`select count(*) filter (where is_shown)::int as shown,
    count(*) filter (where not is_shown)::int as hidden from feed_decisions where feed_id = ${feedId}`;
  return row;
};

test("a process that is killed while it decides 500 posts has decided none; another decides them all", async () => {
  const { sql } = testApp.app;
  const held = await sql.reserve();
  // The transaction stops at its last statement, after the decisions.
  await held`begin`;
  await held`lock table events in exclusive mode`;
  const child = await decideElsewhere();
  await until(async () => (await waitingCount(sql)) === 1);
  child.kill("SIGKILL");
  await once(child, "exit");
  await held`rollback`;
  held.release();
  await until(async () => (await waitingCount(sql)) === 0);
  expect(await decisions()).toEqual({ shown: 100, hidden: 0 });

  await decidePosts(testApp.app, { feedId, mediaIds, decision: "HIDE" }, SYSTEM);
  expect(await decisions()).toEqual({ shown: 0, hidden: POSTS });
});
