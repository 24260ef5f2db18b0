import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { JournalLine } from "./support/journal-reporter.js";

/**
 * Everything that must hold: the tests after the build, which they need, and beside both the checks, as each waits at times.
 * It goes on after a failure, so that one run shows them all.
 *
 * A few files that fail are tried once more, alone, and named: `passed at the second try only`.
 * A file that hangs is named and ends its run; whatever had no result by then is run once more.
 * The last line is `N passed, N failed, N skipped`, of steps and tests together. A skipped test fails the run.
 */
const BUILD = ["node", "scripts/start.cjs", "--build"];
/** The types on one thread: more would take processor time from the tests, and a third more of it. */
const CHECKS: Record<string, string[]> = {
  "format and lint": ["biome", "check", "--error-on-warnings", "."],
  types: ["tsc", "--singleThreaded", "-p", "."],
  "types of the dashboard": ["tsc", "--singleThreaded", "-p", "admin"],
  "types of the script for other sites": ["tsc", "--singleThreaded", "-p", "embed"],
  "nothing unused": ["knip", "--no-progress"],
};

/** What a run has told of one file. One that was never ended is `queued` or `running`. */
interface FileResult extends JournalLine {
  tests: NonNullable<JournalLine["tests"]>;
}

const STEP_TIMEOUT_MS = 10 * 60_000;
const TESTS_TIMEOUT_MS = 60 * 60_000;
/** Longer than any test may take. */
const STALL_TIMEOUT_MS = 12 * 60_000;
const STALL_CHECK_MS = 5_000;

/** A machine that does other work may be late in a few files; when more fail, something is broken. */
const MOST_TRIED_AGAIN = 4;

const root = join(import.meta.dirname, "..");
const outcome = { passed: 0, failed: [] as string[], skipped: [] as string[] };

await Promise.all([runChecks(), runStep("build", BUILD).then(runTests)]);

for (const name of outcome.failed) console.log(`failed   ${name}`);
for (const name of outcome.skipped) console.log(`skipped  ${name}`);
console.log(`${outcome.passed} passed, ${outcome.failed.length} failed, ${outcome.skipped.length} skipped`);
process.exitCode = outcome.failed.length + outcome.skipped.length > 0 ? 1 : 0;

/** One after another: together with the tests, more would take what a small machine has of memory. */
async function runChecks(): Promise<void> {
  for (const [name, command] of Object.entries(CHECKS)) await runStep(name, command);
}

/** What it says comes in one piece, as the tests run beside it. */
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
  const failed = pathsWith(first, "failed");
  const unfinished = pathsWith(first, "queued", "running");
  const isWorthAgain = failed.length <= MOST_TRIED_AGAIN && failed.length + unfinished.length > 0;
  if (isWorthAgain) console.log(`\nOnce more, in new processes: ${[...failed, ...unfinished].join(", ")}\n`);
  const again = isWorthAgain && failed.length > 0 ? await runVitest([...failed, "--maxWorkers=1"]) : [];
  const rest = isWorthAgain && unfinished.length > 0 ? await runVitest(unfinished) : [];
  const second = [...again, ...rest];
  const failedBefore = outcome.failed.length;
  count([...first.filter(({ path }) => !second.some((result) => result.path === path)), ...second]);
  const isPassed = outcome.failed.length === failedBefore;
  console.log(`${isPassed ? "✓" : "✗"} tests (${seconds(startedAt)})\n`);
  if (isPassed) for (const path of [...failed, ...unfinished]) console.log(`passed at the second try only: ${path}`);
}

function pathsWith(results: FileResult[], ...statuses: FileResult["status"][]): string[] {
  return results.filter(({ status }) => statuses.includes(status)).map(({ path }) => pathOf(path));
}

async function runVitest(args: string[] = []): Promise<FileResult[]> {
  const folder = mkdtempSync(join(tmpdir(), "darkroom-tests-"));
  const journal = join(folder, "journal.jsonl");
  try {
    const command = ["vitest", "run", "--allowOnly=false", ...args];
    const isStalled = () => stalled(readJournal(journal));
    const env = { ...process.env, TEST_JOURNAL: journal };
    const { isPassed } = await run(command, { timeout: TESTS_TIMEOUT_MS, stdio: "inherit", env }, isStalled);
    const results = readJournal(journal);
    // It can fail without a failing test: a rejection nobody caught, a setup that broke.
    const isExplained = isPassed || results.some(({ status }) => status !== "passed");
    if (!isExplained) outcome.failed.push("vitest itself; see above");
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The last line of each file, with the test that it began last. A line that is cut off at the end is left out. */
function readJournal(journal: string): FileResult[] {
  const results = new Map<string, FileResult>();
  const lines = existsSync(journal) ? readFileSync(journal, "utf8").split("\n").slice(0, -1) : [];
  for (const text of lines) {
    const line = JournalLine.parse(JSON.parse(text));
    results.set(line.path, { ...line, tests: line.tests ?? [] });
  }
  return [...results.values()];
}

/** Whether a file hangs, which a worker whose event loop is blocked cannot end itself. Says which, and at what. */
function stalled(results: FileResult[]): boolean {
  const hanging = results.filter(({ status, at }) => status === "running" && Date.now() - at > STALL_TIMEOUT_MS);
  for (const { path, test } of hanging)
    console.log(`hangs: ${pathOf(path)}, last known to begin: ${test ?? "none of its tests"}`);
  return hanging.length > 0;
}

function count(results: FileResult[]): void {
  for (const { path, status, message, tests } of results) {
    for (const test of tests) {
      const title = `${pathOf(path)} > ${test.name}`;
      if (test.status === "passed") outcome.passed++;
      else if (test.status === "failed") outcome.failed.push(title);
      else outcome.skipped.push(title);
    }
    const isExplained = status === "passed" || tests.some((test) => test.status === "failed");
    if (!isExplained) outcome.failed.push(`${pathOf(path)}: ${message?.split("\n")[0] || status}`);
  }
}

function pathOf(name: string): string {
  return name.slice(root.length + 1);
}

async function run([program = "", ...args]: string[], options: SpawnOptions, isStalled = () => false) {
  const bin = program === "node" ? process.execPath : join(root, "node_modules/.bin", program);
  const isWindows = process.platform === "win32";
  const { timeout = 0, ...rest } = options;
  // A group of its own, so that what hangs ends with everything that it has started.
  const child = spawn(bin, args, { cwd: root, shell: isWindows, detached: !isWindows, ...rest });
  const end = () => endGroup(child);
  const timer = setTimeout(end, timeout);
  const watch = setInterval(() => isStalled() && end(), STALL_CHECK_MS);
  const forward = () => {
    end();
    process.exit(130);
  };
  process.once("SIGINT", forward).once("SIGTERM", forward);
  const said = Promise.all([child.stdout, child.stderr].map((stream) => (stream ? text(stream) : "")));
  const [code] = await once(child, "close").catch((error: Error) => [error.message]);
  clearTimeout(timer);
  clearInterval(watch);
  process.off("SIGINT", forward).off("SIGTERM", forward);
  const failure = typeof code === "string" ? `${program}: ${code}\n` : "";
  return { isPassed: code === 0, said: [...(await said), failure].join("") };
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") child.kill("SIGKILL");
  else process.kill(-child.pid, "SIGKILL");
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}
