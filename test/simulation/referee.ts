import { openSealed } from "../../server/features/tokens/read-token.js";
import { type FailureCause, isReconnectCause } from "../../server/instagram/errors.js";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../server/lib/clock.js";
import { ApiError } from "../../server/lib/errors.js";
import type { LoggedCall } from "../../server/sandbox/call-log.js";
import { checkToken } from "../../server/sandbox/check-token.js";
import { readGrant } from "../../server/sandbox/tokens.js";
import { createComparison } from "./compare-posts.js";
import type { MonthsApp } from "./months-app.js";
import type { Illness, SystemAlert } from "./story.js";
import type { Fault, Referee, Verdict } from "./verdict.js";

interface Patient {
  id: string;
  since: number;
  illness: Illness | null;
  sickAt: number;
  /** When an answer of Instagram's first told it. */
  shownAt: number | null;
  flaggedAt: number | null;
  /** First seen flagged in a wave although it is well. */
  revocationSuspectedAt: number | null;
  /** Asked only when its token is due, so that it can show late that it is sick. */
  isPaused: boolean;
  throttled: { atMs: number; untilMs: number; calls: number };
  /** Troubles that kept it from being asked are over from then on. */
  calmAt: number;
}

const EXAMPLES_MAX = 20;
const SHOWS = new Set([190, 100, 10, 25]);
const YOUNG_MS = 24 * HOUR_MS;
/** Calls that may have been under way when one was answered that the app, or the account, is throttled. */
const APP_UNDER_WAY_MAX = 8;
const ACCOUNT_UNDER_WAY_MAX = 1;
const UNDER_WAY_MS = 10 * SECOND_MS;
/** By then the posts are as Instagram has them: two syncs find out what is gone, one may fail, a field is left out for a day. */
const SYNCS_MAX = 3;
const TRIAL_CHECKS = 4;
const FIELD_MS = 2 * DAY_MS;

type Befallen = SystemAlert & {
  untilMs: number;
  /** Whose calls were answered with an error in it, and when a second account's was. */
  refused: Set<string>;
  secondAt: number | null;
};

export function createReferee(months: MonthsApp, { syncEveryMs, checkEveryMs }: RefereeTimes): Referee {
  const patients = new Map<string, Patient>();
  const faults: Verdict["faults"] = {
    lost: 0,
    wrongCause: 0,
    wrongFlag: 0,
    late: 0,
    forbiddenCall: 0,
    lostPosts: 0,
    stalePosts: 0,
  };
  const posts = createComparison(months, Math.max(SYNCS_MAX * syncEveryMs, FIELD_MS) + checkEveryMs);
  const examples: string[] = [];
  const answers: Record<string, number> = {};
  const refusals = new Map<string, number>();
  const perDay = new Map<string, number>();
  const systemAlerts: Befallen[] = [];
  const late = new Set<string>();
  const illnesses = new Set<string>();
  let appThrottled = { untilMs: 0, calls: 0 };
  let [calls, accountMs, flagged, latestFlagMs, worstDay] = [0, 0, 0, 0, 0];
  const now = () => months.clock.now().getTime();

  const note = (fault: Fault, line: string) => {
    faults[fault]++;
    if (examples.length < EXAMPLES_MAX) examples.push(`${fault} at ${months.clock.now().toISOString()}: ${line}`);
  };
  const active = (account: string | null) =>
    systemAlerts.filter((one) => one.untilMs > now() && (one.account === null || one.account === account));

  const hear = (call: LoggedCall) => {
    const { endpoint, account, grant } = call;
    if (endpoint === "cdn" || endpoint === "exchange" || endpoint === "long-lived" || !account || !grant) return;
    const at = now();
    const patient = patients.get(account);
    const day = `${account} ${Math.floor(at / DAY_MS)}`;
    calls++;
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
    worstDay = Math.max(worstDay, perDay.get(day) ?? 0);
    judge(call, patient, grant);
    const answer = call.code === undefined ? String(call.status) : `code ${call.code}`;
    answers[answer] = (answers[answer] ?? 0) + 1;
    const refusing = call.code === undefined ? [] : active(account).filter((one) => one.refuses);
    for (const one of refusing) {
      one.refused.add(account);
      if (one.refused.size > 1) one.secondAt ??= at;
    }
    const isOwn = refusing.length === 0;
    if (call.code === 190 && !refusing.some((one) => one.refuses === "APP"))
      refusals.set(grant.id, (refusals.get(grant.id) ?? 0) + 1);
    if (call.status === 200) refusals.delete(grant.id);
    if (patient?.illness && isOwn && SHOWS.has(call.code ?? 0)) patient.shownAt ??= at;
    if (call.code === 80002 && patient && patient.throttled.untilMs <= at) {
      const minutes = active(account).find((one) => one.throttles?.minutes)?.throttles?.minutes ?? 0;
      patient.throttled = { atMs: at, untilMs: at + minutes * MINUTE_MS, calls: 0 };
    }
    if (call.code === 4 && appThrottled.untilMs <= at) appThrottled = { untilMs: at + HOUR_MS, calls: 0 };
  };

  const judge = (call: LoggedCall, patient: Patient | undefined, grant: NonNullable<LoggedCall["grant"]>) => {
    const at = now();
    const issuedAt = Date.parse(grant.issuedAt);
    const forbid = (why: string) => note("forbiddenCall", `${call.account} ${call.endpoint}: ${why}`);
    if (call.endpoint === "refresh" && at - issuedAt < YOUNG_MS) return forbid("token under 24 h old");
    if ((refusals.get(grant.id) ?? 0) > 1) return forbid("answered as revoked twice before");
    if (!patient) return issuedAt < at - MINUTE_MS ? forbid("account is not connected") : undefined;
    if (patient.flaggedAt !== null && issuedAt < patient.flaggedAt) return forbid("flagged before");
    if (at < patient.throttled.untilMs) {
      const isUnderWay =
        at - patient.throttled.atMs < UNDER_WAY_MS && ++patient.throttled.calls <= ACCOUNT_UNDER_WAY_MAX;
      if (!isUnderWay) return forbid(`account throttled since ${new Date(patient.throttled.atMs).toISOString()}`);
    }
    if (at < appThrottled.untilMs && ++appThrottled.calls > APP_UNDER_WAY_MAX) return forbid("app throttled");
  };
  months.sandbox.sandbox.calls.subscribe(hear);

  /** Whether an account may be flagged for what is everybody's: it must be taken back by the next check. */
  const isAmbiguous = (patient: Patient, cause: string) =>
    systemAlerts.some(({ refuses, untilMs, secondAt }) => {
      if (refuses === "WAVE" && !patient.illness && untilMs + checkEveryMs > now()) {
        patient.revocationSuspectedAt ??= now();
        return now() - patient.revocationSuspectedAt <= checkEveryMs;
      }
      // Words that name nobody are an account's own until a second one meets them.
      const isOver = secondAt === null ? untilMs <= now() : secondAt + checkEveryMs < now();
      return refuses === "UNNAMED" && cause === "PERMISSION_MISSING" && !isOver;
    });

  const flag = (account: string, patient: Patient, cause: string) => {
    if (isAmbiguous(patient, cause)) return;
    patient.flaggedAt = now();
    if (patient.illness?.cause !== cause) {
      const isOthers = systemAlerts.some(
        (one) =>
          one.refuses && one.refuses !== "WAVE" && (one.account ?? account) === account && one.untilMs + DAY_MS > now(),
      );
      note(isOthers ? "wrongFlag" : "wrongCause", `${account} is ${patient.illness?.name ?? "well"}: ${cause}`);
    }
    if (!patient.illness) return;
    flagged++;
    illnesses.add(patient.illness.name);
    latestFlagMs = Math.max(latestFlagMs, now() - (patient.shownAt ?? now()));
  };

  const checkLate = (account: string, patient: Patient) => {
    const { illness, shownAt, sickAt, calmAt } = patient;
    if (!illness || patient.flaggedAt !== null || (patient.isPaused && shownAt === null)) return;
    // After a trouble a row may wait a day and more for its next try.
    const isPuttingOff = calmAt > sickAt - DAY_MS;
    const showableBy =
      Math.max(sickAt, calmAt) + (isPuttingOff ? 1.25 * DAY_MS : 0) + syncEveryMs * 1.25 + checkEveryMs;
    // Two that withdraw their permission at once look like the app's trouble, until somebody else is served and they are asked again.
    const trialMs = illness.cause === "PERMISSION_MISSING" ? TRIAL_CHECKS * checkEveryMs : 0;
    const dueBy = shownAt === null ? showableBy : Math.max(shownAt, calmAt) + checkEveryMs + trialMs;
    if (now() <= dueBy || late.has(account)) return;
    late.add(account);
    note("late", `${account}, ${illness.name}: ${shownAt ? "shown" : "never shown"}, not flagged`);
  };

  return {
    connected(account, id) {
      late.delete(account);
      const before = patients.get(account);
      if (before && !before.illness) accountMs += now() - before.since;
      patients.set(account, {
        id,
        since: now(),
        illness: null,
        sickAt: 0,
        shownAt: null,
        flaggedAt: null,
        revocationSuspectedAt: null,
        isPaused: before?.isPaused ?? false,
        throttled: { atMs: 0, untilMs: 0, calls: 0 },
        calmAt: 0,
      });
    },
    disconnected(account) {
      const patient = patients.get(account);
      if (patient && !patient.illness) accountMs += now() - patient.since;
      patients.delete(account);
    },
    sickened(account, illness) {
      const patient = patients.get(account);
      if (!patient) return;
      accountMs += now() - patient.since;
      Object.assign(patient, { illness, sickAt: now() });
    },
    paused(account, isPaused) {
      const patient = patients.get(account);
      if (patient) Object.assign(patient, { isPaused, calmAt: Math.max(patient.calmAt, now()) });
    },
    befell(incident) {
      const untilMs = now() + incident.lastsMs;
      systemAlerts.push({ ...incident, untilMs, refused: new Set(), secondAt: null });
      for (const [account, patient] of patients) {
        if (incident.account === null || incident.account === account)
          patient.calmAt = Math.max(patient.calmAt, untilMs);
      }
    },
    isTroubled: (account) => active(account).length > 0,
    isInWave: () => active(null).some((one) => one.refuses === "WAVE"),
    isWell: (account) => patients.get(account)?.illness === null,
    someoneWell(turn) {
      const well = [...patients].filter(
        ([account, one]) => !one.illness && !one.isPaused && active(account).length === 0,
      );
      return well[turn % well.length]?.[0] ?? null;
    },
    idOf: (account) => patients.get(account)?.id ?? null,
    async look() {
      const rows = await months.sql<{ id: string; cause: FailureCause }[]>`
        select account_id as id, failure_cause as cause from tokens where failure_cause is not null`;
      const causes = new Map(rows.map(({ id, cause }) => [id, cause]));
      for (const [account, patient] of patients) {
        const cause = causes.get(patient.id);
        if (!cause || !isReconnectCause(cause)) patient.revocationSuspectedAt = null;
        else if (patient.flaggedAt === null) flag(account, patient, cause);
        checkLate(account, patient);
      }
    },
    async weigh() {
      const rows = await months.sql<{ id: string; sealed: string | null }[]>`
        select account_id as id, sealed from tokens`;
      const sealed = new Map(rows.map((row) => [row.id, row.sealed]));
      for (const [account, patient] of patients) {
        if (patient.illness) continue;
        const apiError = await apiErrorOf(months, patient.id, sealed.get(patient.id) ?? null);
        if (apiError) note("lost", `${account}: ${apiError}`);
      }
      const compared = [...patients].map(([account, { id, since, illness, isPaused, flaggedAt, calmAt }]) => {
        const calmSince =
          illness || flaggedAt || isPaused || active(account).length > 0 ? null : Math.max(since, calmAt);
        return { account, id, calmSince };
      });
      for (const { fault, line } of await posts.compare(compared)) note(fault, line);
    },
    verdict() {
      for (const patient of patients.values()) if (!patient.illness) accountMs += now() - patient.since;
      const flags = { flagged, illnesses: [...illnesses].sort(), latestFlagMs };
      const seen = {
        systemAlerts: [...new Set(systemAlerts.map(({ name }) => name))].sort(),
        deleted: posts.deletedCount(),
      };
      return { faults, examples, answers, calls, accountDays: accountMs / DAY_MS, worstDay, ...flags, ...seen };
    },
  };
}

interface RefereeTimes {
  syncEveryMs: number;
  checkEveryMs: number;
}

/** Why Instagram would not take the token that is kept for an account; null when it would. */
async function apiErrorOf(months: MonthsApp, id: string, sealed: string | null): Promise<string | null> {
  if (sealed === null) return "no token is kept";
  const token = await openSealed(months.app(), id, sealed);
  try {
    checkToken(months.sandbox.sandbox, readGrant(months.sandbox.sandbox, token.reveal()));
    return null;
  } catch (error) {
    if (error instanceof ApiError || !(error instanceof Error)) throw error;
    return error.message;
  }
}
