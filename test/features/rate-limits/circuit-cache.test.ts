import { beforeEach, expect, test } from "vitest";
import { allowProbe } from "../../../server/features/rate-limits/guard-calls.js";
import { appScopeKey, currentCircuit } from "../../../server/features/rate-limits/read-circuit.js";
import { openBlock } from "../../../server/features/rate-limits/record-block.js";
import { closeApp, openApp } from "../../../server/features/rate-limits/store.js";
import { HOUR_MS, SECOND_MS } from "../../../server/lib/clock.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" }, { hasDatabaseProxy: true });

beforeEach(async () => {
  await testApp.app.sql`truncate circuits`;
  testApp.app.circuits.clear();
  await currentCircuit(testApp.app, null);
});

const appState = async () => (await currentCircuit(testApp.app, null)).appWide.state;

async function readsOf(act: () => Promise<unknown>): Promise<number> {
  testApp.database.forget();
  await act();
  return testApp.database.statements().filter((text) => text.startsWith("select")).length;
}

/** As another process would. */
async function openElsewhere(): Promise<void> {
  const since = testApp.clock.now();
  const until = new Date(since.getTime() + HOUR_MS);
  const scopeKey = appScopeKey(testApp.app);
  await openApp(testApp.app.pools.lookups.db, { scopeKey, reason: "UNAVAILABLE", since, until, retryAfter: null });
}

test("that nothing is blocked is read once a second, whoever asks", async () => {
  testApp.clock.advance(2 * SECOND_MS);
  const reads = await readsOf(async () => {
    for (let n = 0; n < 20; n++) expect(await appState()).toBe("CLOSED");
  });
  // A busy machine may take longer than a second for twenty.
  expect(reads).toBeLessThan(20);
});

test("accounts that are asked for at once share a statement", async () => {
  const accounts = Array.from({ length: 50 }, (_, n) => `acc_${n}`);
  const reads = await readsOf(() => Promise.all(accounts.map((id) => currentCircuit(testApp.app, id))));
  expect(reads).toBeLessThanOrEqual(3);
});

test("what another process decides is known a second later; what is blocked is read each time", async () => {
  await openElsewhere();
  testApp.clock.advance(SECOND_MS + 1);
  expect(await appState()).toBe("OPEN");
  expect(await readsOf(async () => [await appState(), await appState()])).toBe(2);
  await closeApp(
    testApp.app.pools.lookups.db,
    appScopeKey(testApp.app),
    new Date(testApp.clock.now().getTime() + HOUR_MS),
  );
  expect(await appState()).toBe("CLOSED");
});

test("what this process decides is known at once, and a person's request reads anew", async () => {
  await openBlock(testApp.app, `${appScopeKey(testApp.app)}:readProfile`);
  expect((await currentCircuit(testApp.app, "acc_1")).block.state).toBe("OPEN");
  await openElsewhere();
  await allowProbe(testApp.app, null);
  expect(await appState()).toBe("HALF_OPEN");
});
