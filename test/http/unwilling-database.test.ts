import { beforeAll, expect, test } from "vitest";
import { AS_OPERATOR, ask, expectRefused } from "../support/graphql.js";
import { setReadOnly } from "../support/read-only.js";
import { setUpTestApp } from "../support/test-app.js";

const testApp = setUpTestApp({}, { hasDatabaseProxy: true });
let url: string;
let id: string;

beforeAll(async () => {
  id = await testApp.connect("florist");
  url = await testApp.serve();
});

const ready = async () => {
  const answer = await fetch(`${url}/readyz`);
  return [answer.status, ((await answer.json()) as { status: string }).status];
};
const pause = () => ask(url, `mutation { pauseAccount(accountId: "${id}") { status } }`, AS_OPERATOR);

test("a database that is read-only is 503 for what writes, said by /readyz, and found again when it is mended", async () => {
  await setReadOnly(testApp, true);
  await testApp.database.cut();
  await testApp.database.mend();
  await expect.poll(ready, { timeout: 10_000 }).toEqual([503, "database read-only"]);
  const answer = await pause();
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  expectRefused(answer, "SERVICE_UNAVAILABLE");
  const signIn = await fetch(`${url}/auth/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "ada@example.com", password: "four words nobody guesses" }),
  });
  expect([signIn.status, signIn.headers.has("retry-after")]).toEqual([503, true]);
  expect((await ask(url, "{ account { username media { id } } }")).data.account.username).toBe("florist");

  await setReadOnly(testApp, false);
  // Connections of before stay read-only; none is left that would.
  await expect.poll(ready, { timeout: 20_000, interval: 300 }).toEqual([200, "ready"]);
  await expect.poll(async () => (await pause()).errors, { timeout: 20_000, interval: 300 }).toBeUndefined();
});

test("one that does not answer is told by /readyz within seconds, in its own shape", async () => {
  expect(await ready()).toEqual([200, "ready"]);
  testApp.database.freeze();
  try {
    const beganMs = performance.now();
    expect(await Promise.all([ready(), ready()])).toEqual(Array(2).fill([503, "database away"]));
    expect(performance.now() - beganMs).toBeLessThan(8_000);
  } finally {
    testApp.database.thaw();
  }
  await expect.poll(ready, { timeout: 20_000 }).toEqual([200, "ready"]);
});
