import { describe, expect, test } from "vitest";
import type { AppContext } from "../../../server/app-context.js";
import { nextFullSyncAt, nextSyncAt } from "../../../server/features/sync/sync-schedule.js";
import { plannedRefreshAt, refreshDueAt } from "../../../server/features/tokens/token-health.js";
import { DAY_MS, HOUR_MS } from "../../../server/lib/clock.js";

const FROM = new Date("2026-01-01T00:00:00Z");
const IDS = Array.from({ length: 20_000 }, (_, n) => `acc_${n}`);
const app = { config: { syncEveryMs: 3 * HOUR_MS, fullSyncEveryMs: 7 * DAY_MS } } as AppContext;
const token = (lifeMs: number) => ({ issuedAt: FROM, expiresAt: new Date(FROM.getTime() + lifeMs) });

/** How many of the moments fall into the fullest of `parts` equal parts of their span, as a share. */
function crowd(moments: number[], parts: number): number {
  const [from, to] = [Math.min(...moments), Math.max(...moments)];
  const counts = new Array<number>(parts).fill(0);
  for (const at of moments) {
    const part = Math.min(parts - 1, Math.floor(((at - from) / (to - from)) * parts));
    counts[part] = (counts[part] ?? 0) + 1;
  }
  return Math.max(...counts) / moments.length;
}

describe("20,000 tokens issued at one instant", () => {
  const planned = IDS.map((accountId) => plannedRefreshAt({ accountId, ...token(60 * DAY_MS) }).getTime());
  const due = refreshDueAt(token(60 * DAY_MS)).getTime();

  test("are refreshed from five days before they are DUE to a day after", () => {
    expect(Math.min(...planned)).toBeGreaterThanOrEqual(due - 5 * DAY_MS);
    expect(Math.max(...planned)).toBeLessThanOrEqual(due + DAY_MS);
  });

  test("come evenly over these six days", () => {
    expect(crowd(planned, 24)).toBeLessThan(1 / 20);
  });
});

test.each([2, 5, 20, 90])("a token that lives %i days is refreshed well before its end", (days) => {
  const life = token(days * DAY_MS);
  for (const accountId of IDS.slice(0, 100)) {
    const left = life.expiresAt.getTime() - plannedRefreshAt({ accountId, ...life }).getTime();
    expect(left).toBeGreaterThan((days * DAY_MS) / 3);
  }
});

describe("20,000 accounts read at one instant", () => {
  const rounds = (count: number) =>
    IDS.map((id) => {
      let at = FROM;
      for (let round = 0; round < count; round++) at = nextSyncAt(app, id, { from: at });
      return at.getTime();
    });

  test("are read again within SYNC_EVERY, and not much sooner", () => {
    const next = rounds(1).map((at) => at - FROM.getTime());
    expect(Math.max(...next)).toBeLessThanOrEqual(3 * HOUR_MS);
    expect(Math.min(...next)).toBeGreaterThanOrEqual(2.7 * HOUR_MS);
  });

  test("have drifted apart over a whole SYNC_EVERY after ten rounds", () => {
    const span = rounds(10).toSorted((a, b) => a - b);
    expect((span.at(-1) ?? 0) - (span[0] ?? 0)).toBeGreaterThan(2.9 * HOUR_MS);
    expect(crowd(span, 180)).toBeLessThan(1 / 100);
  });

  test("are swept each at a time of its own", () => {
    const swept = IDS.map((id) => nextFullSyncAt(app, id, { from: FROM }).getTime());
    expect(Math.max(...swept)).toBeLessThanOrEqual(FROM.getTime() + 7 * DAY_MS);
    expect(crowd(swept, 16)).toBeLessThan(1 / 14);
  });
});
