import { execSync, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { joinEmbeddedPostgres, startEmbeddedPostgres } from "../../../server/lib/postgres/embedded-postgres.js";
import { postgresFolder } from "../../support/postgres-folder.js";
import { type Holder, holdPostgres } from "../../support/postgres-holder.js";

/**
 * A folder in which an embedded Postgres was made once an earlier first start was killed in the middle, and stopped, for tests
 * that leave one so.
 */
let made: string;
let dir: string;
let holders: Holder[];

beforeAll(async () => {
  made = postgresFolder();
  mkdirSync(join(made, "postgres.new/base"), { recursive: true });
  writeFileSync(join(made, "postgres.new/PG_VERSION"), "18\n");
  await (await startEmbeddedPostgres({ dir: made, durable: false })).stop();
});
afterAll(() => remove(made));

beforeEach(() => {
  dir = postgresFolder();
  holders = [];
});

afterEach(async () => {
  for (const holder of holders) if (holder.process.exitCode === null) await holder.end("SIGKILL");
  await sleep(100); // Postgres follows its owner, but not in the same instant.
  if (dir !== made) remove(dir);
});

describe("an embedded Postgres", () => {
  test("keeps what was written when it is stopped and started again", async () => {
    useMade();
    const first = await startEmbeddedPostgres({ dir });
    const answer = await write(first.url.reveal());
    await first.stop();
    await using second = await startEmbeddedPostgres({ dir });
    expect(await query(second.url.reveal(), "select answer from kept")).toEqual([{ answer }]);
  });

  test("syncs to the disk, runs on UTC, knows Unicode's cases and sorts by code point", async () => {
    useMade();
    await using embedded = await startEmbeddedPostgres({ dir });
    const [row] = await query(
      embedded.url.reveal(),
      `select current_setting('fsync') as fsync, current_setting('TimeZone') as zone, lower('ÀÉ') as lower,
              array(select c from unnest(array['b', 'a', 'B', 'é']) c order by c) as sorted,
              current_setting('server_encoding') as encoding`,
    );
    expect(row).toEqual({ fsync: "on", zone: "UTC", lower: "àé", sorted: ["B", "a", "b", "é"], encoding: "UTF8" });
  });

  test("refuses a wrong password, and its superuser altogether", async () => {
    useMade();
    await using embedded = await startEmbeddedPostgres({ dir, durable: false });
    const url = new URL(embedded.url.reveal());
    const wrong = Object.assign(new URL(url), { password: "wrong" });
    await expect(query(wrong.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
    const superuser = Object.assign(new URL(url), { username: "postgres", pathname: "/postgres" });
    await expect(query(superuser.href, "select 1")).rejects.toMatchObject({ code: "28000" });
    await expect(query(url.href, "select pg_read_file('/etc/passwd')")).rejects.toMatchObject({ code: "42501" });
    expect(readFileSync(join(dir, "postgres.json"), "utf8")).toContain(url.password);
    expect(statSync(join(dir, "postgres.json")).mode & 0o777).toBe(0o600);
  });

  test.each(["the kernel", "a watching child"])(
    "is gone after kill -9 of its owner, by %s, and starts again",
    async (by) => {
      useMade();
      const env = by === "the kernel" ? process.env : { ...process.env, PATH: pathWithoutSetpriv() };
      const owner = await hold(env);
      const answer = await write(String(owner.said.url));
      await owner.end("SIGKILL");
      await using again = await startEmbeddedPostgres({ dir, durable: false });
      expect(isAlive(Number(owner.said.pid))).toBe(false);
      expect(await query(again.url.reveal(), "select answer from kept")).toEqual([{ answer }]);
    },
  );

  test("goes away by itself when its owner was killed and nobody starts another", async () => {
    useMade();
    for (const env of [process.env, { ...process.env, PATH: pathWithoutSetpriv() }]) {
      const owner = await hold(env);
      await owner.end("SIGKILL");
      await expect.poll(() => isAlive(Number(owner.said.pid)), { timeout: 10_000 }).toBe(false);
    }
  });

  test("has one owner when two start at the same instant; the other is told who and what to do", async () => {
    useMade();
    const both = await Promise.all([hold(), hold()]);
    const winner = both.find((holder) => holder.said.url);
    const loser = both.find((holder) => holder.said.error);
    expect(loser?.said.error).toBe("DataDirInUse");
    expect(loser?.said.message).toContain(`The data folder ${dir} is in use by process ${winner?.process.pid}`);
    expect(loser?.said.message).toContain("DATA_DIR");
    expect(await query(String(winner?.said.url), "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("has one owner even within a process", async () => {
    useMade();
    await using _first = await startEmbeddedPostgres({ dir, durable: false });
    await expect(startEmbeddedPostgres({ dir })).rejects.toMatchObject({ name: "DataDirInUse", pid: process.pid });
  });

  test("can be joined by another process as long as it runs, and not through a copy of its folder", async () => {
    expect(await joinEmbeddedPostgres(dir)).toBeNull();
    useMade();
    const owner = await hold();
    const joined = await joinEmbeddedPostgres(dir);
    expect(joined?.url.reveal()).toBe(owner.said.url);
    const copy = join(dir, "copy");
    mkdirSync(copy);
    cpSync(join(dir, "postgres.json"), join(copy, "postgres.json"));
    expect(await joinEmbeddedPostgres(copy)).toBeNull();
    await owner.end("SIGKILL");
    await expect.poll(() => joinEmbeddedPostgres(dir), { timeout: 10_000 }).toBeNull();
  });

  test("starts although the id in its old lock file now belongs to another process", async () => {
    useMade();
    const owner = await hold();
    process.kill(Number(owner.said.pid), "SIGKILL");
    await owner.end("SIGKILL");
    const lock = join(dir, "postgres/postmaster.pid");
    const { uid, gid } = statSync(lock);
    const stranger = spawn("sleep", ["60"], { uid, gid });
    writeFileSync(lock, readFileSync(lock, "utf8").replace(/^\d+/, `${stranger.pid}`));
    try {
      await using again = await startEmbeddedPostgres({ dir, durable: false });
      expect(await query(again.url.reveal(), "select 1 as one")).toEqual([{ one: 1 }]);
      expect(stranger.exitCode).toBeNull();
    } finally {
      stranger.kill();
    }
  });

  test("starts after its first start was killed in the middle", async () => {
    useMade();
    expect(readdirSync(dir)).toEqual(expect.not.arrayContaining(["postgres.new"]));
    await using embedded = await startEmbeddedPostgres({ dir, durable: false });
    expect(await query(embedded.url.reveal(), "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("gets a new password when the file with the old one is lost", async () => {
    useMade();
    const first = await startEmbeddedPostgres({ dir, durable: false });
    const answer = await write(first.url.reveal());
    await first.stop();
    rmSync(join(dir, "postgres.json"));
    await using again = await startEmbeddedPostgres({ dir, durable: false });
    expect(await query(again.url.reveal(), "select answer from kept")).toEqual([{ answer }]);
    expect(new URL(again.url.reveal()).password).not.toBe(new URL(first.url.reveal()).password);
  });

  test("tells its owner when it ends by itself", async () => {
    useMade();
    await using embedded = await startEmbeddedPostgres({ dir, durable: false });
    process.kill(embedded.pid, "SIGKILL");
    await expect(embedded.exited).resolves.toBeUndefined();
  });

  test("is started again on the same files and address when it ends by itself, and given up the sixth time", async () => {
    useMade();
    let restartCount = 0;
    const restarted = () => void restartCount++;
    await using embedded = await startEmbeddedPostgres({ dir, durable: false, restarted });
    // Without durable files, what was committed within the last moment would be lost.
    const answer = await write(embedded.url.reveal(), "set synchronous_commit = on;");
    for (let times = 1; times <= 5; times++) {
      kill9();
      await expect.poll(() => restartCount, { timeout: 30_000 }).toBe(times);
    }
    expect(await query(embedded.url.reveal(), "select answer from kept")).toEqual([{ answer }]);
    kill9();
    await expect(embedded.exited).resolves.toBeUndefined();
  });
});

/** Takes the folder that was made before, where making one is not what is tested: that and its removal take seconds. */
function useMade(): void {
  remove(dir);
  dir = made;
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** Ends the Postgres of the folder in the hardest way. */
function kill9(): void {
  process.kill(Number.parseInt(readFileSync(join(dir, "postgres/postmaster.pid"), "utf8"), 10), "SIGKILL");
}

async function hold(env?: NodeJS.ProcessEnv): Promise<Holder> {
  const holder = await holdPostgres(dir, env);
  holders.push(holder);
  if (holder.said.error !== "DataDirInUse" && !holder.said.pid) throw new Error(`no Postgres: ${holder.said.message}`);
  return holder;
}

/** A PATH on which the kernel's help is missing, as it is anyway on systems other than Linux. */
function pathWithoutSetpriv(): string {
  if (process.platform !== "linux") return String(process.env.PATH);
  chmodSync(dir, 0o711); // Only the kernel's helper lets root's Postgres pass a closed folder.
  const bin = join(dir, "bin");
  if (mkdirSync(bin, { recursive: true }))
    symlinkSync(execSync("command -v flock").toString().trim(), join(bin, "flock"));
  return bin;
}

/** Writes a number that no earlier test of the folder has written, after some settings, and returns it. */
async function write(url: string, settings = ""): Promise<number> {
  const answer = randomInt(2 ** 31);
  await query(url, `${settings} drop table if exists kept; create table kept as select ${answer}::int as answer`);
  return answer;
}

async function query(url: string, statement: string) {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that has ended but was not collected yet does not count.
    return process.platform !== "linux" || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
