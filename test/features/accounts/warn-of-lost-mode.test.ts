import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { AppContext } from "../../../server/app-context.js";
import { warnOfModeChange } from "../../../server/features/accounts/warn-of-lost-mode.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp();

const asLive = (): AppContext => ({ ...testApp.app, config: { ...testApp.app.config, mode: "live" } });
const WARNING = /^this was a live server, .*set INSTAGRAM_APP_ID/;

test("a sandbox starts on a sandbox's database without a warning, again and again", async () => {
  await testApp.connect("bakery");
  expect(await warnOfModeChange(testApp.app)).toBeNull();
});

test("a live server's folder becomes no sandbox without a word, though its database was lost with its settings", async () => {
  expect(await warnOfModeChange(asLive())).toBeNull();
  expect(await warnOfModeChange(testApp.app)).toMatch(WARNING);
  rmSync(join(testApp.app.config.dataDir, "live-server"));
});

test("nor does a live server's database", async () => {
  await testApp.app.sql`update accounts set sandbox = false`;
  expect(await warnOfModeChange(testApp.app)).toMatch(WARNING);
  expect(await warnOfModeChange(asLive())).toBeNull();
});
