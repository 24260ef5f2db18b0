import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { AppContext } from "../../../server/app-context.js";
import { type AccountFilter, AccountOrder } from "../../../server/features/feed/account-filter.js";
import { readCursor } from "../../../server/features/feed/account-orders.js";
import { countAccounts } from "../../../server/features/feed/count-accounts.js";
import { readAccountPage } from "../../../server/features/feed/read-accounts.js";
import { accountSelection } from "../../../server/features/feed/selection.js";
import { tokenHealth } from "../../../server/features/tokens/token-health.js";
import { FailureCause, isReconnectCause } from "../../../server/instagram/errors.js";
import { DAY_MS, HOUR_MS } from "../../../server/lib/clock.js";
import { OPERATOR } from "../../support/cast.js";
import { setUpTestApp } from "../../support/test-app.js";

const START_MS = Date.UTC(2026, 5, 1, 12);
const ACCOUNTS = 120;
/** Time passes between the rounds, in which a third of the accounts changes. */
const ROUND_DAYS = [0, 0.5, 9, 20];

const testApp = setUpTestApp({ SYNC_EVERY: "3h" });
let app: AppContext;
let nowMs = START_MS;
beforeAll(() => {
  app = { ...testApp.app, clock: { now: () => new Date(nowMs) } };
});

const hours = (min: number, max: number) => fc.integer({ min: min * 24, max: max * 24 });
const cause = fc.option(fc.constantFrom(...Object.values(FailureCause)), { freq: 2 });
/** Instants as hours from now. */
const someFacts = fc.record({
  issued: hours(-90, 0),
  life: hours(1, 90),
  isForgotten: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  isOthers: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  cause,
  failing: hours(-5, 0),
  paused: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  snoozed: fc.option(hours(-3, 12)),
  connected: hours(-4, -1),
  synced: fc.option(hours(-3, 0)),
  syncCause: fc.option(fc.constantFrom("INSTAGRAM_UNAVAILABLE", "APP_BLOCKED")),
  syncFailed: fc.option(hours(-3, 0)),
});

interface State {
  id: string;
  appId: string;
  sealed: string | null;
  issuedAt: Date;
  expiresAt: Date;
  cause: FailureCause | null;
  firstAt: Date | null;
  paused: boolean;
  snoozedUntil: Date | null;
  connectedAt: Date;
  syncedAt: Date | null;
  syncCause: string | null;
  syncFailedAt: Date | null;
}

test("stored instants and filters agree with the rules on every row, whatever happens to it and however time passes", async () => {
  const states = new Map<string, State>();
  for (const [round, days] of ROUND_DAYS.entries()) {
    nowMs += days * DAY_MS;
    for (const [n, facts] of fc.sample(someFacts, ACCOUNTS).entries()) {
      if (round > 0 && n % 3 !== round % 3) continue;
      const state = stateOf(`acc_${String(n).padStart(3, "0")}`, facts);
      states.set(state.id, state);
      await store(state);
    }
    const all = [...states.values()];
    for (const status of ["ACTIVE", "PAUSED", "RECONNECT_REQUIRED"]) {
      await expectFound(
        { status: [status] },
        all.filter((one) => statusOf(one) === status),
      );
    }
    for (const health of ["HEALTHY", "DUE", "EXPIRING", "EXPIRED", "REVOKED"]) {
      await expectFound(
        { health: [health] },
        all.filter((one) => healthOf(one) === health),
      );
    }
    await expectFound(
      { status: ["PAUSED"], health: ["DUE"] },
      all.filter((one) => statusOf(one) === "PAUSED" && healthOf(one) === "DUE"),
    );
    for (const isWanted of [true, false]) {
      await expectFound(
        { stale: isWanted },
        all.filter((one) => isStale(one) === isWanted),
      );
      await expectFound(
        { needsAttention: isWanted },
        all.filter((one) => needsAttention(one) === isWanted),
      );
    }
    for (const name of ["TOKEN_EXPIRED", "CHECKPOINT", "APP_BLOCKED", "INSTAGRAM_UNAVAILABLE"]) {
      await expectFound(
        { cause: [name] },
        all.filter((one) => causeOf(one) === name),
      );
    }
    await expectUrgentFirst(states);
    const counts = await countAccounts(app, OPERATOR);
    expect(counts).toMatchObject({
      accountCount: all.length,
      active: all.filter((one) => statusOf(one) === "ACTIVE").length,
      healthy: all.filter((one) => healthOf(one) === "HEALTHY").length,
      stale: all.filter(isStale).length,
      needAttention: all.filter(needsAttention).length,
      isEstimate: false,
    });
  }
}, 120_000);

test.each(Object.values(AccountOrder))(
  "the pages that cursors lead to hold the whole of %s, in order",
  async (order) => {
    const whole = await page({ order, filter: {}, first: 1_000 });
    const ids: string[] = [];
    let after: string | null = null;
    for (let n = 0; n < 30; n++) {
      const { nodes, endCursor } = await page({ order, filter: {}, first: 7, after });
      ids.push(...nodes);
      if (nodes.length < 7) break;
      after = endCursor;
    }
    expect(whole.nodes).toHaveLength(ACCOUNTS);
    expect(ids).toEqual(whole.nodes);
  },
);

test("a cursor of another order is refused", async () => {
  const { endCursor } = await page({ order: "USERNAME_ASC", filter: {}, first: 3 });
  expect(() => readCursor(String(endCursor), "EXPIRES_ASC")).toThrow(/not a cursor of this list/);
  expect(() => readCursor("x", "EXPIRES_ASC")).toThrow(/not a cursor of this list/);
});

function stateOf(id: string, facts: typeof someFacts extends fc.Arbitrary<infer F> ? F : never): State {
  const at = (hour: number | null) => (hour === null ? null : new Date(nowMs + hour * HOUR_MS));
  const issuedAt = at(facts.issued) as Date;
  return {
    id,
    appId: facts.isOthers ? "another" : app.config.instagram.appId,
    sealed: facts.isForgotten ? null : "sealed",
    issuedAt,
    expiresAt: new Date(issuedAt.getTime() + facts.life * HOUR_MS),
    cause: facts.cause,
    firstAt: facts.cause && at(facts.failing),
    paused: facts.paused,
    snoozedUntil: at(facts.snoozed),
    connectedAt: at(facts.connected) as Date,
    syncedAt: at(facts.synced),
    syncCause: facts.syncCause,
    syncFailedAt: at(facts.syncFailed),
  };
}

async function store(one: State): Promise<void> {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  const { sql } = app;
  await sql`insert into accounts (id, sandbox, app_id, scoped_id, username, username_folded, connected_at)
    values (${one.id}, true, ${one.appId}, ${one.id}, ${one.id}, ${one.id}, ${iso(one.connectedAt)})
    on conflict (id) do update set app_id = excluded.app_id, connected_at = excluded.connected_at`;
  await sql`insert into account_states (account_id, sandbox, app_id, paused, snoozed_until, synced_at, sync_failure_cause, sync_failed_at)
    values (${one.id}, true, ${one.appId}, ${one.paused}, ${iso(one.snoozedUntil)}, ${iso(one.syncedAt)}, ${one.syncCause}, ${iso(one.syncFailedAt)})
    on conflict (account_id) do update set app_id = excluded.app_id, paused = excluded.paused, snoozed_until = excluded.snoozed_until,
      synced_at = excluded.synced_at, sync_failure_cause = excluded.sync_failure_cause, sync_failed_at = excluded.sync_failed_at`;
  await sql`insert into tokens (account_id, sandbox, app_id, sealed, issued_at, expires_at, failure_cause, failure_first_at)
    values (${one.id}, true, ${one.appId}, ${one.sealed}, ${iso(one.issuedAt)}, ${iso(one.expiresAt)}, ${one.cause}, ${iso(one.firstAt)})
    on conflict (account_id) do update set app_id = excluded.app_id, sealed = excluded.sealed, issued_at = excluded.issued_at,
      expires_at = excluded.expires_at, failure_cause = excluded.failure_cause, failure_first_at = excluded.failure_first_at`;
}

function isOver({ sealed, appId, expiresAt, cause }: State): boolean {
  const isRefused = cause !== null && isReconnectCause(cause);
  return sealed === null || appId === "another" || expiresAt.getTime() <= nowMs || isRefused;
}

function statusOf(one: State): string {
  if (isOver(one)) return "RECONNECT_REQUIRED";
  return one.paused ? "PAUSED" : "ACTIVE";
}

function healthOf({ issuedAt, expiresAt, cause, sealed, appId }: State): string {
  const usable = sealed !== null && appId !== "another";
  return tokenHealth({ issuedAt, expiresAt, failureCause: cause, usable }, new Date(nowMs));
}

function isStale({ syncedAt, connectedAt, syncCause, syncFailedAt }: State): boolean {
  return syncFailedAt !== null || syncCause !== null || (syncedAt ?? connectedAt).getTime() < nowMs - 6 * HOUR_MS;
}

function needsAttention(one: State): boolean {
  const { cause, firstAt, syncCause, paused, syncedAt, connectedAt, snoozedUntil, expiresAt } = one;
  const dayAgoMs = nowMs - DAY_MS;
  const isFailing = cause !== null && cause !== "APP_BLOCKED" && firstAt !== null && firstAt.getTime() <= dayAgoMs;
  const isBehind = isStale(one) && (syncedAt ?? connectedAt).getTime() <= dayAgoMs;
  const isUnread = !paused && syncCause !== "APP_BLOCKED" && isBehind;
  const isSnoozed = snoozedUntil !== null && snoozedUntil.getTime() > nowMs;
  return !isSnoozed && (isOver(one) || expiresAt.getTime() <= nowMs + 14 * DAY_MS || isFailing || isUnread);
}

function causeOf({ expiresAt, cause, syncCause }: State): string | null {
  const hasExpired = expiresAt.getTime() <= nowMs && !(cause !== null && isReconnectCause(cause));
  return hasExpired ? "TOKEN_EXPIRED" : (cause ?? syncCause);
}

async function expectFound(filter: AccountFilter, expected: State[]): Promise<void> {
  const ids = expected.map(({ id }) => id).sort();
  const { nodes, totalCount } = await page({ order: "USERNAME_ASC", filter, first: 1_000 });
  expect([filter, nodes]).toEqual([filter, ids]);
  expect([filter, totalCount]).toEqual([filter, ids.length]);
}

async function expectUrgentFirst(states: Map<string, State>): Promise<void> {
  const { nodes } = await page({ order: "MOST_URGENT", filter: {}, first: 1_000 });
  const found = nodes.map((id) => states.get(id) as State);
  const overCount = found.filter(isOver).length;
  expect(found.slice(0, overCount).every(isOver)).toBe(true);
  const ends = found.slice(overCount).map(({ expiresAt }) => expiresAt.getTime());
  expect(ends).toEqual(ends.toSorted((a, b) => a - b));
  expect(found).toHaveLength(states.size);
}

async function page({
  after = null,
  ...rest
}: {
  order: AccountOrder;
  filter: AccountFilter;
  first: number;
  after?: string | null;
}) {
  const found = await readAccountPage(app, OPERATOR, {
    page: { ...rest, offset: 0, after: after === null ? null : readCursor(after, rest.order) },
    selection: accountSelection([]),
    counted: true,
  });
  return { ...found, nodes: found.nodes.map(({ id }) => String(id)) };
}
