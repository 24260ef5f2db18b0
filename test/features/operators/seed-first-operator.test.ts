import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addOperator } from "../../../server/features/operators/add-operator.js";
import { removeOperator } from "../../../server/features/operators/remove-operator.js";
import { seedFirstOperator } from "../../../server/features/operators/seed-first-operator.js";
import { signIn } from "../../../server/features/operators/sign-in.js";
import { Secret } from "../../../server/lib/secret.js";
import { startupBanner } from "../../../server/startup-banner.js";
import { apiErrorOf } from "../../support/api-error.js";
import { OPERATOR } from "../../support/cast.js";
import { PASSWORD } from "../../support/credentials.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";

let testApp: TestApp;
let dataDir: string;

beforeEach(async () => {
  dataDir = join(mkdtempSync(join(tmpdir(), "darkroom-first-")), "data");
  testApp = await createTestApp({ DATA_DIR: dataDir });
});
afterEach(async () => {
  await testApp.close();
  rmSync(join(dataDir, ".."), { recursive: true });
});

test("off a terminal the password is in a private file that the banner names, and it works", async () => {
  const firstOperator = await seedFirstOperator(testApp.app, { onTerminal: false });
  const file = join(dataDir, "first-password");
  const text = startupBanner(testApp.app.config, { databaseName: "embedded", firstOperator });
  expect(text).toContain(`Operator   operator@localhost, password in ${file}`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const [email = "", password = "", ...rest] = readFileSync(file, "utf8").split("\n");
  expect(rest).toEqual([""]);
  expect(text).not.toContain(password);
  const { expiresAt } = await signIn(testApp.app, { email, password: new Secret(password), address: "::1" });
  expect(expiresAt).toBeInstanceOf(Date);
});

test("on a terminal the banner alone holds it", async () => {
  const firstOperator = await seedFirstOperator(testApp.app, { onTerminal: true });
  const text = startupBanner(testApp.app.config, { databaseName: "embedded", firstOperator });
  const password = /Operator {3}operator@localhost, password (\S+) \(shown this once\)/.exec(text)?.[1] ?? "";
  expect(existsSync(dataDir)).toBe(false);
  await signIn(testApp.app, { email: "operator@localhost", password: new Secret(password), address: "::1" });
});

test("only the very first start makes one, also of several at once", async () => {
  const made = await Promise.all(Array.from({ length: 3 }, () => seedFirstOperator(testApp.app, { onTerminal: true })));
  expect(made.filter((first) => first !== null)).toHaveLength(1);
  expect(await seedFirstOperator(testApp.app, { onTerminal: true })).toBeNull();
  expect(startupBanner(testApp.app.config, { databaseName: "embedded", firstOperator: null })).not.toMatch(/password/);
});

test("the settings' operator is made beside others, and never changed", async () => {
  await seedFirstOperator(testApp.app, { onTerminal: true });
  const start = (password: string) => {
    const config = {
      ...testApp.app.config,
      firstOperator: { email: "Ada@Example.com", password: new Secret(password) },
    };
    return seedFirstOperator({ ...testApp.app, config }, { onTerminal: false });
  };
  const first = await start("first password");
  expect(startupBanner(testApp.app.config, { databaseName: "x", firstOperator: first })).toContain(
    "Operator   Ada@Example.com, password as in OPERATOR_PASSWORD",
  );
  expect(await start("second password")).toBeNull();
  const wrong = signIn(testApp.app, {
    email: "ada@example.com",
    password: new Secret("second password"),
    address: "::1",
  });
  expect((await apiErrorOf(wrong)).code).toBe("UNAUTHENTICATED");
  await signIn(testApp.app, { email: "ada@example.com", password: new Secret("first password"), address: "::1" });
  expect(existsSync(dataDir)).toBe(false);
});

test("a removed operator of the settings does not come back with a restart, until somebody adds them again", async () => {
  const config = { ...testApp.app.config, firstOperator: { email: "Ada@Example.com", password: new Secret(PASSWORD) } };
  const start = () => seedFirstOperator({ ...testApp.app, config }, { onTerminal: false });
  const ada = { email: "ada@example.com", password: new Secret(PASSWORD) };
  expect(await start()).not.toBeNull();
  await addOperator(testApp.app, { ...ada, email: "ben@example.com" }, OPERATOR);
  await removeOperator(testApp.app, { email: ada.email }, OPERATOR);
  expect(await start()).toBeNull();
  expect((await apiErrorOf(signIn(testApp.app, { ...ada, address: "::1" }))).code).toBe("UNAUTHENTICATED");
  await addOperator(testApp.app, ada, OPERATOR);
  await testApp.app.sql`delete from operators`;
  expect(await start()).not.toBeNull();
  // Where nobody is left, whoever holds the settings must get in.
  await addOperator(testApp.app, { ...ada, email: "ben@example.com" }, OPERATOR);
  await removeOperator(testApp.app, { email: ada.email }, OPERATOR);
  await testApp.app.sql`delete from operators`;
  expect(await start()).not.toBeNull();
});
