import { defineConfig } from "vitest/config";
import tests from "./vitest.config.js";

/** `npm run frameworks`: apart from `npm test`, as it installs more than Darkroom itself. */
export default defineConfig({
  ...tests,
  test: { ...tests.test, include: ["test/frameworks/build-{recipes,embeds}.ts"], testTimeout: 300_000 },
});
