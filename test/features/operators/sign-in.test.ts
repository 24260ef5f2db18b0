import { setImmediate } from "node:timers/promises";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAppContext, inTransaction } from "../../../server/app-context.js";
import { addOperator } from "../../../server/features/operators/add-operator.js";
import { removeOperator } from "../../../server/features/operators/remove-operator.js";
import { setPassword } from "../../../server/features/operators/set-password.js";
import { createServer } from "../../../server/http/server.js";
import { DAY_MS, MINUTE_MS } from "../../../server/lib/clock.js";
import { PASSWORD_COST, verifyPassword } from "../../../server/lib/password.js";
import { Secret } from "../../../server/lib/secret.js";
import { apiErrorOf, until } from "../../support/api-error.js";
import { OPERATOR } from "../../support/cast.js";
import { PASSWORD } from "../../support/credentials.js";
import { ask } from "../../support/graphql.js";
import { waitingCount } from "../../support/locks.js";
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

const JSON_TYPE = { "content-type": "application/json" };

function signIn(
  body: unknown,
  { headers = JSON_TYPE, at = url }: { headers?: Record<string, string>; at?: string } = {},
) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return fetch(`${at}/auth/sign-in`, { method: "POST", headers, body: text });
}

async function cookieOf(answer: Response): Promise<{ cookie: string }> {
  expect(answer.status).toBe(200);
  return { cookie: answer.headers.get("set-cookie")?.split(";")[0] ?? "" };
}

async function kindOf(headers: Record<string, string>, at = url): Promise<string> {
  return (await ask(at, "{ viewer { kind } }", { headers })).data.viewer.kind;
}

describe("signing in", () => {
  test("answers e-mail and end, and a cookie that scripts cannot read", async () => {
    const answer = await signIn({ email: ` ${email.toUpperCase()} `, password: PASSWORD });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const { email: told, expiresAt } = (await answer.json()) as Record<string, string>;
    expect(told).toBe(email);
    expect(Date.parse(expiresAt ?? "")).toBeGreaterThan(Date.now() + 6 * DAY_MS);
    const cookie = answer.headers.get("set-cookie");
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\//);
    expect(cookie).not.toMatch(/Secure/);
    expect(await kindOf(await cookieOf(answer))).toBe("OPERATOR");
  });

  test("keeps neither password nor cookie", async () => {
    const { cookie } = await cookieOf(await signIn({ email, password: PASSWORD }));
    const rows = JSON.stringify([
      await testApp.app.sql`select * from operators`,
      await testApp.app.sql`select * from sessions`,
      await testApp.app.sql`select * from sign_in_failures`,
      await testApp.app.sql`select * from events`,
    ]);
    expect(rows).not.toContain(cookie.split("=")[1]);
    expect(rows).not.toContain(PASSWORD);
    expect(rows).toContain("scrypt$");
  });

  test("to a server that is not a test's, costs what OWASP asks, also for an unknown e-mail", async () => {
    await using dear = createAppContext(testApp.app.config, { clock: testApp.clock });
    const server = await createServer(dear);
    const payload = { email: "dear@example.com", password: PASSWORD };
    const signInDearly = (pair: object) => server.inject({ method: "POST", url: "/auth/sign-in", payload: pair });
    await addOperator(dear, { email: payload.email, password: new Secret(PASSWORD) }, OPERATOR);
    const [row] = await testApp.app.sql`select password_hash from operators where email = ${payload.email}`;
    expect(row?.password_hash).toMatch(/^scrypt\$32768\$8\$3\$/);
    const msOf = async (email: string) => {
      const began = performance.now();
      expect((await signInDearly({ ...payload, email, password: "wrong" })).statusCode).toBe(401);
      return performance.now() - began;
    };
    const known = [await msOf(payload.email), await msOf(payload.email)];
    const unknown = [await msOf("x1@example.com"), await msOf("x2@example.com")];
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2);
    await server.close();
  });

  test("with a wrong password or an unknown e-mail is refused in the same words", async () => {
    const wrong = await signIn({ email, password: "wrong" });
    const unknown = await signIn({ email: "nobody@example.com", password: PASSWORD });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.text()).toBe(await unknown.text());
    expect(wrong.headers.get("set-cookie")).toBeNull();
  });

  const form = { "content-type": "application/x-www-form-urlencoded" };
  const text = { "content-type": "text/plain" };
  test.each([
    { name: "a form", body: "email=a&password=b", headers: form, status: 415 },
    { name: "text that a form can send", body: '{"email":"a","password":"b"}', headers: text, status: 415 },
    { name: "half a pair", body: '{"email":"a"}', headers: JSON_TYPE, status: 400 },
    { name: "what is no JSON", body: "{", headers: JSON_TYPE, status: 400 },
    { name: "objects for texts", body: '{"email":{},"password":[]}', headers: JSON_TYPE, status: 400 },
  ])("takes JSON only, not $name", async ({ body, headers, status }) => {
    expect((await signIn(body, { headers })).status).toBe(status);
  });

  test("from another site's page is refused", async () => {
    const headers = { ...JSON_TYPE, origin: "https://evil.example" };
    expect((await signIn({ email, password: PASSWORD }, { headers })).status).toBe(403);
  });
});

/** What a dashboard shows of a refusal, in the shape of GraphQL's errors. */
async function apiErrorIn(answer: Response): Promise<unknown> {
  expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("set-cookie")).toBeNull();
  const { errors, ...rest } = (await answer.json()) as { errors: Record<string, unknown>[] };
  expect([errors.length, rest]).toEqual([1, {}]);
  return errors[0];
}

describe("a refusal to sign in", () => {
  test("is JSON with a message, a code and the next step, a wait with its seconds", async () => {
    const extensions = (code: string) => ({ code, nextStep: expect.stringMatching(/^[A-Z].{10,}\.$/) });
    const message = expect.stringMatching(/^[A-Z].{10,}\.$/);
    const wrong = await signIn({ email, password: "wrong" });
    expect(await apiErrorIn(wrong)).toEqual({ message, extensions: extensions("UNAUTHENTICATED") });
    const half = await signIn({ email });
    expect(await apiErrorIn(half)).toEqual({ message, extensions: extensions("BAD_USER_INPUT") });
    for (let n = 0; n < 10; n++) await signIn({ email: "waits@example.com", password: `wrong ${n}` });
    const late = await signIn({ email: "waits@example.com", password: "wrong" });
    expect(late.status).toBe(429);
    expect(late.headers.get("retry-after")).toMatch(/^\d{2,3}$/);
    expect(await apiErrorIn(late)).toEqual({ message, extensions: extensions("RATE_LIMITED") });
  });
});

test("a flood that fills the line locks nobody out", async () => {
  const hash = `scrypt$8192$8$1$c2FsdA$${"A".repeat(43)}`;
  let isOver = false;
  const insist = async () => {
    while (!isOver) await verifyPassword(new Secret("x"), hash, PASSWORD_COST).catch(() => setImmediate());
  };
  const flood = Array.from({ length: 70 }, insist);
  // Those that find the line full are answered 503, and are no failures.
  for (let n = 0; n < 12; n++) expect([200, 503]).toContain((await signIn({ email, password: PASSWORD })).status);
  isOver = true;
  await Promise.all(flood);
  expect((await signIn({ email, password: PASSWORD })).status).toBe(200);
});

/** When the newest session of this test's operator was last used, as it is kept. */
async function lastSeenMs(): Promise<number> {
  const [row] = await testApp.app.sql<{ at: string }[]>`
    select max(s.last_seen_at) as at from sessions s join operators o on o.id = s.operator_id where o.email = ${email}`;
  return Date.parse(row?.at ?? "");
}

describe("a session", () => {
  test("lives on while it is used, a week without use, a month at most", async () => {
    const cookie = await cookieOf(await signIn({ email, password: PASSWORD }));
    for (let day = 0; day < 5; day++) {
      testApp.clock.advance(5 * DAY_MS);
      expect(await kindOf(cookie), `day ${day * 5}`).toBe("OPERATOR");
      await until(async () => (await lastSeenMs()) > testApp.clock.now().getTime() - MINUTE_MS);
    }
    testApp.clock.advance(5 * DAY_MS + 1_000);
    expect(await kindOf(cookie)).toBe("ANONYMOUS");
    const idle = await cookieOf(await signIn({ email, password: PASSWORD }));
    testApp.clock.advance(7 * DAY_MS + 1_000);
    expect(await kindOf(idle)).toBe("ANONYMOUS");
  });

  test("ends with sign-out, and with `everywhere` all of the operator's", async () => {
    const [here, there, later] = [
      await cookieOf(await signIn({ email, password: PASSWORD })),
      await cookieOf(await signIn({ email, password: PASSWORD })),
      await cookieOf(await signIn({ email, password: PASSWORD })),
    ];
    const out = await fetch(`${url}/auth/sign-out`, { method: "POST", headers: here });
    expect(out.status).toBe(204);
    expect(out.headers.get("set-cookie")).toMatch(/darkroom_session=;.*Expires=Thu, 01 Jan 1970/);
    expect([await kindOf(here), await kindOf(there)]).toEqual(["ANONYMOUS", "OPERATOR"]);
    const body = JSON.stringify({ everywhere: true });
    await fetch(`${url}/auth/sign-out`, { method: "POST", headers: { ...there, ...JSON_TYPE }, body });
    expect([await kindOf(there), await kindOf(later)]).toEqual(["ANONYMOUS", "ANONYMOUS"]);
  });

  test("ends with another password, and with its operator", async () => {
    const old = await cookieOf(await signIn({ email, password: PASSWORD }));
    await setPassword(testApp.app, { email, password: new Secret("another four words") }, OPERATOR);
    expect(await kindOf(old)).toBe("ANONYMOUS");
    expect((await signIn({ email, password: PASSWORD })).status).toBe(401);
    const fresh = await cookieOf(await signIn({ email, password: "another four words" }));
    expect(await kindOf(fresh)).toBe("OPERATOR");
    await removeOperator(testApp.app, { email }, OPERATOR);
    expect(await kindOf(fresh)).toBe("ANONYMOUS");
  });

  test("is not opened with a password that is changed while it is checked", async () => {
    const answer = await inTransaction(testApp.app, async (changing) => {
      await setPassword(changing, { email, password: new Secret("another four words") }, OPERATOR);
      const late = signIn({ email, password: PASSWORD });
      // The old password was found good by now, and its session waits for the change to be kept.
      await until(async () => (await waitingCount(testApp.app.sql)) === 1);
      return { late };
    });
    expect((await answer.late).status).toBe(401);
  });

  test("does nothing for another site's page", async () => {
    const cookie = await cookieOf(await signIn({ email, password: PASSWORD }));
    const from = (origin: string) => ask(url, "{ viewer { kind } }", { headers: { ...cookie, origin } });
    const foreign = await from("https://evil.example");
    expect(foreign.status).toBe(403);
    expect(foreign.errors?.[0]?.extensions).toMatchObject({
      code: "FORBIDDEN",
      nextStep: expect.stringMatching(/evil/),
    });
    expect((await from(testApp.app.config.publicUrl)).data.viewer.kind).toBe("OPERATOR");
    expect((await from(url)).data.viewer.kind).toBe("OPERATOR");
    const form = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { ...cookie, "content-type": "application/x-www-form-urlencoded" },
      body: "query={viewer{kind}}",
    });
    expect(form.status).toBeGreaterThanOrEqual(400);
    const get = await fetch(`${url}/graphql?query={viewer{kind}}`, { headers: cookie });
    expect(get.status).toBe(400);
  });
});

describe("operators", () => {
  test("are one an e-mail, in any case", async () => {
    const twice = addOperator(testApp.app, { email: email.toUpperCase(), password: new Secret(PASSWORD) }, OPERATOR);
    expect((await apiErrorOf(twice)).code).toBe("BAD_USER_INPUT");
  });

  test.each([
    ["no address", "nobody", PASSWORD],
    ["a short password", "new@example.com", "short"],
    ["a password of a megabyte", "new@example.com", "x".repeat(1_000_000)],
  ])("with %s are refused", async (_name, address, password) => {
    const added = addOperator(testApp.app, { email: address, password: new Secret(password) }, OPERATOR);
    expect((await apiErrorOf(added)).code).toBe("BAD_USER_INPUT");
  });

  test("the last one stays", async () => {
    const rest = await testApp.app.sql<{ email: string }[]>`select email from operators where email <> ${email}`;
    for (const row of rest) await removeOperator(testApp.app, row, OPERATOR);
    expect((await apiErrorOf(removeOperator(testApp.app, { email }, OPERATOR))).message).toMatch(/last/);
  });
});
