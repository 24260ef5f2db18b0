import type { FailureCause } from "../../server/instagram/failures.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../server/lib/clock.js";
import { between, pick, type Random, seededRandom } from "../../server/sandbox/seed.js";

/** What is told to the sandbox by `POST /_control`. */
export type Control = Record<string, unknown>;

/** What makes an account sick at Instagram's side, and the cause that the server must name. */
export interface Illness {
  name: string;
  control(account: string): Control;
  cause: FailureCause;
}

/** Something that befalls the server, its Instagram or one account, at a moment counted from the beginning. */
export type Deed = { atMs: number } & (
  | { kind: "connect" | "reconnect" | "disconnect"; account: string }
  | { kind: "sicken"; account: string; illness: Illness }
  | { kind: "post" | "pause" | "resume"; account: string }
  | { kind: "trouble"; trouble: Trouble }
  | { kind: "restart" }
  | { kind: "kill"; during: "refresh" | "media" }
);

/** A fault of the platform that passes by itself. */
export interface Trouble {
  name: string;
  control: Control;
  lastsMs: number;
  /** Whom it concerns; null for everybody. */
  account: string | null;
  throttles?: { minutes: number };
  isWave?: boolean;
}

export interface StoryPlan {
  seed: string;
  accounts: number;
  days: number;
  kills: number;
  /** Whether enough is called in an hour for a wave of false 190s to be seen as one. */
  hasWave: boolean;
}

const revoked = (cause: string, subcode = false) => ({
  name: subcode ? `${cause}, with subcode` : cause,
  control: (account: string) => ({ revoke: { account, cause, subcode } }),
});

export const ILLNESSES: readonly [Illness, ...Illness[]] = [
  { ...revoked("password-changed"), cause: "PASSWORD_CHANGED" },
  { ...revoked("password-changed", true), cause: "PASSWORD_CHANGED" },
  { ...revoked("app-removed"), cause: "APP_REMOVED" },
  { ...revoked("expired"), cause: "TOKEN_EXPIRED" },
  { ...revoked("checkpoint", true), cause: "CHECKPOINT" },
  { ...revoked("unconfirmed", true), cause: "CHECKPOINT" },
  { ...revoked("checkpoint"), cause: "TOKEN_REVOKED" },
  { ...revoked("invalidated"), cause: "TOKEN_REVOKED" },
  { ...revoked("logged-out"), cause: "TOKEN_REVOKED" },
  {
    name: "permission withdrawn",
    control: (account) => ({ withdraw: { account, as: "permission" } }),
    cause: "PERMISSION_MISSING",
  },
  {
    name: "permission withdrawn, unsupported request",
    control: (account) => ({ withdraw: { account, as: "unsupported" } }),
    cause: "PERMISSION_MISSING",
  },
  {
    name: "made personal",
    control: (account) => ({ personal: { account, mode: "named" } }),
    cause: "ACCOUNT_NOT_PROFESSIONAL",
  },
  {
    name: "made personal, unreadable",
    control: (account) => ({ personal: { account, mode: "refused" } }),
    cause: "PERMISSION_MISSING",
  },
  {
    name: "restricted, code 25",
    control: (account) => ({ fail: { kind: "error", code: 25, subcode: 2207050, account } }),
    cause: "CHECKPOINT",
  },
];

/** Around a wave of false 190s nobody falls sick, so that each flag has one true cause. */
const WAVE_PEACE_MS = 2 * DAY_MS;

/** Plans what befalls whom and when: the same for the same seed. */
export function planStory(plan: StoryPlan): Deed[] {
  const random = seededRandom(`months ${plan.seed}`);
  const endMs = plan.days * DAY_MS;
  const waveAtMs = Math.floor(plan.days * between(random, 0.55, 0.6)) * DAY_MS;
  const accounts = Array.from({ length: plan.accounts }, (_, place) => `shop${place + 1}`);
  const nextIllness = dealIllnesses(random);
  const lives = accounts.flatMap((account) => planLife(random, { account, endMs, waveAtMs, nextIllness }));
  const deeds = [...lives, ...planTroubles(random, { accounts, endMs, waveAtMs }), ...planProcesses(random, plan)];
  return deeds.filter((deed) => deed.atMs < endMs - DAY_MS && (plan.hasWave || !isWave(deed))).sort(byMoment);
}

const byMoment = (a: Deed, b: Deed) => a.atMs - b.atMs;
const isWave = (deed: Deed) => deed.kind === "trouble" && deed.trouble.isWave;

interface Life {
  account: string;
  endMs: number;
  waveAtMs: number;
  nextIllness(): Illness;
}

/** Every illness comes once before one comes again, so that a short story has them all. */
function dealIllnesses(random: Random): () => Illness {
  let left: Illness[] = [];
  return () => {
    if (left.length === 0) left = [...ILLNESSES];
    const [illness] = left.splice(Math.floor(random() * left.length), 1);
    return illness ?? ILLNESSES[0];
  };
}

/** One account: connected, perhaps sick and mostly reconnected, perhaps paused, seldom disconnected, posting now and then. */
function planLife(random: Random, { account, endMs, waveAtMs, nextIllness }: Life): Deed[] {
  const connectedMs = random() < 0.5 ? between(random, 0, DAY_MS) : between(random, DAY_MS, endMs * 0.7);
  const deeds: Deed[] = [{ kind: "connect", account, atMs: connectedMs }];
  let fromMs = connectedMs + 2 * HOUR_MS;
  for (let illnesses = 0; illnesses < 3 && random() < 0.7; illnesses++) {
    const sickMs = awayFrom(waveAtMs, between(random, fromMs, fromMs + endMs * 0.5));
    deeds.push({ kind: "sicken", account, illness: nextIllness(), atMs: sickMs });
    if (random() < 0.3) return deeds;
    fromMs = sickMs + between(random, 3 * DAY_MS, 25 * DAY_MS);
    deeds.push({ kind: "reconnect", account, atMs: fromMs });
    fromMs += 2 * HOUR_MS;
  }
  for (let atMs = fromMs; atMs < endMs; atMs += between(random, 10 * DAY_MS, 60 * DAY_MS)) {
    deeds.push({ kind: "post", account, atMs });
  }
  if (random() < 0.5) {
    const pausedMs = between(random, connectedMs, endMs * 0.7);
    const resumedMs = pausedMs + between(random, 10 * DAY_MS, 80 * DAY_MS);
    deeds.push({ kind: "pause", account, atMs: pausedMs }, { kind: "resume", account, atMs: resumedMs });
  }
  if (random() < 0.06) deeds.push({ kind: "disconnect", account, atMs: between(random, fromMs, endMs) });
  return deeds.filter((deed, place) => deed.kind !== "post" || place < 12);
}

function awayFrom(waveAtMs: number, atMs: number): number {
  return Math.abs(atMs - waveAtMs) < WAVE_PEACE_MS ? atMs + 2 * WAVE_PEACE_MS : atMs;
}

/** What befalls the platform: an outage of a day, HTML in place of JSON, throttling, a wave of 190s, small hiccups. */
function planTroubles(
  random: Random,
  { accounts, endMs, waveAtMs }: Pick<Life, "endMs" | "waveAtMs"> & { accounts: string[] },
): Deed[] {
  const deeds: Deed[] = [];
  const add = (atMs: number, trouble: Trouble) => deeds.push({ kind: "trouble", atMs, trouble });
  const whole = (name: string, control: Control, lastsMs: number): Trouble => ({
    name,
    control,
    lastsMs,
    account: null,
  });
  add(endMs * 0.25, whole("outage of a day", { fail: { kind: "transient", for: "24h" } }, DAY_MS));
  add(endMs * 0.8, whole("HTML 502 for half a day", { fail: { kind: "html", for: "12h" } }, 12 * HOUR_MS));
  add(waveAtMs, { ...whole("wave of 190s", wave(), HOUR_MS), isWave: true });
  for (const at of [0.15, 0.45, 0.9]) {
    const throttled = { throttle: { code: 4, for: "2h" } };
    add(endMs * at, { ...whole("app throttled", throttled, 2 * HOUR_MS), throttles: { minutes: 0 } });
  }
  for (let atMs = 5 * DAY_MS; atMs < endMs; atMs += between(random, 4 * DAY_MS, 10 * DAY_MS)) {
    const kind = pick(random, ["html", "transient", "reset", "truncated", "wrong-type"] as const);
    const calls = 1 + Math.floor(random() * 6);
    add(atMs, whole(`${kind}, a few calls`, { fail: { kind, calls, for: "12h" } }, 12 * HOUR_MS));
  }
  for (let n = 0; n < accounts.length * 2; n++) {
    const account = accounts[Math.floor(random() * accounts.length)] ?? "shop1";
    const minutes = 60 + Math.floor(random() * 240);
    const lastsMs = minutes * MINUTE_MS;
    const control = { throttle: { code: 80002, account, minutes, for: `${minutes}m` } };
    const atMs = awayFrom(waveAtMs, between(random, 2 * DAY_MS, endMs));
    add(atMs, { name: "account throttled", control, lastsMs, account, throttles: { minutes } });
  }
  return deeds;
}

function wave(): Control {
  const message =
    "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.";
  return { fail: { kind: "error", code: 190, message, for: "1h" } };
}

/** Restarts in order, and kill -9 in the middle of a call, in turn of a refresh and of a sync. */
function planProcesses(random: Random, { days, kills }: StoryPlan): Deed[] {
  const deeds: Deed[] = [];
  const endMs = days * DAY_MS;
  for (let atMs = 3 * DAY_MS; atMs < endMs; atMs += between(random, 5 * DAY_MS, 15 * DAY_MS)) {
    deeds.push({ kind: "restart", atMs });
  }
  for (let n = 0; n < kills; n++) {
    const during = n % 2 === 0 ? "refresh" : "media";
    deeds.push({ kind: "kill", during, atMs: between(random, 0.1 * endMs, 0.95 * endMs) });
  }
  return deeds;
}
