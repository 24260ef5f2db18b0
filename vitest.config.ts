import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    // One copy of graphql: its CJS and ESM builds refuse each other's types.
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve("graphql/index.js")) }],
  },
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    globalSetup: ["test/support/global-setup.ts"],
    // Processes, not threads: on Linux an embedded Postgres ends with the thread that has started it.
    pool: "forks",
    // Much of a test is waiting for Postgres; the default of cores - 1 would leave half of a small machine idle.
    maxWorkers: 2,
    // Half of the time would go into importing the server anew for each file; no test replaces a module.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
