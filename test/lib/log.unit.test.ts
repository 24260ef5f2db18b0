import { spawn } from "node:child_process";
import { join } from "node:path";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { z } from "zod";
import { describeError, errorText } from "../../server/lib/describe-error.js";
import { createLog, repeatedLine, terminalStream } from "../../server/lib/log.js";

const SECRET = "a caption, or ada@example.com, or IGAAsomebodysToken";

/** The errors of the libraries, as they come. */
function postgresError(code: string, message: string): Error {
  return Object.assign(new Error(message), {
    name: "PostgresError",
    code,
    detail: `Failing row contains (${SECRET}).`,
    where: `unnamed portal parameter $1 = '${SECRET}'`,
    table_name: "media",
    constraint_name: "media_is_sane",
    parameters: [SECRET],
  });
}
function drizzleError(cause: Error): Error {
  const params = Array.from({ length: 500 }, () => SECRET);
  const fields = { query: `insert … '${SECRET}'`, params };
  return Object.assign(new Error(`Failed query: insert\nparams: ${params}`, { cause }), fields);
}
const parsed = (text: string) => {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
};

const ERRORS: [string, unknown][] = [
  ["a statement that a CHECK refuses", drizzleError(postgresError("23514", `new row violates "${SECRET}"`))],
  ["a value that Postgres cannot read", postgresError("22P02", `invalid input syntax for type integer: "${SECRET}"`)],
  [
    "several at once",
    new AggregateError(
      Array.from({ length: 90 }, () => drizzleError(new Error("x"))),
      SECRET.slice(0, 0),
    ),
  ],
  ["a cause of a cause", new Error("outer", { cause: new Error("inner", { cause: drizzleError(new Error("x")) }) })],
  ["an answer that is no JSON", parsed(`{"caption": ${SECRET}}`)],
  [
    "an answer of another shape",
    z.object({ id: z.string(), kind: z.literal("a") }).safeParse({ id: 1, kind: SECRET }).error,
  ],
  [
    "an address",
    new TypeError(`Failed to parse URL from https://graph.example/me?access_token=${encodeURIComponent(SECRET)}`),
  ],
  ["what somebody threw", SECRET],
  ["an error with fields of its own", Object.assign(new Error("no"), { body: SECRET, response: { data: SECRET } })],
];

test.each(ERRORS)("%s is logged without what somebody wrote, in less than 4 KB", (_, error) => {
  for (const fields of [{ err: error }, { error, accountId: "acc_1" }, { deep: { error } }, error as object]) {
    const lines: string[] = [];
    const log = createLog({ level: "info" }, { write: (line: string) => void lines.push(line) });
    if (typeof fields === "object") log.error(fields, "it broke");
    expect(lines.join().length).toBeLessThan(4_000);
    expect(lines.join()).not.toMatch(/caption, or|ada@|IGAA/);
  }
  expect(errorText(error)).not.toMatch(/caption, or|ada@|IGAA/);
});

test("what helps to find it is kept", () => {
  const facts = describeError(drizzleError(postgresError("23514", "new row")));
  expect(facts).toMatchObject({ type: "Error", cause: { code: "23514", table: "media", constraint: "media_is_sane" } });
  expect(facts.stack?.join()).toContain("log.unit.test.ts");
  expect(describeError(postgresError("42P01", 'relation "shop" does not exist')).message).toContain("shop");
  expect(errorText(new TypeError("x is not a function"))).toMatch(/^TypeError: x is not a function\n {4}at /);
});

test("a line is bounded whatever its fields are, and says so", () => {
  const lines: string[] = [];
  const log = createLog({ level: "info" }, { write: (line: string) => void lines.push(line) });
  const circle: Record<string, unknown> = { text: "x".repeat(1_000_000) };
  circle.self = circle;
  log.warn(
    { accountId: "acc_1", circle, list: Array.from({ length: 10_000 }, () => "y".repeat(100)) },
    "z".repeat(9_000),
  );
  log.info("plain %s", "words");
  expect(lines[0]?.length).toBeLessThan(8_192);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ accountId: "acc_1", leftOutBytes: expect.any(Number) });
  expect(JSON.parse(lines[1] ?? "")).toMatchObject({ level: 30, msg: "plain words" });
});

test("a repeated line is written as the log itself writes it, and not below the log's level", () => {
  const lines: Record<string, unknown>[] = [];
  const log = createLog({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const fields = { method: "GET", route: '/a "ms":0 b', status: 200 };
  const write = repeatedLine(log, { level: "info", fields, message: "request" });
  const writeQuiet = repeatedLine(log, { level: "debug", fields, message: "request" });
  for (const ms of [0, 3.1, 1_200]) {
    write(ms);
    writeQuiet(ms);
    log.info({ ...fields, ms }, "request");
  }
  expect(lines).toHaveLength(6);
  for (let n = 0; n < lines.length; n += 2) {
    const [ours, theirs] = [lines[n], lines[n + 1]];
    expect(Object.entries({ ...ours, time: 0 })).toEqual(Object.entries({ ...theirs, time: 0 }));
    expect(Math.abs(Number(ours?.time) - Number(theirs?.time))).toBeLessThan(1_000);
  }
});

test("at a terminal each entry is one line, written before the call returns", () => {
  const written: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  const log = createLog({ level: "info" }, terminalStream(destination));
  log.info({ method: "GET", route: "/", status: 200, ms: 3.1 }, "request");
  log.info({ accountId: "acc_1", deep: { count: 2, list: [1, 2] } }, "account synced");
  expect(written.map((text) => text.match(/\n/g)?.length)).toEqual([1, 1]);
  expect(written[0]).toMatch(/INFO.*request.*"route":"\/","status":200/);
});

test.each([
  ["is told to end", 'process.kill(process.pid, "SIGTERM")', 0],
  ["crashes", 'setImmediate(() => { throw new Error("a bug") })', 1],
  ["exits", "process.exit(3)", 3],
])(
  "a process that %s has written all that it logged, and waited with none of it for ever",
  async (_, end, exitCode) => {
    // The first line is not enough to be written at once: it comes by itself, and then the process ends.
    const script = `import { onShutdown } from "./server/lib/graceful-shutdown.ts";
    import { createLog } from "./server/lib/log.ts";
    const log = createLog({ level: "info" });
    onShutdown(async () => log.info("closed"), { timeoutMs: 60_000 });
    log.info({ n: 0 }, "line");
    // A server has something to wait for, until the signal comes.
    setInterval(() => undefined, 60_000);
    process.stdin.once("data", () => {
      for (let n = 1; n <= 1_000; n++) log.info({ n }, "line");
      ${end};
    });`;
    const args = ["--import", "tsx", "--input-type=module", "-e", script];
    const cwd = join(import.meta.dirname, "../..");
    const child = spawn(process.execPath, args, { cwd, stdio: ["pipe", "pipe", "ignore"], timeout: 50_000 });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.stdout.once("data", () => child.stdin.end("go"));
    const lines = (await text(child.stdout))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(await ended).toBe(exitCode);
    expect(lines.filter(({ msg }) => msg === "line").map(({ n }) => n)).toEqual(
      Array.from({ length: 1_001 }, (_, n) => n),
    );
    if (exitCode < 3) expect(lines.at(-1)).toMatchObject({ msg: "closed" });
  },
);

test("a warning is written at once, with what was logged before it", () => {
  let flushes = 0;
  const log = createLog({ level: "info" }, { write: () => undefined, flushSync: () => void flushes++ });
  log.info({ accountId: "acc_1" }, "token refreshed");
  log.info("closing");
  expect(flushes).toBe(0);
  log.warn("slow");
  log.error({ err: new Error("no") }, "failed");
  expect(flushes).toBe(2);
});
