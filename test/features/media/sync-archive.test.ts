import { expect, test } from "vitest";
import { syncArchive } from "../../simulation/sync-archive.js";
import { setUpTestApp } from "../../support/test-app.js";

/** `npm run soak -- archive` syncs all ten thousand. */
const POSTS = 2_000;
/** What half of the posts would take that were held in memory is nearly twice as much. */
const GROWN_BYTES_MAX = 1_000 * (POSTS / 2);

const testApp = setUpTestApp({ JOBS: "off" }, { listWindow: POSTS });

test("posts are synced in bounded memory, and synced again without a write; what is gone goes", async () => {
  const { app, sandbox } = testApp;
  await sandbox.control({ posts: { account: "archive", deleteOldest: 10_000 - POSTS } });
  const accountId = await testApp.connect("archive");
  const report = await syncArchive({ app, sandbox, accountId, postCount: POSTS });
  expect(report.postCount).toBe(POSTS);
  expect(report.grownBytes).toBeLessThan(GROWN_BYTES_MAX);
  expect(report.isRewritten).toBe(false);
  expect(report.removedCount).toBe(report.deletedCount);
});
