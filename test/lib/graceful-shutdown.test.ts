import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

/** A process that drains so, and is told to end as soon as it is ready. */
async function drained(close: string, first = ""): Promise<{ exitCode: number; stderr: string }> {
  const script = `import { onShutdown } from "./server/lib/graceful-shutdown.ts";
    setInterval(() => undefined, 1_000);
    onShutdown(${close}, { timeoutMs: 60_000 });
    ${first};
    setImmediate(() => console.log("ready"));`;
  const args = ["--import", "tsx", "--input-type=module", "-e", script];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], timeout: 50_000 });
  child.stdout.once("data", () => child.kill("SIGTERM"));
  const [[exitCode], stderr] = await Promise.all([once(child, "exit"), text(child.stderr)]);
  return { exitCode, stderr };
}

test("a process whose closing works ends with 0", async () => {
  expect(await drained("async () => undefined")).toEqual({ exitCode: 0, stderr: "Stopping …\nStopped.\n" });
});

test("a lost connection that nobody waited for ends nothing; a bug does", async () => {
  const rejected = (code: string) =>
    `Promise.reject(Object.assign(new Error("lost"), { name: "PostgresError", code: "${code}" }))`;
  expect((await drained("async () => undefined", rejected("57P01"))).exitCode).toBe(0);
  expect((await drained("async () => undefined", rejected("42601"))).exitCode).toBe(1);
});

test.each([
  ["rejects", 'async () => { throw new Error("no close") }'],
  ["throws", '() => { throw new Error("no close") }'],
])("one whose closing %s says so and ends with 1, at once", async (_, close) => {
  const { exitCode, stderr } = await drained(close);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining("Closing failed. Error: no close")]);
});
