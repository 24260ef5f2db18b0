import { afterAll, beforeAll, expect, test } from "vitest";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { HOUR_MS } from "../../../server/lib/clock.js";
import { countCalls } from "../../support/calls.js";
import { OPERATOR } from "../../support/cast.js";
import { copyAll, picturesOf } from "../../support/pictures.js";
import { apiErrorOf } from "../../support/refusal.js";
import { createTestWorld, type TestWorld } from "../../support/world.js";

let it: TestWorld;
beforeAll(async () => {
  it = await createTestWorld();
});
afterAll(() => it.close());

test("while Instagram throttles, no new address is asked for, and no picture has failed for that", async () => {
  const id = await it.connect("newcomer");
  await it.sandbox.control({ advance: "20d" });
  await it.sandbox.control({ throttle: { account: "newcomer", minutes: 120, calls: 1 } });
  await apiErrorOf(syncAccount(it.world, id, { by: OPERATOR, full: false }));
  const items = () => countCalls(it.sandbox, { endpoint: "item", account: "newcomer" });
  const before = await items();
  await copyAll(it.world);
  expect(await items()).toBe(before);
  const waiting = (await picturesOf(it.world)).filter(({ hash, kind }) => hash === null && kind !== "VIDEO");
  expect(waiting.length).toBeGreaterThan(0);
  expect(waiting.every(({ attempts, next_try_at }) => attempts === 0 && next_try_at !== null)).toBe(true);
  it.clock.advance(3 * HOUR_MS);
  await copyAll(it.world);
  expect((await picturesOf(it.world)).every(({ hash, kind }) => hash !== null || kind === "VIDEO")).toBe(true);
});
