import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD, signedIn } from "../../support/credentials.js";
import { AS_OPERATOR, ask, expectRefused } from "../../support/graphql.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";

let testApp: TestApp;
let url: string;
let ada: { headers: Record<string, string> };
const logged: string[] = [];

beforeAll(async () => {
  testApp = await createTestApp({}, { log: pino({ level: "trace" }, { write: (line) => logged.push(line) }) });
  url = await testApp.serve();
  ada = { headers: await signedIn(testApp.app, "Ada@example.com") };
});
afterAll(() => testApp.close());

const OPERATOR = "id email createdAt lastSignInAt isYou";

async function add(email: string, password = PASSWORD, as = ada) {
  const mutation = `mutation ($email: String!, $password: String!) { addOperator(email: $email, password: $password) { ${OPERATOR} } }`;
  return await ask(url, mutation, { ...as, variables: { email, password } });
}

async function setPassword(id: string, password: string, as = ada) {
  const mutation = `mutation ($id: ID!, $password: String!) { setOperatorPassword(id: $id, password: $password) { ${OPERATOR} } }`;
  return await ask(url, mutation, { ...as, variables: { id, password } });
}

async function remove(id: string, as = ada) {
  return await ask(url, `mutation { removeOperator(id: "${id}") }`, as);
}

async function list(page = "") {
  return (await ask(url, `{ operators${page} { nodes { ${OPERATOR} } totalCount } }`, ada)).data.operators;
}

/** A browser that is signed in as somebody. */
async function signIn(email: string, password = PASSWORD) {
  const body = JSON.stringify({ email, password });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${url}/auth/sign-in`, { method: "POST", headers, body });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  return { status: answer.status, headers: { cookie } };
}

async function viewerOf(as: { headers: Record<string, string> }) {
  return (await ask(url, `{ viewer { kind operator { ${OPERATOR} } } }`, as)).data.viewer;
}

async function eventsAbout(subject: string) {
  const query = "{ events(first: 100) { nodes { action subject actor { kind label } } } }";
  const { nodes } = (await ask(url, query, ada)).data.events;
  return nodes.filter((event: { subject: string }) => event.subject === subject);
}

describe("the viewer", () => {
  test("who is signed in is told who they are", async () => {
    const { kind, operator } = await viewerOf(ada);
    expect(kind).toBe("OPERATOR");
    expect(operator).toMatchObject({ email: "Ada@example.com", isYou: true, lastSignInAt: expect.any(String) });
  });

  test("a script and the anonymous are no operator by name", async () => {
    expect(await viewerOf(AS_OPERATOR)).toEqual({ kind: "OPERATOR", operator: null });
    expect(await viewerOf({ headers: {} })).toEqual({ kind: "ANONYMOUS", operator: null });
  });
});

describe("operators", () => {
  test("are listed oldest first, page by page, with when they last signed in", async () => {
    const before = (await list()).totalCount;
    testApp.clock.advance(1_000);
    const { data } = await add(" Ben@example.com ");
    expect(data.addOperator).toMatchObject({ email: "Ben@example.com", isYou: false, lastSignInAt: null });
    const { nodes, totalCount } = await list();
    expect(totalCount).toBe(before + 1);
    expect(nodes.at(-1)).toEqual(data.addOperator);
    expect(nodes[0]).toMatchObject({ email: "Ada@example.com", isYou: true });
    expect((await list(`(first: 1, offset: ${before})`)).nodes).toEqual([data.addOperator]);
    testApp.clock.advance(60_000);
    await signIn("ben@example.com");
    const signedInAt = (await list()).nodes.at(-1).lastSignInAt;
    expect(Date.parse(signedInAt) - Date.parse(data.addOperator.createdAt)).toBeGreaterThanOrEqual(60_000);
  });

  test("of the same e-mail, without an address or with a short password are not added", async () => {
    for (const [email, password] of [
      ["ADA@example.com", PASSWORD],
      ["nobody", PASSWORD],
      ["new@example.com", "short"],
    ] as const) {
      expectRefused(await add(email, password), "BAD_USER_INPUT");
    }
  });

  test("whose password is changed are signed out at once, and sign in with the new one", async () => {
    const { id } = (await add("cleo@example.com")).data.addOperator;
    const cleo = await signIn("cleo@example.com");
    expectRefused(await setPassword(id, "short"), "BAD_USER_INPUT");
    expect((await viewerOf(cleo)).kind).toBe("OPERATOR");
    expect((await setPassword(id, "another four words")).data.setOperatorPassword).toMatchObject({ id });
    expect((await viewerOf(cleo)).kind).toBe("ANONYMOUS");
    expect((await signIn("cleo@example.com")).status).toBe(401);
    const again = await signIn("cleo@example.com", "another four words");
    expect((await viewerOf(again)).operator.email).toBe("cleo@example.com");
    // Their own, too.
    expect((await setPassword(id, "yet another four words", again)).errors).toBeUndefined();
    expect((await viewerOf(again)).kind).toBe("ANONYMOUS");
  });

  test("who are removed are signed out at once, and the record tells who did what", async () => {
    const { id } = (await add("dora@example.com")).data.addOperator;
    const dora = await signIn("dora@example.com");
    await setPassword(id, "another four words");
    const again = await signIn("dora@example.com", "another four words");
    expect((await remove(id)).data.removeOperator).toBe(id);
    expect([(await viewerOf(dora)).kind, (await viewerOf(again)).kind]).toEqual(["ANONYMOUS", "ANONYMOUS"]);
    expect((await signIn("dora@example.com", "another four words")).status).toBe(401);
    const by = { kind: "OPERATOR", label: "Ada@example.com" };
    expect(await eventsAbout(id)).toEqual([
      { action: "OPERATOR_REMOVED", subject: id, actor: by },
      { action: "OPERATOR_PASSWORD_SET", subject: id, actor: by },
      { action: "OPERATOR_ADDED", subject: id, actor: by },
    ]);
  });

  test("that are not there can be neither changed nor removed", async () => {
    expectRefused(await setPassword("op_nobody", PASSWORD), "NOT_FOUND");
    expectRefused(await remove("op_nobody"), "NOT_FOUND");
  });

  test("of whom one is left stay, also where two remove each other at once", async () => {
    const { nodes } = await list();
    const [first, second, ...others] = nodes.map(({ id }: { id: string }) => id);
    for (const id of others) await remove(id, AS_OPERATOR);
    const answers = await Promise.all([remove(first, AS_OPERATOR), remove(second, AS_OPERATOR)]);
    const refused = answers.filter(({ errors }) => errors !== undefined);
    expect(refused).toHaveLength(1);
    expectRefused({ errors: refused[0]?.errors }, "BAD_USER_INPUT");
    expect(refused[0]?.errors?.[0]?.message).toMatch(/last operator/);
  });
});

test("no password is in the log or the record", async () => {
  const rows = JSON.stringify([
    await testApp.app.sql`select * from events`,
    await testApp.app.sql`select * from operators`,
  ]);
  expect(logged.join()).toContain("operator added");
  for (const password of [PASSWORD, "another four words", "yet another four words"]) {
    expect(logged.join()).not.toContain(password);
    expect(rows).not.toContain(password);
  }
});
