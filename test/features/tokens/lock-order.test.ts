import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "../../../server/app-context.js";
import { rescheduleSyncs } from "../../../server/features/accounts/reschedule-syncs.js";
import { undoRevocations } from "../../../server/features/tokens/store.js";
import { waitingCount } from "../../support/locks.js";
import { createTestWorld, type TestWorld } from "../../support/world.js";

let it: TestWorld;

beforeAll(async () => {
  it = await createTestWorld();
});

afterAll(() => it.close());

test("a sync that notes a refusal and who takes refusals back do not lock each other out", async () => {
  const { world, clock } = it;
  const id = await it.connect("florist");
  await world.background.drain(5_000);
  const now = clock.now();
  await world.sql`update tokens set failure_cause = 'TOKEN_REVOKED', failure_last_at = ${now.toISOString()} where account_id = ${id}`;
  const scope = { sandbox: true, appId: world.config.instagram.appId };
  const [from, retryAt] = [new Date(now.getTime() - 1_000), new Date(now.getTime() + 60_000)];
  const span = { causes: ["TOKEN_REVOKED"], from, to: now, retryAt, becomes: "INSTAGRAM_UNAVAILABLE" };
  const sync = await world.sql.reserve();
  await sync`begin`;
  await sync`update accounts set sync_attempts = 1 where id = ${id}`;
  const undone = inTransaction(world, async (world) => {
    const ids = await undoRevocations(world.db, scope, span);
    await rescheduleSyncs(world, ids, { at: retryAt });
    return ids;
  });
  try {
    await expect.poll(() => waitingCount(world.sql), { timeout: 10_000 }).toBe(1);
    await sync`update tokens set fence = fence where account_id = ${id}`;
    await sync`commit`;
  } finally {
    sync.release();
  }
  expect(await undone).toEqual([id]);
});
