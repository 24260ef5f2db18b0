import { expect, test } from "vitest";
import { type SystemAlertFacts, systemAlerts } from "../../../server/features/alerts/find-system-alerts.js";
import { HOUR_MS, MINUTE_MS } from "../../../server/lib/clock.js";

const NOW = new Date("2026-03-01T12:00:00Z");
const EVERY = { refreshMs: HOUR_MS, syncMs: 3 * HOUR_MS };
const NOTHING: SystemAlertFacts = {
  refreshDueAt: null,
  syncDueAt: null,
  circuitOpenSince: null,
  blockedSince: null,
  appId: "990",
  clockSkewS: null,
  jobFailures: [],
};
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const subjects = (facts: Partial<SystemAlertFacts>) =>
  systemAlerts({ ...NOTHING, ...facts }, NOW, EVERY).map(({ subject, kind }) => `${kind} ${subject}`);

test("refreshes are late an hour after two looks have passed them over", () => {
  expect(subjects({ refreshDueAt: ago(3 * HOUR_MS) })).toEqual([]);
  expect(subjects({ refreshDueAt: ago(3 * HOUR_MS + 1) })).toEqual(["JOBS_OVERDUE refreshes"]);
});

test("syncs are late an hour after the next one was due", () => {
  expect(subjects({ syncDueAt: ago(4 * HOUR_MS) })).toEqual([]);
  expect(subjects({ syncDueAt: ago(4 * HOUR_MS + 1) })).toEqual(["JOBS_OVERDUE syncs"]);
});

test("what is late is told when it is so for an hour", () => {
  const [late] = systemAlerts({ ...NOTHING, syncDueAt: ago(9 * HOUR_MS) }, NOW, EVERY);
  expect(late?.notifyAfter).toEqual(new Date(NOW.getTime() + HOUR_MS));
});

test("a job that failed once is no trouble, one that failed again is, an hour after the first time", () => {
  const failure = { job: "prune posts", firstAt: ago(MINUTE_MS) };
  expect(subjects({ jobFailures: [{ ...failure, failures: 1 }] })).toEqual([]);
  const [alert] = systemAlerts({ ...NOTHING, jobFailures: [{ ...failure, failures: 2 }] }, NOW, EVERY);
  expect(alert).toMatchObject({ kind: "JOB_FAILING", subject: "prune posts", notifyAfter: ago(MINUTE_MS - HOUR_MS) });
});

test("while the clocks differ that is told, and not that jobs are late", () => {
  const facts = { refreshDueAt: ago(9 * HOUR_MS), syncDueAt: ago(9 * HOUR_MS), clockSkewS: -7_200 };
  expect(subjects(facts)).toEqual(["JOBS_OVERDUE clocks"]);
});

test("while nothing is asked of Instagram that is the one trouble, told when it lasts an hour", () => {
  const facts = { refreshDueAt: ago(9 * HOUR_MS), syncDueAt: ago(9 * HOUR_MS), circuitOpenSince: ago(MINUTE_MS) };
  expect(subjects(facts)).toEqual(["JOBS_OVERDUE calls to Instagram"]);
  const [alert] = systemAlerts({ ...NOTHING, ...facts }, NOW, EVERY);
  expect(alert?.notifyAfter).toEqual(ago(MINUTE_MS - HOUR_MS));
});

test("while Meta refuses the app, that is told of it, and not what is late or withheld for it", () => {
  const facts = { blockedSince: ago(3 * HOUR_MS), circuitOpenSince: ago(2 * HOUR_MS), syncDueAt: ago(9 * HOUR_MS) };
  expect(subjects(facts)).toEqual(["APP_BLOCKED app 990"]);
});
