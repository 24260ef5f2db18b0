import autocannon from "autocannon";
import { createAppContext } from "../../server/app-context.js";
import { createKey } from "../../server/features/api-keys/create-key.js";
import { createFeed } from "../../server/features/feeds/change-feed.js";
import { SYSTEM } from "../../server/viewer.js";
import { benchConfig } from "./bench-config.js";
import { type ReportingContender, startContender } from "./contender.js";
import { median } from "./median.js";

const SECONDS = 2;
const ROUNDS = 7;
const SITE = "https://shop.example";
const POSTS = 12;

/** The posts that the fragment shows, with what it shows of them. */
const QUERY = `{ feed(slug: "bench") { slug title layout posts(first: ${POSTS}) {
  nodes { media { id mediaType mediaProductType permalink mediaUrl caption timestamp account { username }
    image { url alt width height small: url(width: 320) medium: url(width: 640) large: url(width: 1080) } } }
  pageInfo { hasNextPage endCursor } } } }`;

interface Asked {
  path: string;
  headers?: Record<string, string>;
}

/** A feed's fragment from memory against a bare server that hands out its bytes, and read anew against GraphQL's answer. */
export async function run(databaseUrl: string): Promise<Record<string, unknown>[]> {
  const key = await prepare(databaseUrl);
  const fragment: Asked = { path: `/embed/bench.html?key=${key}&lang=en` };
  const graphql: Asked = { path: `/graphql?${new URLSearchParams({ query: QUERY, key })}`, headers: { origin: SITE } };
  const cached = await startContender("darkroom", { databaseUrl });
  const reading = await startContender("darkroom", { databaseUrl, settings: { RESPONSE_CACHE: "off" } });
  const text = await (await fetch(`http://127.0.0.1:${cached.port}${fragment.path}`)).text();
  process.stderr.write(`${text.length} characters\n`);
  if (text.match(/<li /g)?.length !== POSTS) throw new Error(`The fragment has not ${POSTS} posts.`);
  const bare = await startContender("bare-http", { answers: { fragment: text } });
  const bytes: Asked = { path: "/", headers: { "x-case": "fragment" } };
  const rows = [
    await compare("fragment from memory, bare server = 1", [cached, fragment], [bare, bytes]),
    await compare("fragment read, GraphQL's answer = 1", [reading, fragment], [reading, graphql]),
  ];
  await Promise.all([cached, reading, bare].map((contender) => contender.stop()));
  return rows;
}

/** A feed of one account with many posts, and a site's key. */
async function prepare(databaseUrl: string): Promise<string> {
  const app = createAppContext(benchConfig(databaseUrl));
  try {
    const [account] = await app.sql<{ id: string }[]>`select id from accounts where sandbox order by id limit 1`;
    const sources = [{ accountId: account?.id ?? "" }];
    const { id } = await createFeed(app, { slug: "bench", title: "Bench", size: 25, sources }, SYSTEM);
    const grant = { name: "bench", kind: "PUBLISHABLE", scopes: ["READ"], accountIds: [], feedIds: [id] } as const;
    const { key } = await createKey(app, { ...grant, allAccounts: false, origins: [SITE], expiresAt: null }, SYSTEM);
    return key.reveal();
  } finally {
    await app[Symbol.asyncDispose]();
  }
}

type Measured = readonly [ReportingContender, Asked];

/** In alternated rounds; the ratio is that of processor time, as requests for the same time. */
async function compare(name: string, ours: Measured, theirs: Measured): Promise<Record<string, unknown>> {
  const rounds: { ours: number; theirs: number; perS: number }[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const [one, other] = [await load(ours), await load(theirs)];
    // The first round only warms up.
    if (round >= 0) rounds.push({ ours: one.cpuUs, theirs: other.cpuUs, perS: one.perS });
  }
  return {
    case: name,
    "requests/s": Math.round(median(rounds.map(({ perS }) => perS))),
    "CPU µs": Math.round(median(rounds.map(({ ours }) => ours))),
    "of the other by CPU": median(rounds.map(({ ours, theirs }) => theirs / ours)).toFixed(2),
    "CPU x the other": median(rounds.map(({ ours, theirs }) => ours / theirs)).toFixed(2),
  };
}

async function load([contender, { path, headers = {} }]: Measured): Promise<{ perS: number; cpuUs: number }> {
  const before = await contender.usage();
  const url = `http://127.0.0.1:${contender.port}${path}`;
  const result = await autocannon({ url, headers, connections: 16, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx + result.errors} bad answers`);
  const count = result["2xx"];
  return { perS: count / result.duration, cpuUs: ((await contender.usage()).cpuUs - before.cpuUs) / count };
}
