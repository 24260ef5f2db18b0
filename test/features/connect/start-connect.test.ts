import { expect, test } from "vitest";
import { initiatorOf } from "../../../server/features/connect/initiator.js";
import { startConnect } from "../../../server/features/connect/start-connect.js";
import { MINUTE_MS } from "../../../server/lib/clock.js";
import { hashOf } from "../../../server/lib/id.js";
import { prune } from "../../../server/retention.js";
import { apiErrorOf } from "../../support/api-error.js";
import { OPERATOR } from "../../support/cast.js";
import { countRows } from "../../support/rows.js";
import { setUpTestApp } from "../../support/test-app.js";

const REDIRECT_URI = "https://app.example/connected";

const testApp = setUpTestApp({ REDIRECT_URIS: REDIRECT_URI });

const start = (more: Partial<Parameters<typeof startConnect>[1]> = {}) =>
  startConnect(testApp.app, { viewer: OPERATOR, caller: initiatorOf(OPERATOR), redirectUri: REDIRECT_URI, ...more });

test("the address leads to Instagram's consent page with app, redirect URI, scope and state", async () => {
  const { authorizeUrl, state, expiresAt } = await start();
  const { searchParams, origin, pathname } = new URL(authorizeUrl);
  expect(`${origin}${pathname}`).toBe(testApp.app.config.instagram.authorizeUrl);
  expect(Object.fromEntries(searchParams)).toEqual({
    client_id: testApp.app.config.instagram.appId,
    redirect_uri: REDIRECT_URI,
    response_type: "code",
    scope: "instagram_business_basic",
    state,
  });
  expect(Math.abs(expiresAt.getTime() - testApp.clock.now().getTime() - 15 * MINUTE_MS)).toBeLessThan(5_000);
});

test("forceReauth makes Instagram ask who it is", async () => {
  const { authorizeUrl } = await start({ forceReauth: true });
  expect(new URL(authorizeUrl).searchParams.get("force_reauth")).toBe("true");
});

test("no state is like another, and a copy of the table holds none", async () => {
  const states = await Promise.all(Array.from({ length: 20 }, async () => (await start()).state));
  expect(new Set(states).size).toBe(20);
  const kept = (await testApp.app.sql<{ row: string }[]>`select s::text as row from oauth_states s`).map(
    ({ row }) => row,
  );
  for (const state of states) {
    expect(kept.some((row) => row.includes(state))).toBe(false);
    expect(kept.some((row) => row.includes(hashOf(state)))).toBe(true);
  }
});

test.each([
  [`${REDIRECT_URI}/`, /It differs from https:\/\/app\.example\/connected by a slash at the end/],
  ["https://app.example/Connected", /Use one of REDIRECT_URIS \(https:\/\/app\.example\/connected\)/],
  [`${REDIRECT_URI}?x=1`, /Use one of REDIRECT_URIS/],
  ["http://app.example/connected", /Use one of REDIRECT_URIS/],
  [`${REDIRECT_URI}#_`, /Use one of REDIRECT_URIS/],
  ["", /Use one of REDIRECT_URIS/],
])(
  "the redirect URI %j is not byte for byte one that is allowed, and nothing is kept",
  async (redirectUri, nextStep) => {
    const before = await countRows(testApp.app.sql);
    const apiError = await apiErrorOf(start({ redirectUri }));
    expect(apiError.code).toBe("REDIRECT_URI_NOT_ALLOWED");
    expect(apiError.nextStep).toMatch(nextStep);
    expect(await countRows(testApp.app.sql)).toEqual(before);
  },
);

test("an account that does not exist cannot be named", async () => {
  expect((await apiErrorOf(start({ accountId: "acc_nobody" }))).code).toBe("NOT_FOUND");
});

test("states that have run out are pruned, others stay", async () => {
  await testApp.app.sql`delete from oauth_states`;
  await start();
  testApp.clock.advance(10 * MINUTE_MS);
  await start();
  testApp.clock.advance(6 * MINUTE_MS);
  expect(await prune(testApp.app, "prune OAuth states", new AbortController().signal)).toBe(1);
  expect((await countRows(testApp.app.sql)).oauth_states).toBe(1);
});
