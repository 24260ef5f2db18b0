import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../server/lib/clock.js";
import { between, pick, type Random } from "../../server/sandbox/seed.js";
import { ODDITY_NAMES } from "./odd-answers.js";
import type { Control, Deed, SystemAlert } from "./story.js";

/** What befalls everybody once, and at which part of the story. */
interface Whole {
  at: number;
  name: string;
  hours: number;
  fail: Control;
  refuses?: SystemAlert["refuses"];
}

const error = (code: number, message: string) => ({ kind: "error", code, message });

const WHOLE: readonly Whole[] = [
  { at: 0.25, name: "outage of a day", hours: 24, fail: { kind: "transient" } },
  {
    at: 0.36,
    name: "app switched off",
    hours: 30,
    fail: error(200, "API access deactivated. To reactivate, go to the app dashboard."),
    refuses: "APP",
  },
  {
    at: 0.48,
    name: "app deleted, with code 190",
    hours: 8,
    fail: error(190, "Error validating application. Application has been DELETED."),
    refuses: "APP",
  },
  {
    at: 0.66,
    name: "app refused in words that name nobody",
    hours: 16,
    fail: error(10, "(#10) Application does not have permission for this action"),
    refuses: "UNNAMED",
  },
  {
    at: 0.73,
    name: "app refused its posts alone",
    hours: 10,
    fail: { ...error(200, "API access blocked."), endpoint: "media" },
    refuses: "APP",
  },
  { at: 0.8, name: "HTML 502 for half a day", hours: 12, fail: { kind: "html" } },
];
const WAVE = "wave of 190s";
const THROTTLED_APP = "app throttled";
const THROTTLED_ACCOUNT = "account throttled";
const HICCUPS = ["html", "transient", "reset", "truncated", "wrong-type"] as const;
const hiccup = (kind: string) => `${kind}, a few calls`;

/** All that a story has of it; the wave only where enough is called. */
export const INCIDENTS = [
  ...WHOLE.map(({ name }) => name),
  ...HICCUPS.map(hiccup),
  THROTTLED_APP,
  THROTTLED_ACCOUNT,
  ...ODDITY_NAMES,
];

/** When nobody may fall sick, so that each flag has one true cause: around a wave, and where the app is refused. */
export function quietMoments({ days, waveAtMs }: Pick<Plan, "waveAtMs"> & { days: number }): number[] {
  return [waveAtMs, ...WHOLE.filter(({ refuses }) => refuses).map(({ at }) => at * days * DAY_MS)];
}

export interface Plan {
  accounts: string[];
  endMs: number;
  waveAtMs: number;
  /** Keeps a moment away from the quiet ones. */
  awayFromQuiet(atMs: number): number;
}

/** What befalls the platform, the app and single accounts, and passes by itself. */
export function planIncidents(random: Random, { accounts, endMs, waveAtMs, awayFromQuiet }: Plan): Deed[] {
  const deeds: Deed[] = [];
  const add = (atMs: number, incident: Omit<SystemAlert, "account"> & { account?: string }) =>
    deeds.push({ kind: "incident", atMs, incident: { account: null, ...incident } });
  for (const { at, name, hours, fail, refuses } of WHOLE) {
    const control = { fail: { ...fail, for: `${hours}h` } };
    add(endMs * at, { name, control, lastsMs: hours * HOUR_MS, ...(refuses ? { refuses } : {}) });
  }
  add(waveAtMs, { name: WAVE, control: wave(), lastsMs: HOUR_MS, refuses: "WAVE" });
  for (const at of [0.15, 0.43, 0.9]) {
    const control = { throttle: { code: 4, for: "2h" } };
    add(endMs * at, { name: THROTTLED_APP, control, lastsMs: 2 * HOUR_MS, throttles: { minutes: 0 } });
  }
  const hiccups: string[] = [];
  for (let atMs = 5 * DAY_MS; atMs < endMs; atMs += between(random, 4 * DAY_MS, 10 * DAY_MS)) {
    if (hiccups.length === 0) hiccups.push(...HICCUPS);
    const kind = pick(random, hiccups as [string, ...string[]]);
    hiccups.splice(hiccups.indexOf(kind), 1);
    const calls = 1 + Math.floor(random() * 6);
    add(atMs, { name: hiccup(kind), control: { fail: { kind, calls, for: "12h" } }, lastsMs: 12 * HOUR_MS });
  }
  const anyone = () => accounts[Math.floor(random() * accounts.length)] ?? "shop1";
  for (let n = 0; n < accounts.length * 2; n++) {
    const account = anyone();
    const minutes = 60 + Math.floor(random() * 240);
    const control = { throttle: { code: 80002, account, minutes, for: `${minutes}m` } };
    const atMs = awayFromQuiet(between(random, 2 * DAY_MS, endMs));
    add(atMs, { name: THROTTLED_ACCOUNT, control, lastsMs: minutes * MINUTE_MS, account, throttles: { minutes } });
  }
  for (let turn = 0; turn < Math.max(ODDITY_NAMES.length, accounts.length); turn++) {
    deeds.push({ kind: "odd", turn, atMs: between(random, 3 * DAY_MS, endMs * 0.9) });
  }
  return deeds;
}

function wave(): Control {
  const message =
    "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.";
  return { fail: { kind: "error", code: 190, message, for: "1h" } };
}
