import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { AppContext } from "../../../server/app-context.js";
import { TokenHealth } from "../../../server/db/schema/tokens.js";
import { readAccountPage } from "../../../server/features/feed/read-accounts.js";
import { accountSelection } from "../../../server/features/feed/selection.js";
import { tokenHealth } from "../../../server/features/tokens/token-health.js";
import { FailureCause } from "../../../server/instagram/errors.js";
import { DAY_MS, HOUR_MS, SECOND_MS } from "../../../server/lib/clock.js";
import { OPERATOR } from "../../support/cast.js";
import { insertStates } from "../../support/insert-states.js";
import { setUpTestApp } from "../../support/test-app.js";

const NOW = Date.UTC(2026, 5, 1, 12);
const COUNT = 400;

const testApp = setUpTestApp();
let app: AppContext;
beforeAll(async () => {
  app = { ...testApp.app, clock: { now: () => new Date(NOW) } };
});

/** Ages and lives near every boundary of the rules, to the second on both sides and on it. */
const edge = (...days: number[]) =>
  fc
    .tuple(fc.constantFrom(...days), fc.constantFrom(-2, 0, 2))
    .map(([day, seconds]) => day * DAY_MS + seconds * SECOND_MS);
const someToken = fc.record({
  ageMs: fc.oneof(
    edge(0, 1, 10, 15, 30, 45, 46, 60),
    fc.nat(100 * 24).map((hours) => hours * HOUR_MS),
  ),
  lifeMs: fc.oneof(
    edge(1, 14, 20, 30, 60, 90),
    fc.integer({ min: 1, max: 2_400 }).map((hours) => hours * HOUR_MS),
  ),
  failureCause: fc.option(fc.constantFrom(...Object.values(FailureCause)), { freq: 2 }),
  isForgotten: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  isOtherApps: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});

test("the health that a filter finds in SQL is the health that tokenHealth tells, for tokens of every kind", async () => {
  const tokens = fc.sample(someToken, COUNT).map((facts, n) => {
    const issuedAt = new Date(NOW - facts.ageMs);
    return { ...facts, id: `acc_${n}`, issuedAt, expiresAt: new Date(issuedAt.getTime() + facts.lifeMs) };
  });
  for (const { id, issuedAt, expiresAt, failureCause, isForgotten, isOtherApps } of tokens) {
    const appId = isOtherApps ? "another" : app.config.instagram.appId;
    await app.sql`insert into accounts (id, sandbox, app_id, scoped_id, username, username_folded, connected_at)
      values (${id}, true, ${appId}, ${id}, ${id}, ${id}, ${issuedAt.toISOString()})`;
    await insertStates(app.sql);
    await app.sql`insert into tokens (account_id, sandbox, app_id, sealed, issued_at, expires_at, failure_cause)
      values (${id}, true, ${appId}, ${isForgotten ? null : "sealed"}, ${issuedAt.toISOString()}, ${expiresAt.toISOString()}, ${failureCause})`;
  }
  const healthOf = ({ isForgotten, isOtherApps, ...facts }: (typeof tokens)[number]) =>
    tokenHealth({ ...facts, usable: !isForgotten && !isOtherApps }, app.clock.now());
  for (const health of Object.values(TokenHealth)) {
    const expected = tokens.filter((token) => healthOf(token) === health).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(5);
    expect([health, await foundWith(health)]).toEqual([health, expected.sort()]);
  }
});

async function foundWith(health: TokenHealth): Promise<string[]> {
  const ids: string[] = [];
  for (let offset = 0; offset < COUNT; offset += 100) {
    const page = { filter: { health: [health] }, order: "CONNECTED_ASC" as const, first: 100, offset };
    const { nodes } = await readAccountPage(app, OPERATOR, { page, selection: accountSelection([]), counted: false });
    ids.push(...nodes.map(({ id }) => String(id)));
  }
  return ids.sort();
}
