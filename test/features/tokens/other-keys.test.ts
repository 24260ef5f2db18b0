import { beforeAll, expect, test } from "vitest";
import type { AppConfig } from "../../../server/config/config.js";
import { findUndecryptableTokens } from "../../../server/features/tokens/find-undecryptable-tokens.js";
import { newKey, parseKeyRing } from "../../../server/lib/seal.js";
import { startupBanner } from "../../../server/startup-banner.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";

/* The key of a token is lost, or another one stands under its id. */

const testApp = setUpTestApp({ JOBS: "off" });
let url: string;
let id: string;
let ring: AppConfig["secretKeys"];
beforeAll(async () => {
  url = await testApp.serve();
  id = await testApp.connect("bakery");
  ring = testApp.app.config.secretKeys;
});

const look = () => findUndecryptableTokens(testApp.app, { tokensMax: 2_000 });
const ringOf = (key: string) => parseKeyRing([key]) ?? expect.fail("no key");

test("with the right keys nothing is found, and nothing is said", async () => {
  expect(await look()).toEqual({ lookedAtCount: 1, count: 0, keyIds: [], accountIds: [] });
  expect(
    startupBanner(testApp.app.config, { databaseName: "x", firstOperator: null, unopenable: await look() }),
  ).not.toContain("SECRET_KEYS");
});

test.each([
  ["another key has its id", () => newKey().replace(/^[^:]*/, "k1")],
  ["its id is not there", () => newKey()],
])("where %s the start says so, and so do the sync's error and the account", async (_, key) => {
  testApp.app.config.secretKeys = ringOf(key());
  const unopenable = await look();
  expect(unopenable).toMatchObject({ count: 1, keyIds: ["k1"], accountIds: [id] });
  const text = startupBanner(testApp.app.config, { databaseName: "x", firstOperator: null, unopenable });
  expect(text).toContain("Warning    SECRET_KEYS cannot decrypt 1 of 1 tokens (encrypted with k1): add that key again");
  const synced = await ask(url, `mutation { syncAccount(accountId: "${id}") { id } }`, AS_OPERATOR);
  expect(synced.errors?.[0]).toMatchObject({
    message: expect.stringContaining("SECRET_KEYS does not open this account's token"),
    extensions: { code: "APP_MISCONFIGURED", nextStep: expect.stringContaining("Restore the key") },
  });
  const { data } = await ask(url, `{ account(id: "${id}") { status stale staleCause } }`, AS_OPERATOR);
  expect(data.account).toEqual({ status: "ACTIVE", stale: true, staleCause: "APP_MISCONFIGURED" });
  testApp.app.config.secretKeys = ring;
  const again = await ask(url, `mutation { syncAccount(accountId: "${id}") { stale } }`, AS_OPERATOR);
  expect(again.data.syncAccount).toEqual({ stale: false });
});

test("a key that is made has an id of its own", () => {
  const [a, b] = [newKey(), newKey()];
  expect(a.split(":")[0]).not.toBe(b.split(":")[0]);
  expect(ringOf(a)[0]?.id).toMatch(/^k[0-9a-f]{12}$/);
});
