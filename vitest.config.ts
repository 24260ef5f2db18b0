import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { JournalReporter } from "./test/support/journal-reporter.js";

/** What takes longest of those that work, so that none of them begins last, when the others have nothing left to do beside it. */
const LONG = [
  "test/browser/dashboard/pages.test.ts",
  "test/browser/dashboard/feeds.test.ts",
  "test/docs/readme.test.ts",
  "test/cli/cli.test.ts",
  "test/browser/dashboard/keys.test.ts",
  "test/browser/dashboard/feed-curation.test.ts",
  "test/browser/embed.test.ts",
  "test/browser/dashboard/accounts.test.ts",
  "test/browser/dashboard/many-accounts.test.ts",
  "test/browser/pages.test.ts",
  "test/browser/dashboard/feed-versions.test.ts",
  "test/scripts/start.test.ts",
  "test/browser/dashboard/account.test.ts",
  "test/browser/dashboard/language.test.ts",
  "test/simulation/months.test.ts",
  "test/browser/dashboard/connect.test.ts",
  "test/main.test.ts",
  "test/features/media/sync-archive.test.ts",
];

/** What waits more than it works, for a timeout or a pause. One after the other, while the other workers use the processor. */
const WAITING = [
  "test/browser/dashboard/server-away.test.ts",
  "test/features/sync/sync-account.test.ts",
  "test/journeys/four-processes.test.ts",
  "test/lib/outage.test.ts",
  "test/features/tokens/refresh-due-tokens.test.ts",
  "test/browser/dashboard/activity-and-jobs.test.ts",
  "test/http/slow-database.test.ts",
  "test/features/rate-limits/circuit.test.ts",
  "test/features/bulk-jobs/process-jobs.test.ts",
  "test/instagram/request.test.ts",
  "test/lib/job-runner.unit.test.ts",
  "test/http/unwilling-database.test.ts",
  "test/features/tokens/held-token.test.ts",
  "test/features/tokens/refresh-token.test.ts",
  "test/features/feed/prepared.test.ts",
  "test/http/connections.test.ts",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waiting = inOrder(sorted, WAITING);
    const long = inOrder(sorted, LONG);
    const working = [...long, ...sorted.filter((file) => !waiting.includes(file) && !long.includes(file))];
    // The other workers are through with six while one waits.
    const mixed = working.flatMap((file, at) => (at % 6 === 0 ? [...waiting.splice(0, 1), file] : [file]));
    return [...mixed, ...waiting];
  }
}

function inOrder(files: TestSpecification[], paths: string[]): TestSpecification[] {
  return paths.flatMap((path) => files.filter(({ moduleId }) => moduleId.endsWith(path)));
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
    maxWorkers: 5,
    // Half of the time would go into importing the server anew for each file; no test replaces a module.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // What waits for a state waits long: a busy machine is slow, and nothing is gained by giving up on it early.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
