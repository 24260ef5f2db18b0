import { expect, test } from "vitest";
import { rescheduleSyncs } from "../../../server/features/accounts/reschedule-syncs.js";
import { undoRevocations } from "../../../server/features/tokens/undo-revocations.js";
import { waitingCount } from "../../support/locks.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp();

test("a sync that notes a refusal and who takes refusals back do not lock each other out", async () => {
  const { app, clock } = testApp;
  const id = await testApp.connect("florist");
  await app.background.drain(5_000);
  const now = clock.now();
  await app.sql`update tokens set failure_cause = 'TOKEN_REVOKED', failure_last_at = ${now.toISOString()} where account_id = ${id}`;
  const [from, retryAt] = [new Date(now.getTime() - 1_000), new Date(now.getTime() + 60_000)];
  const span = { causes: ["TOKEN_REVOKED"], from, to: now, retryAt, becomes: "INSTAGRAM_UNAVAILABLE" };
  const sync = await app.sql.reserve();
  await sync`begin`;
  await sync`update account_states set sync_attempts = 1 where account_id = ${id}`;
  const ids: string[] = [];
  const undone = undoRevocations(app, span, async (app, accountIds) => {
    ids.push(...accountIds);
    await rescheduleSyncs(app, accountIds, { at: retryAt });
  });
  try {
    await expect.poll(() => waitingCount(app.sql), { timeout: 10_000 }).toBe(1);
    await sync`update tokens set fence = fence where account_id = ${id}`;
    await sync`commit`;
  } finally {
    sync.release();
  }
  expect(await undone).toBe(1);
  expect(ids).toEqual([id]);
});
