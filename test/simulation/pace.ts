import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pauseAccount, resumeAccount } from "../../server/features/accounts/pause-account.js";
import { disconnectAccount } from "../../server/features/privacy/disconnect-account.js";
import { REFRESH_CHECK } from "../../server/features/status/read-status.js";
import { DAY_MS, MINUTE_MS } from "../../server/lib/clock.js";
import { schedule } from "../../server/schedule.js";
import { OPERATOR } from "../support/cast.js";
import type { MonthsApp } from "./months-app.js";
import { oddAnswers } from "./odd-answers.js";
import type { Deed, Illness } from "./story.js";
import type { Referee } from "./verdict.js";

export interface Life {
  months: MonthsApp;
  referee: Referee;
  story: Deed[];
  nextIllness(): Illness;
  days: number;
  /** Told once a day. */
  onDay?(day: number): void;
}

/** What the server did. */
export interface Done {
  syncs: number;
  refreshes: number;
  /** Looks in which something was due. */
  looks: number;
  restarts: number;
  kills: number;
}

const SYNCS = "sync due accounts";
/** The rest of the timetable runs here once in some days, but for the pictures: they are not what is looked at. */
const REST_DAYS = 5;
const LEFT_OUT = new Set([REFRESH_CHECK, SYNCS, "copy pictures"]);
const STEP_BUDGET_MS = 120_000;
/** How closely time is looked at in a wave, which lasts an hour. */
const WAVE_STEP_MS = 10 * MINUTE_MS;
const RETRY_DEED_MS = DAY_MS / 4;
const KILL_TIMEOUT_MS = 30_000;

/**
 * Lives through the story. Time goes in steps of `REFRESH_CHECK_EVERY` (ten minutes in a wave), shorter where something
 * befalls and longer where nothing is due. At each step the jobs' real steps run.
 */
export async function live(life: Life): Promise<Done> {
  const { months, referee, story, days, onDay } = life;
  const done: Done = { syncs: 0, refreshes: 0, looks: 0, restarts: 0, kills: 0 };
  const deeds = [...story];
  const beganMs = months.clock.now().getTime();
  const endMs = beganMs + days * DAY_MS;
  const stepMs = months.app().config.refreshCheckEveryMs;
  let nextDayMs = beganMs + DAY_MS;
  const kills: ("refresh" | "media")[] = [];
  for (let now = beganMs; now < endMs; now = months.clock.now().getTime()) {
    const grid = referee.isInWave() ? WAVE_STEP_MS : stepMs;
    const due = Math.max(await nextDue(months), now + grid);
    const target = Math.min(due, nextDayMs, endMs, beganMs + (deeds[0]?.atMs ?? Number.POSITIVE_INFINITY));
    await months.turn(Math.max(target - now, 1));
    for (let deed = deeds[0]; deed && beganMs + deed.atMs <= months.clock.now().getTime(); deed = deeds[0]) {
      deeds.shift();
      if (deed.kind === "kill") kills.push(deed.during);
      else if (deed.kind === "restart") await restart(months, done);
      else if (!(await act(life, deed, deeds))) insert(deeds, { ...deed, atMs: deed.atMs + RETRY_DEED_MS });
    }
    for (const during of referee.isTroubled(null) ? [] : new Set(kills)) {
      if (!(await isDue(months, during))) continue;
      kills.splice(kills.indexOf(during), 1);
      if (await killInACall(months, during)) done.kills++;
    }
    await look(months, done);
    await referee.look();
    if (months.clock.now().getTime() < nextDayMs) continue;
    nextDayMs += DAY_MS;
    const day = Math.round((nextDayMs - beganMs) / DAY_MS) - 1;
    if (day % REST_DAYS === 0) await restOfSchedule(months);
    await referee.weigh();
    onDay?.(day);
  }
  return done;
}

/** The two jobs that call Instagram, as the timetable has them. */
async function look(months: MonthsApp, done: Done, signal = AbortSignal.timeout(STEP_BUDGET_MS)): Promise<void> {
  const jobs = schedule(months.app());
  const run = async (name: string) => {
    const job = jobs.find((one) => one.name === name);
    if (!job) throw new Error(`the timetable has no job "${name}"`);
    return ((await job.run(signal)) as { doneCount: number }).doneCount;
  };
  // At once, as in a server.
  const [refreshes, syncs] = await Promise.all([run(REFRESH_CHECK), run(SYNCS)]);
  done.refreshes += refreshes;
  done.syncs += syncs;
  done.looks++;
}

async function restOfSchedule(months: MonthsApp): Promise<void> {
  for (const job of schedule(months.app())) {
    if (!LEFT_OUT.has(job.name)) await job.run(AbortSignal.timeout(STEP_BUDGET_MS));
  }
}

/** The process is told to end while it works, ends in order, and another one begins. */
async function restart(months: MonthsApp, done: Done): Promise<void> {
  await look(months, done, AbortSignal.timeout(10));
  await months.restart();
  done.restarts++;
}

/** False when it cannot be done now: nobody connects an account in a trouble, and who is sick gets no odd answers. */
async function act(life: Life, deed: Deed, deeds: Deed[]): Promise<boolean> {
  const { months, referee, nextIllness } = life;
  const tell = months.sandbox.control;
  switch (deed.kind) {
    case "incident":
      referee.befell(deed.incident);
      await tell(deed.incident.control);
      return true;
    case "odd": {
      const account = referee.someoneWell(deed.turn);
      if (!account) return false;
      const incident = oddAnswers(deed.turn, account);
      insert(deeds, { kind: "calm", control: incident.end, atMs: deed.atMs + incident.lastsMs });
      return await act(life, { kind: "incident", incident, atMs: deed.atMs }, deeds);
    }
    case "calm":
      await tell(deed.control);
      return true;
    case "connect":
    case "reconnect": {
      const { account } = deed;
      if (referee.isTroubled(account)) return false;
      if (deed.kind === "reconnect") await tell({ restore: { account }, lift: { account, kind: "error" } });
      referee.connected(account, await months.connect(account));
      return true;
    }
    case "sicken": {
      if (!referee.isWell(deed.account)) return true;
      const illness = nextIllness();
      referee.sickened(deed.account, illness);
      await tell(illness.control(deed.account));
      return true;
    }
    case "post":
      if (referee.isWell(deed.account)) await tell({ posts: { account: deed.account, add: deed.add } });
      return true;
    case "unpost":
      if (referee.isWell(deed.account)) await tell({ posts: { account: deed.account, delete: [deed.which] } });
      return true;
    case "pause":
    case "resume": {
      const isPaused = deed.kind === "pause";
      const id = referee.idOf(deed.account);
      if (id) await (isPaused ? pauseAccount : resumeAccount)(months.app(), id, OPERATOR);
      referee.paused(deed.account, isPaused);
      return true;
    }
    case "disconnect": {
      const id = referee.idOf(deed.account);
      if (id) await disconnectAccount(months.app(), id, OPERATOR);
      referee.disconnected(deed.account);
      return true;
    }
    default:
      return true;
  }
}

function insert(deeds: Deed[], deed: Deed): void {
  const place = deeds.findIndex(({ atMs }) => atMs > deed.atMs);
  deeds.splice(place < 0 ? deeds.length : place, 0, deed);
}

/** When the next row is due, in milliseconds; never when none is. */
async function nextDue({ sql }: MonthsApp): Promise<number> {
  const [row] = await sql<[{ at: Date | null }]>`
    select least((select min(next_refresh_at) from tokens), (select min(next_sync_at) from account_states where not paused)) as at`;
  return row.at?.getTime() ?? Number.POSITIVE_INFINITY;
}

async function isDue({ sql, clock }: MonthsApp, during: "refresh" | "media"): Promise<boolean> {
  const at = clock.now();
  const rows =
    during === "refresh"
      ? await sql`select from tokens where next_refresh_at <= ${at} limit 1`
      : await sql`select from account_states where next_sync_at <= ${at} and not paused limit 1`;
  return rows.length > 0;
}

/**
 * A process of its own takes up what is due and is killed with SIGKILL in the middle: Instagram has answered its call, and
 * it never learns what. Its leases stay behind. False when it made no such call.
 */
async function killInACall(months: MonthsApp, during: "refresh" | "media"): Promise<boolean> {
  const root = join(import.meta.dirname, "../..");
  const options = { cwd: root, env: { PATH: process.env.PATH, ...months.environment() }, stdio: "ignore" } as const;
  const child = spawn(process.execPath, ["--import", "tsx", "test/simulation/process.ts"], options);
  let isHit = false;
  let isOver = false;
  months.sandbox.sandbox.calls.subscribe(({ endpoint }) => {
    if (isOver || endpoint !== during) return;
    isHit = child.kill("SIGKILL");
    isOver = true;
  });
  const timeout = setTimeout(() => child.kill("SIGKILL"), KILL_TIMEOUT_MS);
  await once(child, "exit");
  clearTimeout(timeout);
  isOver = true;
  return isHit;
}
