import { defineConfig } from "vitest/config";
import tests from "./vitest.config.js";

/** `npm run deploy-test`: apart from `npm test`, as it needs PgBouncer. */
export default defineConfig({
  ...tests,
  test: { ...tests.test, include: ["test/deploy/pgbouncer.ts"], testTimeout: 300_000 },
});
