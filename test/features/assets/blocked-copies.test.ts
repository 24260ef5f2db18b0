import { expect, test } from "vitest";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { HOUR_MS } from "../../../server/lib/clock.js";
import { apiErrorOf } from "../../support/api-error.js";
import { countCalls } from "../../support/calls.js";
import { OPERATOR } from "../../support/cast.js";
import { copyAll, picturesOf } from "../../support/pictures.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp();

test("while Instagram throttles, no new address is asked for, and no picture has failed for that", async () => {
  const id = await testApp.connect("newcomer");
  await testApp.sandbox.control({ advance: "20d" });
  await testApp.sandbox.control({ throttle: { account: "newcomer", minutes: 120, calls: 1 } });
  await apiErrorOf(syncAccount(testApp.app, id, { by: OPERATOR, full: false }));
  const items = () => countCalls(testApp.sandbox, { endpoint: "item", account: "newcomer" });
  const before = await items();
  await copyAll(testApp.app);
  expect(await items()).toBe(before);
  const waiting = (await picturesOf(testApp.app)).filter(({ hash, kind }) => hash === null && kind !== "VIDEO");
  expect(waiting.length).toBeGreaterThan(0);
  expect(waiting.every(({ attempts, next_try_at }) => attempts === 0 && next_try_at !== null)).toBe(true);
  testApp.clock.advance(3 * HOUR_MS);
  await copyAll(testApp.app);
  expect((await picturesOf(testApp.app)).every(({ hash, kind }) => hash !== null || kind === "VIDEO")).toBe(true);
});
