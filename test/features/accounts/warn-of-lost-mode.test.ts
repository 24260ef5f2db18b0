import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { World } from "../../../server/app-context.js";
import { warnOfModeChange } from "../../../server/features/accounts/warn-of-lost-mode.js";
import { createTestWorld, type TestWorld } from "../../support/world.js";

let it: TestWorld;
beforeAll(async () => {
  it = await createTestWorld();
});
afterAll(() => it.close());

const asLive = (): World => ({ ...it.world, config: { ...it.world.config, mode: "live" } });
const WARNING = /^this was a live server, .*set INSTAGRAM_APP_ID/;

test("a sandbox starts on a sandbox's database without a warning, again and again", async () => {
  await it.connect("bakery");
  expect(await warnOfModeChange(it.world)).toBeNull();
});

test("a live server's folder becomes no sandbox without a word, though its database was lost with its settings", async () => {
  expect(await warnOfModeChange(asLive())).toBeNull();
  expect(await warnOfModeChange(it.world)).toMatch(WARNING);
  rmSync(join(it.world.config.dataDir, "live-server"));
});

test("nor does a live server's database", async () => {
  await it.world.sql`update accounts set sandbox = false`;
  expect(await warnOfModeChange(it.world)).toMatch(WARNING);
  expect(await warnOfModeChange(asLive())).toBeNull();
});
