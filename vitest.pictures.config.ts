import { defineConfig } from "vitest/config";
import tests from "./vitest.config.js";

/** `npm run pictures`: no test, but it needs what tests have: a real server, a real Postgres, a real browser. */
export default defineConfig({
  ...tests,
  test: { ...tests.test, include: ["test/browser/dashboard/take-pictures.ts"] },
});
