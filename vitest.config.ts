import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { JournalReporter } from "./test/support/journal-reporter.js";

/**
 * What takes longest, in this order, so that none of them begins last, when the others have nothing left to do beside it. What works
 * and what waits take turns.
 */
const LONG = [
  "test/browser/dashboard/pages.test.ts",
  "test/docs/readme.test.ts",
  "test/journeys/four-processes.test.ts",
  "test/features/sync/sync-account.test.ts",
  "test/browser/dashboard/server-away.test.ts",
  "test/features/tokens/refresh-due-tokens.test.ts",
  "test/browser/dashboard/account.test.ts",
  "test/lib/outage.test.ts",
  "test/features/feeds/model.test.ts",
  "test/main.test.ts",
  "test/browser/dashboard/many-accounts.test.ts",
  "test/http/slow-database.test.ts",
  "test/simulation/months.test.ts",
  "test/browser/dashboard/accounts.test.ts",
  "test/features/rate-limits/circuit.test.ts",
  "test/features/media/sync-archive.test.ts",
  "test/features/feeds/plans.test.ts",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => LONG.findIndex((path) => moduleId.endsWith(path));
    const sorted = await super.sort(files);
    const long = sorted.filter((file) => place(file) >= 0).toSorted((a, b) => place(a) - place(b));
    return [...long, ...sorted.filter((file) => place(file) < 0)];
  }
}

const journal = process.env.TEST_JOURNAL;

export default defineConfig({
  resolve: {
    // One copy of graphql: its CJS and ESM builds refuse each other's types.
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve("graphql/index.js")) }],
  },
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    reporters: journal ? ["default", new JournalReporter(journal)] : ["default"],
    globalSetup: ["test/support/global-setup.ts"],
    // Processes, not threads: on Linux an embedded Postgres ends with the thread that has started it.
    pool: "forks",
    // Tests make much garbage; in a small young generation more of it is copied before it is known to be garbage.
    execArgv: ["--max-semi-space-size=64"],
    // Much of a test is waiting, for Postgres, a browser or a pause: more than the cores of a small machine can be at it.
    maxWorkers: 4,
    // Half of the time would go into importing the server anew for each file; no test replaces a module.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // What waits for a state waits long: a busy machine is slow, and nothing is gained by giving up on it early.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
