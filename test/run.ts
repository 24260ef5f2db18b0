import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

/**
 * Everything that must hold, in order; it goes on after a failure, so that one run shows them all.
 *
 * A few files that fail are tried once more, alone, and named: `passed at the second try only`.
 * The last line is `N passed, N failed, N skipped`, of steps and tests together. A skipped test fails the run.
 */
const STEPS: Record<string, string[]> = {
  "format and lint": ["biome", "check", "--error-on-warnings", "."],
  types: ["tsc", "-p", "."],
  "types of the dashboard": ["tsc", "-p", "admin"],
  "nothing unused": ["knip", "--no-progress"],
  build: ["node", "scripts/start.cjs", "--build"],
};

/** What vitest's JSON reporter writes, as far as it is read here. */
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});
type Report = z.infer<typeof Report>;
type FileResult = Report["testResults"][number];

const STEP_TIMEOUT_MS = 10 * 60_000;
const TESTS_TIMEOUT_MS = 30 * 60_000;

/** A machine that does other work may be late in a few files; when more fail, something is broken. */
const MOST_TRIED_AGAIN = 4;

const root = join(import.meta.dirname, "..");
const outcome = { passed: 0, failed: [] as string[], skipped: [] as string[] };

for (const [name, command] of Object.entries(STEPS)) runStep(name, command);
runTests();

for (const name of outcome.failed) console.log(`failed   ${name}`);
for (const name of outcome.skipped) console.log(`skipped  ${name}`);
console.log(`${outcome.passed} passed, ${outcome.failed.length} failed, ${outcome.skipped.length} skipped`);
process.exitCode = outcome.failed.length + outcome.skipped.length > 0 ? 1 : 0;

function runStep(name: string, command: string[]): void {
  const startedAt = performance.now();
  const isPassed = run(command, STEP_TIMEOUT_MS);
  if (isPassed) outcome.passed++;
  else outcome.failed.push(name);
  console.log(`${isPassed ? "✓" : "✗"} ${name} (${seconds(startedAt)})`);
}

function runTests(): void {
  const startedAt = performance.now();
  const first = runVitest();
  const failed = first.testResults.filter(({ status }) => status === "failed").map(({ name }) => pathOf(name));
  const isWorthAgain = failed.length > 0 && failed.length <= MOST_TRIED_AGAIN;
  if (isWorthAgain) console.log(`\nOnce more, one at a time, in new processes: ${failed.join(", ")}\n`);
  const second = isWorthAgain ? runVitest([...failed, "--maxWorkers=1"]) : { testResults: [] };
  const isNew = ({ name }: FileResult) => !second.testResults.some((again) => again.name === name);
  const failedBefore = outcome.failed.length;
  count([...first.testResults.filter(isNew), ...second.testResults]);
  const isPassed = outcome.failed.length === failedBefore;
  console.log(`${isPassed ? "✓" : "✗"} tests (${seconds(startedAt)})\n`);
  if (isPassed) for (const path of failed) console.log(`passed at the second try only: ${path}`);
}

function runVitest(args: string[] = []): Report {
  const folder = mkdtempSync(join(tmpdir(), "darkroom-tests-"));
  const file = join(folder, "report.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const isPassed = run(["vitest", "run", "--allowOnly=false", ...reporters, ...args], TESTS_TIMEOUT_MS);
    const report = existsSync(file) ? Report.parse(JSON.parse(readFileSync(file, "utf8"))) : { testResults: [] };
    // It can fail without a failing test: a rejection nobody caught, a setup that broke.
    const isExplained = isPassed || report.testResults.some(({ status }) => status === "failed");
    if (!isExplained) outcome.failed.push("vitest itself; see above");
    return report;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function count(results: FileResult[]): void {
  for (const { name, status, message, assertionResults } of results) {
    const path = pathOf(name);
    for (const test of assertionResults) {
      const title = `${path} > ${test.fullName}`;
      if (test.status === "passed") outcome.passed++;
      else if (test.status === "failed") outcome.failed.push(title);
      else outcome.skipped.push(title);
    }
    const isExplained = assertionResults.some((test) => test.status === "failed");
    if (status === "failed" && !isExplained) outcome.failed.push(`${path}: ${message.split("\n")[0]}`);
  }
}

function pathOf(name: string): string {
  return name.slice(root.length + 1);
}

function run([program = "", ...args]: string[], timeout: number): boolean {
  const bin = program === "node" ? process.execPath : join(root, "node_modules/.bin", program);
  const { status, error } = spawnSync(bin, args, {
    cwd: root,
    stdio: "inherit",
    timeout,
    shell: process.platform === "win32",
  });
  if (error) console.log(`${program}: ${error.message}`);
  return status === 0;
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}
