import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeMissed, spanOf, sparesOf } from "../../../server/features/media/judge-missed.js";
import { behind, type Progress, paginate, START } from "../../../server/features/media/paginate.js";
import type { MediaPage } from "../../../server/instagram/types.js";

interface Post {
  id: string;
  timestamp: Date;
}
type Kept = Post & { missedAt: Date | null };

const counted = (mediaCount: number | null) => ({ mediaCount, listWindow: 10_000 });

/** One reading of a list as Instagram gave it: `rows` in its order, in pages, some of it perhaps left out. */
interface Told {
  rows: Post[];
  pageSize: number;
  /** Ends the list early, as if there were no more. */
  endAfter: number;
  pagesMax: number;
  mediaCount: number | null;
}

async function place({ rows, pageSize, endAfter, pagesMax }: Told): Promise<Progress> {
  const given = rows.slice(0, endAfter);
  let at: Progress = START;
  for (let page = 0; page < pagesMax && (page === 0 || at.next !== null); page++) {
    const from = page * pageSize;
    const posts = given.slice(from, from + pageSize);
    const next = from + pageSize < given.length ? "next" : null;
    const requestedFields = new Set(["timestamp"]);
    const read = {
      posts,
      unreadIds: [],
      namelessCount: 0,
      next,
      isCutShort: false,
      requestedFields,
    } as unknown as MediaPage;
    at = behind(await paginate(at, async () => read));
  }
  return at;
}

/** What a reading does to what is kept; Instagram, asked for a post, tells the truth. */
async function read(kept: Map<string, Kept>, told: Told, live: ReadonlySet<string>): Promise<void> {
  const reached = await place(told);
  for (const row of told.rows) {
    if (reached.ids.has(row.id)) kept.set(row.id, { ...row, missedAt: kept.get(row.id)?.missedAt ?? null });
  }
  const judged = judgeMissed([...kept.values()], reached.ids, spanOf(reached, counted(told.mediaCount)));
  const asked = judged.unconfirmed.slice(0, sparesOf(kept.size, counted(told.mediaCount)));
  for (const id of [...judged.gone, ...asked.filter((id) => !live.has(id))]) kept.delete(id);
  for (const id of judged.missed) mark(kept, id, new Date());
  for (const id of [...judged.met, ...asked]) mark(kept, id, null);
}

function mark(kept: Map<string, Kept>, id: string, missedAt: Date | null): void {
  const post = kept.get(id);
  if (post) kept.set(id, { ...post, missedAt });
}

/** Few moments, so that many posts share one. */
const posts = fc.uniqueArray(
  fc.record({ id: fc.nat(120).map(String), timestamp: fc.nat(40).map((day) => new Date(Date.UTC(2026, 0, day + 1))) }),
  { selector: ({ id }) => id, maxLength: 80 },
);
const renditions = { pageSize: fc.integer({ min: 1, max: 30 }), pagesMax: fc.integer({ min: 1, max: 100 }) };

/** Any order, pinned posts first or not, and some told twice. */
function listing(live: readonly Post[]) {
  return fc
    .record({ order: fc.shuffledSubarray([...live], { minLength: live.length }), twice: fc.subarray([...live]) })
    .map(({ order, twice }) => [...twice, ...order]);
}

const story = posts.chain((all) =>
  fc.record({
    all: fc.constant(all),
    gone: fc.subarray(all),
    readings: fc.array(
      fc.record({ seed: fc.nat(), endAfter: fc.oneof(fc.nat(160), fc.constant(999)), lie: fc.nat(5), ...renditions }),
      { maxLength: 8 },
    ),
  }),
);

describe("no post that Instagram still has is removed", () => {
  test("whatever the order, the pages, the dates, and wherever lists end, while it counts at least what there is", async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ all, gone, readings }) => {
        const live = all.filter((post) => !gone.includes(post));
        const ids = new Set(live.map(({ id }) => id));
        const kept = new Map(all.map((post) => [post.id, { ...post, missedAt: null } as Kept]));
        for (const { seed, endAfter, lie, pageSize, pagesMax } of readings) {
          const [rows = []] = fc.sample(listing(live), { seed, numRuns: 1 });
          const mediaCount = lie === 5 ? null : live.length + lie;
          const before = kept.size;
          await read(kept, { rows, pageSize, endAfter, pagesMax, mediaCount }, ids);
          for (const { id } of live) expect(kept.has(id)).toBe(true);
          expect(kept.size).toBeGreaterThanOrEqual(Math.min(before, mediaCount ?? 0));
        }
      }),
      { numRuns: 400 },
    );
  });

  test("nor one that every other reading gives, even where the count is as short as the list", async () => {
    const cut = posts.chain((all) =>
      fc.record({ all: fc.constant(all), hidden: fc.array(fc.subarray(all), { maxLength: 8 }) }),
    );
    await fc.assert(
      fc.asyncProperty(cut, async ({ all, hidden }) => {
        const kept = new Map(all.map((post) => [post.id, { ...post, missedAt: null } as Kept]));
        const ids = new Set(all.map(({ id }) => id));
        for (const left of hidden) {
          const rows = all.filter((post) => !left.includes(post));
          const told = { rows, pageSize: 30, endAfter: 999, pagesMax: 99, mediaCount: rows.length };
          await read(kept, told, ids);
          await read(kept, { ...told, rows: all, mediaCount: all.length }, ids);
        }
        expect(kept.size).toBe(all.length);
      }),
    );
  });
});

test("a post that is gone goes after two readings of everything, where the count permits", async () => {
  await fc.assert(
    fc.asyncProperty(story, fc.nat(), renditions.pageSize, async ({ all, gone }, seed, pageSize) => {
      const live = all.filter((post) => !gone.includes(post));
      const ids = new Set(live.map(({ id }) => id));
      const kept = new Map(all.map((post) => [post.id, { ...post, missedAt: null } as Kept]));
      for (const shift of [0, 1]) {
        const [rows = []] = fc.sample(fc.shuffledSubarray([...live], { minLength: live.length }), {
          seed: seed + shift,
          numRuns: 1,
        });
        await read(kept, { rows, pageSize, endAfter: 999, pagesMax: 999, mediaCount: live.length }, ids);
      }
      expect([...kept.keys()].toSorted()).toEqual([...ids].toSorted());
    }),
  );
});

describe("a reading", () => {
  const full = (count: number): Progress => ({
    ...START,
    ids: new Set(Array.from({ length: count }, (_, at) => `${at}`)),
  });

  test("that gives fewer than Instagram counts proves nothing, however often", () => {
    expect(spanOf(full(0), counted(58)).by).toBe("NOTHING");
    expect(spanOf(full(39), counted(40)).by).toBe("NOTHING");
    expect(spanOf(full(40), counted(40)).by).toBe("COUNT");
    expect(spanOf({ ...full(40), isIncomplete: true }, counted(40)).by).toBe("NOTHING");
  });

  test("that comes near the window, or ends early, or whose count is unknown, can only ask by name", () => {
    const oldest = Array.from({ length: 5 }, (_, at) => new Date(at));
    expect(spanOf({ ...full(10_000), oldest }, counted(10_050))).toEqual({ by: "NAME", after: new Date(4) });
    expect(spanOf({ ...full(50), oldest, next: "next" as Progress["next"] }, counted(50))).toEqual({
      by: "NAME",
      after: new Date(4),
    });
    expect(spanOf({ ...full(3), oldest: oldest.slice(0, 3), next: "next" as Progress["next"] }, counted(3)).by).toBe(
      "NOTHING",
    );
    expect(spanOf(full(40), counted(null))).toEqual({ by: "NAME", after: null });
    expect(spanOf(full(40), counted(39))).toEqual({ by: "NAME", after: null });
  });

  test("lets no more go than Instagram's count spares, within what it lists", () => {
    expect([
      sparesOf(60, counted(59)),
      sparesOf(60, counted(61)),
      sparesOf(60, counted(null)),
      sparesOf(10_001, counted(12_000)),
    ]).toEqual([1, 0, 60, 1]);
  });
});
