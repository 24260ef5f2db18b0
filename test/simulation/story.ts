import type { FailureCause } from "../../server/instagram/errors.js";
import { DAY_MS, HOUR_MS } from "../../server/lib/clock.js";
import { between, type Random, seededRandom } from "../../server/sandbox/seed.js";
import { planIncidents, quietMoments } from "./plan-incidents.js";

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
  | { kind: "connect" | "reconnect" | "disconnect" | "sicken" | "pause" | "resume"; account: string }
  | { kind: "post"; account: string; add: Control[] }
  | { kind: "unpost"; account: string; which: "newest" | "oldest" }
  | { kind: "incident"; incident: SystemAlert }
  /** The odd answers of this turn, for whoever is well. */
  | { kind: "odd"; turn: number }
  | { kind: "calm"; control: Control }
  | { kind: "restart" }
  | { kind: "kill"; during: "refresh" | "media" }
);

/** A fault of the platform that passes by itself. */
export interface SystemAlert {
  name: string;
  control: Control;
  lastsMs: number;
  /** Whom it concerns; null for everybody. */
  account: string | null;
  throttles?: { minutes: number };
  /**
   * Refusals that tell nothing of an account: a wave of false 190s, the app's, the app's in words that name nobody, or of a
   * single field.
   */
  refuses?: "WAVE" | "APP" | "UNNAMED" | "FIELD";
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

const PEACE_MS = 2 * DAY_MS;

/** So many of the cast besides the shops, for their many posts. */
const OTHERS = ["florist", "bakery"];

/** Plans what befalls whom and when: the same for the same seed. */
export function planStory(plan: StoryPlan): Deed[] {
  const random = seededRandom(`months ${plan.seed}`);
  const endMs = plan.days * DAY_MS;
  const waveAtMs = Math.floor(plan.days * between(random, 0.55, 0.6)) * DAY_MS;
  const accounts = Array.from({ length: plan.accounts }, (_, place) => OTHERS[place] ?? `shop${place + 1}`);
  const quiet = quietMoments({ days: plan.days, waveAtMs });
  const awayFromQuiet = (atMs: number) => awayFrom(quiet, atMs);
  const lives = accounts.flatMap((account) => planLife(random, { account, endMs, awayFromQuiet }));
  const systemAlerts = planIncidents(random, { accounts, endMs, waveAtMs, awayFromQuiet });
  const deeds = [...lives, ...systemAlerts, ...planProcesses(random, plan)];
  return deeds.filter((deed) => deed.atMs < endMs - DAY_MS && (plan.hasWave || !isMassRevocation(deed))).sort(byMoment);
}

const byMoment = (a: Deed, b: Deed) => a.atMs - b.atMs;
const isMassRevocation = (deed: Deed) => deed.kind === "incident" && deed.incident.refuses === "WAVE";

interface Life {
  account: string;
  endMs: number;
  awayFromQuiet(atMs: number): number;
}

/** Every illness comes once before one comes again, so that a short story has them all. */
export function dealIllnesses(seed: string): () => Illness {
  const random = seededRandom(`illnesses ${seed}`);
  let left: Illness[] = [];
  return () => {
    if (left.length === 0) left = [...ILLNESSES];
    const [illness] = left.splice(Math.floor(random() * left.length), 1);
    return illness ?? ILLNESSES[0];
  };
}

/** One account: connected, perhaps sick and mostly reconnected, perhaps paused, seldom disconnected, posting now and then. */
function planLife(random: Random, { account, endMs, awayFromQuiet }: Life): Deed[] {
  const connectedMs = random() < 0.5 ? between(random, 0, DAY_MS) : between(random, DAY_MS, endMs * 0.7);
  const deeds: Deed[] = [
    { kind: "connect", account, atMs: connectedMs },
    ...planPosts(random, { account, connectedMs, endMs }),
  ];
  let fromMs = connectedMs + 2 * HOUR_MS;
  for (let illnesses = 0; illnesses < 4 && random() < 0.85; illnesses++) {
    const sickMs = awayFromQuiet(between(random, fromMs, fromMs + endMs * 0.35));
    deeds.push({ kind: "sicken", account, atMs: sickMs });
    if (random() < 0.15) return deeds;
    fromMs = sickMs + between(random, 3 * DAY_MS, 25 * DAY_MS);
    deeds.push({ kind: "reconnect", account, atMs: fromMs });
    fromMs += 2 * HOUR_MS;
  }
  if (random() < 0.5) {
    const pausedMs = between(random, connectedMs, endMs * 0.7);
    const resumedMs = pausedMs + between(random, 10 * DAY_MS, 80 * DAY_MS);
    deeds.push({ kind: "pause", account, atMs: pausedMs }, { kind: "resume", account, atMs: resumedMs });
  }
  if (random() < 0.06) deeds.push({ kind: "disconnect", account, atMs: between(random, fromMs, endMs) });
  return deeds;
}

const POSTS_MAX = 12;

/** Posts of each kind soon after it was connected, one more now and then, and some that their owner deletes again. */
function planPosts(
  random: Random,
  { account, connectedMs, endMs }: { account: string; connectedMs: number; endMs: number },
) {
  const one = { caption: "Still here. #open" };
  const add = [{ ...one, type: "CAROUSEL_ALBUM", parts: 3 }, { ...one, type: "REEL" }, one, one];
  const deeds: Deed[] = [{ kind: "post", account, atMs: connectedMs + HOUR_MS, add }];
  let atMs = connectedMs + between(random, DAY_MS, 20 * DAY_MS);
  for (let n = 0; n < POSTS_MAX && atMs < endMs; n++) {
    deeds.push({ kind: "post", account, atMs, add: [add[n % add.length] ?? one] });
    if (random() < 0.6)
      deeds.push({
        kind: "unpost",
        account,
        which: random() < 0.5 ? "newest" : "oldest",
        atMs: atMs + between(random, HOUR_MS, 9 * DAY_MS),
      });
    atMs += between(random, 10 * DAY_MS, 40 * DAY_MS);
  }
  return deeds;
}

function awayFrom(quiet: readonly number[], atMs: number): number {
  const near = quiet.find((moment) => Math.abs(atMs - moment) < PEACE_MS);
  return near === undefined ? atMs : awayFrom(quiet, near + PEACE_MS);
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
