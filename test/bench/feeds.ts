import { join } from "node:path";
import postgres from "postgres";
import { seedFeed } from "../support/seed.js";
import { OPERATOR_TOKEN } from "./bench-config.js";
import type { Contender } from "./contender.js";
import { createDatabase } from "./create-database.js";
import { darkroomVariants } from "./darkroom-variants.js";
import type { Rounds } from "./http.js";
import { type LoadRequest, type Measured, measureLoad, warmUp } from "./load.js";
import { median } from "./median.js";
import { pairedRatios, type Ratios, rotated } from "./paired-ratios.js";
import { markdownTable } from "./results-table.js";
import { send, startVariant } from "./rivals.js";

const POSTS_EACH = 100;
const FEEDS = 64;
const SOURCES = 5;

const CASES = ["list", "feed", "feed, 8 rules"] as const;
type CaseName = (typeof CASES)[number];
const RULES = `[
  { action: EXCLUDE, match: { isSharedToFeed: false } }
  { action: EXCLUDE, match: { hashtag: ["werbung", "anzeige", "gewinnspiel"] } }
  { action: EXCLUDE, match: { words: ["werbung", "anzeige", "in zusammenarbeit mit"] } }
  { action: EXCLUDE, match: { mention: ["competitor"] } }
  { action: EXCLUDE, match: { type: [VIDEO], likesBelow: 50 } }
  { action: EXCLUDE, match: { accountTags: ["closed"], productType: [FEED] } }
  { action: EXCLUDE, match: { olderThan: "3000d" } }
  { action: EXCLUDE, match: { until: "2020-01-01T00:00:00Z" } }
]`;
const FIELDS = "nodes { ROW { id mediaUrl timestamp } } pageInfo { hasNextPage endCursor }";

/** What a feed wants to reach, against the list. */
const GATES = [{ name: "feed, 8 rules", by: "cpu", min: 0.85 }];

export interface FeedsBench {
  databaseUrl: string;
  posts: number;
  /** Scratch space: Darkroom's data and log. */
  dir: string;
  rounds: Rounds;
}

export type FeedsResult = Record<CaseName, Measured[]>;

/** Feeds of five accounts each beside the same accounts in one list without feeds, on one server without its cache. */
export async function run({ databaseUrl, posts, dir, rounds }: FeedsBench): Promise<FeedsResult> {
  const url = await createDatabase(databaseUrl, "feeds");
  const accounts = posts / POSTS_EACH;
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await seedFeed(sql, { accounts, postsEach: POSTS_EACH, isLive: true });
  await sql.end();
  const [variant] = darkroomVariants(url, dir);
  if (!variant) throw new Error("There is no variant to measure.");
  const { server } = await startVariant(variant, join(dir, "feeds.txt"));
  try {
    const requests = await requestsOf(server, accounts);
    const measured: FeedsResult = { list: [], feed: [], "feed, 8 rules": [] };
    const perS: Record<string, number> = {};
    for (const name of CASES) {
      const load = { requests: requests[name], status: 200 as const };
      perS[name] = await warmUp(server, { ...load, seconds: rounds.warmUpSeconds });
    }
    for (let round = 0; round < rounds.count; round++) {
      for (const name of rotated(CASES, round)) {
        const count = Math.round((perS[name] ?? 0) * rounds.seconds);
        const one = await measureLoad(server, { requests: requests[name], status: 200, count });
        perS[name] = one.requestsPerS;
        measured[name].push(one);
      }
    }
    return measured;
  } finally {
    await server.stop();
  }
}

/** The requests of each case, each for other accounts: a feed has those of the list at the same place. */
async function requestsOf(server: Contender, accounts: number): Promise<Record<CaseName, LoadRequest[]>> {
  const requests: Record<CaseName, LoadRequest[]> = { list: [], feed: [], "feed, 8 rules": [] };
  for (let n = 0; n < FEEDS; n++) {
    const ids = Array.from({ length: SOURCES }, (_, place) => `acc_${1 + (((n * SOURCES + place) * 151) % accounts)}`);
    const list = `query ($ids: [ID!]!) { mediaConnection(accountIds: $ids, first: 25) { ${FIELDS.replace("ROW { id mediaUrl timestamp }", "id mediaUrl timestamp")} } }`;
    requests.list.push(post(list, { ids }));
    for (const [name, rules] of [
      ["feed", "[]"],
      ["feed, 8 rules", RULES],
    ] as const) {
      const slug = `${name.replace(/\W+/g, "-")}-${n}`;
      const sources = ids.map((id) => `{ accountId: "${id}" }`).join(" ");
      const input = `{ slug: "${slug}", title: "${name}", sources: [${sources}], rules: ${rules} }`;
      await send(server, post(`mutation { createFeed(input: ${input}) { id } }`, {}));
      const query = `query ($slug: String!) { feed(slug: $slug) { posts(first: 25) { ${FIELDS.replace("ROW", "media")} } } }`;
      requests[name].push(post(query, { slug }));
    }
  }
  await assertSameLists(server, requests);
  return requests;
}

/** Without rules, a feed shows what the list shows. */
async function assertSameLists(server: Contender, { list, feed }: Record<CaseName, LoadRequest[]>): Promise<void> {
  const idsOf = async (request: LoadRequest | undefined) =>
    request ? ((await send(server, request)).text.match(/"id":"\d+"/g) ?? []).join() : "";
  for (let n = 0; n < 3; n++) {
    const [listed, fed] = [await idsOf(list[n]), await idsOf(feed[n])];
    if (listed === "" || listed !== fed) throw new Error(`The feed ${n} shows ${fed}, and the list ${listed}.`);
  }
}

function post(query: string, variables: object): LoadRequest {
  const headers = { accept: "*/*", "content-type": "application/json", authorization: `Bearer ${OPERATOR_TOKEN}` };
  return { method: "POST", path: "/graphql", headers, body: JSON.stringify({ query, variables }) };
}

export function feedsTable(measured: FeedsResult): string {
  const rows = CASES.map((name) => {
    const figure = (key: keyof Measured) => String(Math.round(median(measured[name].map((round) => round[key]))));
    const own = [name, figure("requestsPerS"), figure("cpuUsPerRequest"), figure("p50Ms")];
    return name === "list" ? [...own, "–", "–"] : [...own, ratio(measured, name, "rps"), ratio(measured, name, "cpu")];
  });
  return markdownTable(
    ["case", "requests/s", "CPU µs per request", "p50 ms", "× list, requests/s", "× list, CPU"],
    rows,
  );
}

function ratio(measured: FeedsResult, name: CaseName, by: keyof Ratios): string {
  const found = pairedRatios(measured[name], measured.list)[by];
  const gate = GATES.find((goal) => goal.name === name && goal.by === by);
  const text = (Math.floor(found * 100 + 1e-9) / 100).toFixed(2);
  return gate ? `${text} (≥ ${gate.min}: ${found >= gate.min ? "met" : "not met"})` : text;
}
