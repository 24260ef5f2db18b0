import { type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";

/**
 * Everything that must hold, first what tests need. It goes on after a failure, so that one run shows them all.
 *
 * A few files that fail are tried once more, alone, and named: `passed at the second try only`.
 * The last line is `N passed, N failed, N skipped`, of steps and tests together. A skipped test fails the run.
 */
const STEPS: Record<string, string[]> = {
  build: ["node", "scripts/start.cjs", "--build"],
  "format and lint": ["biome", "check", "--error-on-warnings", "."],
  types: ["tsc", "-p", "."],
  "types of the dashboard": ["tsc", "-p", "admin"],
  "nothing unused": ["knip", "--no-progress"],
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

const STEPS_AT_ONCE = 2;
const STEP_TIMEOUT_MS = 10 * 60_000;
const TESTS_TIMEOUT_MS = 30 * 60_000;

/** A machine that does other work may be late in a few files; when more fail, something is broken. */
const MOST_TRIED_AGAIN = 4;

const root = join(import.meta.dirname, "..");
const outcome = { passed: 0, failed: [] as string[], skipped: [] as string[] };

await runSteps();
await runTests();

for (const name of outcome.failed) console.log(`failed   ${name}`);
for (const name of outcome.skipped) console.log(`skipped  ${name}`);
console.log(`${outcome.passed} passed, ${outcome.failed.length} failed, ${outcome.skipped.length} skipped`);
process.exitCode = outcome.failed.length + outcome.skipped.length > 0 ? 1 : 0;

async function runSteps(): Promise<void> {
  const left = Object.entries(STEPS);
  const work = async () => {
    for (let step = left.shift(); step; step = left.shift()) await runStep(...step);
  };
  await Promise.all(Array.from({ length: STEPS_AT_ONCE }, work));
}

/** What it says comes in one piece, as another runs beside it. */
async function runStep(name: string, command: string[]): Promise<void> {
  const startedAt = performance.now();
  const { isPassed, said } = await run(command, { timeout: STEP_TIMEOUT_MS });
  if (isPassed) outcome.passed++;
  else outcome.failed.push(name);
  console.log(`${said}${isPassed ? "✓" : "✗"} ${name} (${seconds(startedAt)})`);
}

async function runTests(): Promise<void> {
  const startedAt = performance.now();
  const first = await runVitest();
  const failed = first.testResults.filter(({ status }) => status === "failed").map(({ name }) => pathOf(name));
  const isWorthAgain = failed.length > 0 && failed.length <= MOST_TRIED_AGAIN;
  if (isWorthAgain) console.log(`\nOnce more, one at a time, in new processes: ${failed.join(", ")}\n`);
  const second = isWorthAgain ? await runVitest([...failed, "--maxWorkers=1"]) : { testResults: [] };
  const isNew = ({ name }: FileResult) => !second.testResults.some((again) => again.name === name);
  const failedBefore = outcome.failed.length;
  count([...first.testResults.filter(isNew), ...second.testResults]);
  const isPassed = outcome.failed.length === failedBefore;
  console.log(`${isPassed ? "✓" : "✗"} tests (${seconds(startedAt)})\n`);
  if (isPassed) for (const path of failed) console.log(`passed at the second try only: ${path}`);
}

async function runVitest(args: string[] = []): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "darkroom-tests-"));
  const file = join(folder, "report.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const command = ["vitest", "run", "--allowOnly=false", ...reporters, ...args];
    const { isPassed } = await run(command, { timeout: TESTS_TIMEOUT_MS, stdio: "inherit" });
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

async function run([program = "", ...args]: string[], options: SpawnOptions) {
  const bin = program === "node" ? process.execPath : join(root, "node_modules/.bin", program);
  const child = spawn(bin, args, { cwd: root, shell: process.platform === "win32", ...options });
  const said = Promise.all([child.stdout, child.stderr].map((stream) => (stream ? text(stream) : "")));
  const [code] = await once(child, "close").catch((error: Error) => [error.message]);
  const failure = typeof code === "string" ? `${program}: ${code}\n` : "";
  return { isPassed: code === 0, said: [...(await said), failure].join("") };
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}
