import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAppContext } from "../../../server/app-context.js";
import { addOperator } from "../../../server/features/operators/add-operator.js";
import { setPassword } from "../../../server/features/operators/set-password.js";
import { createServer } from "../../../server/http/server.js";
import { MINUTE_MS, SECOND_MS } from "../../../server/lib/clock.js";
import { Secret } from "../../../server/lib/secret.js";
import { OPERATOR } from "../../support/cast.js";
import { PASSWORD } from "../../support/credentials.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp();
let url: string;
let count = 0;
/** Each test has an operator of its own. */
let email: string;

beforeAll(async () => {
  url = await testApp.serve();
});
beforeEach(async () => {
  email = `operator${++count}@example.com`;
  await addOperator(testApp.app, { email, password: new Secret(PASSWORD) }, OPERATOR);
});

function signIn(pair: { email: string; password: string }, at = url) {
  const headers = { "content-type": "application/json" };
  return fetch(`${at}/auth/sign-in`, { method: "POST", headers, body: JSON.stringify(pair) });
}

describe("after 10 failures in 15 minutes", () => {
  test("the pair of address and e-mail waits, also with the right password, in every process", async () => {
    const other = createAppContext(testApp.app.config, { clock: testApp.clock });
    const server = await createServer(other);
    const there = await server.listen({ port: 0, host: "127.0.0.1" });
    try {
      const statuses = await Promise.all(
        Array.from({ length: 14 }, (_, n) => signIn({ email, password: `wrong ${n}` }, n % 2 ? url : there)),
      );
      expect(statuses.filter(({ status }) => status === 401)).toHaveLength(10);
      expect(statuses.filter(({ status }) => status === 429)).toHaveLength(4);
      const right = await signIn({ email, password: PASSWORD });
      expect(right.status).toBe(429);
      const waitS = Number(right.headers.get("retry-after"));
      expect(waitS).toBeGreaterThan(14 * 60);
      expect(waitS).toBeLessThanOrEqual(15 * 60);
      testApp.clock.advance(16 * MINUTE_MS);
      expect((await signIn({ email, password: PASSWORD })).status).toBe(200);
    } finally {
      await server.close();
      await other[Symbol.asyncDispose]();
    }
  });

  test("the last three failures say how many tries are left", async () => {
    const left: unknown[] = [];
    for (let n = 0; n < 10; n++) {
      const failed = await signIn({ email: "counts@example.com", password: `wrong ${n}` });
      const { errors } = (await failed.json()) as { errors: { message: string }[] };
      left.push(errors[0]?.message);
    }
    expect(new Set(left.slice(0, 7))).toEqual(new Set(["Wrong e-mail or password."]));
    expect(left.slice(7)).toEqual([
      expect.stringMatching(/Two tries are left/),
      expect.stringMatching(/One try is left/),
      expect.stringMatching(/last try for 15 minutes/),
    ]);
  });

  test("a new password ends the wait, and guesses at it count anew", async () => {
    for (let n = 0; n < 10; n++) await signIn({ email, password: `wrong ${n}` });
    expect((await signIn({ email, password: PASSWORD })).status).toBe(429);
    testApp.clock.advance(SECOND_MS);
    await setPassword(testApp.app, { email, password: new Secret(PASSWORD) }, OPERATOR);
    testApp.clock.advance(SECOND_MS);
    expect((await signIn({ email, password: PASSWORD })).status).toBe(200);
    for (let n = 0; n < 10; n++) await signIn({ email, password: `wrong ${n}` });
    expect((await signIn({ email, password: PASSWORD })).status).toBe(429);
  });

  test("others go on signing in, and a success is no failure", async () => {
    for (let n = 0; n < 10; n++) await signIn({ email: "guessed@example.com", password: `wrong ${n}` });
    expect((await signIn({ email: "guessed@example.com", password: "x" })).status).toBe(429);
    for (let n = 0; n < 11; n++) expect((await signIn({ email, password: PASSWORD })).status).toBe(200);
  });
});
