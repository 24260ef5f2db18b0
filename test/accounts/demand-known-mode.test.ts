import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demandKnownMode } from "../../server/accounts/demand-known-mode.js";
import { explainFailure } from "../../server/explain-failure.js";
import type { World } from "../../server/world.js";
import { createTestWorld, type TestWorld } from "../support/world.js";

let it: TestWorld;
beforeAll(async () => {
  it = await createTestWorld();
});
afterAll(() => it.close());

const told = (world: World) => demandKnownMode(world).then(() => "it has started", explainFailure);
const withConfig = (config: Partial<World["config"]>): World => ({
  ...it.world,
  config: { ...it.world.config, ...config },
});
const REFUSED = { text: expect.stringMatching(/INSTAGRAM_APP_ID: is unset, but .*SANDBOX=on/), exitCode: 78 };

test("a sandbox starts on a sandbox's database, again and again", async () => {
  await it.connect("bakery");
  expect(await told(it.world)).toBe("it has started");
});

test("a live server's folder becomes no sandbox without a word, though its database was lost with its settings", async () => {
  expect(await told(withConfig({ mode: "live" }))).toBe("it has started");
  expect(await told(it.world)).toEqual(REFUSED);
  expect(await told(withConfig({ sandboxIsMeant: true }))).toBe("it has started");
  rmSync(join(it.world.config.dataDir, "live-server"));
});

test("nor does a live server's database", async () => {
  await it.world.sql`update accounts set sandbox = false`;
  expect(await told(it.world)).toEqual(REFUSED);
  expect(await told(withConfig({ sandboxIsMeant: true }))).toBe("it has started");
  expect(await told(withConfig({ mode: "live" }))).toBe("it has started");
});
