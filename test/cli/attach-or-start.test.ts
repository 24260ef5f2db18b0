import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attachOrStart } from "../../server/cli/attach-or-start.js";
import { DAY_MS, turnableClock } from "../../server/lib/clock.js";
import { createSandbox } from "../../server/sandbox/create-sandbox.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let env: Record<string, string>;
beforeAll(async () => {
  database = await createTestDatabase();
  env = {
    DATABASE_URL: database.url,
    SECRET_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
    DATA_DIR: mkdtempSync(join(tmpdir(), "darkroom-beside-")),
  };
});
afterAll(async () => {
  await database.drop();
  rmSync(env.DATA_DIR ?? "", { recursive: true });
});

/** How far the tool's clock is from this machine's, in days. */
async function daysOff(settings: Record<string, string> = {}): Promise<number> {
  await using beside = await attachOrStart({ ...env, ...settings });
  return Math.abs(Math.round((beside.app.clock.now().getTime() - Date.now()) / DAY_MS));
}

test("the tool goes by the sandbox's clock as it was last turned, and live by the machine's", async () => {
  expect(await daysOff()).toBe(0);
  const stateFile = join(env.DATA_DIR ?? "", "sandbox.json");
  const sandbox = createSandbox({ clock: turnableClock(), baseUrl: "http://localhost:4000/sandbox", stateFile });
  sandbox.state.clockOffsetMs += 40 * DAY_MS;
  sandbox.save();
  expect(await daysOff()).toBe(40);
  expect(await daysOff({ INSTAGRAM_APP_ID: "12345", INSTAGRAM_APP_SECRET: "0123456789abcdef" })).toBe(0);
});
