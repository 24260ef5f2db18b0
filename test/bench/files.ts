import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import sharp from "sharp";
import { type AppContext, createAppContext } from "../../server/app-context.js";
import { storeFile } from "../../server/features/assets/store-file.js";
import { insertStates } from "../support/insert-states.js";
import { benchConfig } from "./bench-config.js";
import { type ReportingContender, startContender } from "./contender.js";
import { median } from "./median.js";

const PICTURES = 200;
const SECONDS = 2;
const ROUNDS = 5;
const BURST = 500;

/** Pictures from disk against a bare file server in alternated rounds, scaling, and memory under a burst; ratios of medians. */
export async function run(databaseUrl: string): Promise<Record<string, unknown>[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "darkroom-bench-files-"));
  const app = createAppContext({ ...benchConfig(databaseUrl), dataDir });
  try {
    const keys = await seedPictures(app);
    const server = await startContender("picture-server", { databaseUrl, dataDir });
    const burst = await measureBurst(server, keys);
    const scaled = await measureScaling(server, keys);
    const paths = await pathsOf(app);
    const bare = await startContender("bare-files", { paths });
    const served: Record<string, unknown>[] = [];
    for (const [name, suffix] of [
      ["original from disk", ""],
      ["640 from disk", "/640"],
    ] as const) {
      served.push(await measureServing({ server, bare }, { name, urls: keys.map((key) => `/files/${key}${suffix}`) }));
    }
    await Promise.all([server, bare].map((contender) => contender.stop()));
    return [...served, scaled, burst];
  } finally {
    await app[Symbol.asyncDispose]();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Pictures of about 300 kB each, as the largest of Instagram are, all of them different. */
async function seedPictures(app: AppContext): Promise<string[]> {
  await app.sql`
    insert into accounts (id, sandbox, app_id, scoped_id, username, username_folded, connected_at)
    values ('acc_pictures', true, 'bench', 'bench', 'pictures', 'pictures', now())`;
  await insertStates(app.sql);
  const noise = { type: "gaussian", mean: 128, sigma: 12 } as const;
  const picture = await sharp({ create: { width: 1080, height: 1350, channels: 3, background: "grey", noise } })
    .jpeg({ quality: 80 })
    .toBuffer();
  const keys: string[] = [];
  for (let n = 0; n < PICTURES; n++) {
    const key = randomBytes(20).toString("hex");
    // Bytes after the end of a JPEG are not looked at, and make it another file.
    const bytes = Buffer.concat([picture, Buffer.from(key)]);
    const path = await app.files.scratch();
    await writeFile(path, bytes);
    const hash = createHash("sha256").update(bytes).digest("hex");
    const facts = { type: "image/jpeg", width: 1080, height: 1350, thumbhash: null, palette: [] };
    await storeFile(app, { path, hash, bytes: bytes.length, ...facts }, async () => true);
    await app.sql`insert into media (account_id, id, media_type, media_key, media_path, timestamp)
      values ('acc_pictures', ${String(n)}, 'IMAGE', ${key}, ${key}, now())`;
    await app.sql`insert into pictures (key, account_id, media_id, kind, path, hash)
      values (${key}, 'acc_pictures', ${String(n)}, 'PICTURE', ${key}, ${hash})`;
    keys.push(key);
  }
  return keys;
}

/** Where the folder has what our addresses show, for the bare server. */
async function pathsOf(app: AppContext): Promise<Record<string, string>> {
  const rows = await app.sql<{ key: string; name: string; width: number | null }[]>`
    select p.key, f.name, null as width from pictures p join files f on f.hash = p.hash
    union all select p.key, s.name, s.width from pictures p join renditions s on s.hash = p.hash`;
  const pathOf = (name: string) => join(app.config.dataDir, "files", name.slice(0, 2), name);
  return Object.fromEntries(
    rows.map(({ key, name, width }) => [`/files/${key}${width === null ? "" : `/${width}`}`, pathOf(name)]),
  );
}

/** So many requests at once for sizes that are not there, two or three for each: what is the most memory that it takes? */
async function measureBurst(server: ReportingContender, keys: string[]): Promise<Record<string, unknown>> {
  const before = (await server.usage()).peakBytes;
  const started = performance.now();
  const answers = await Promise.all(
    Array.from({ length: BURST }, (_, n) =>
      fetch(`http://127.0.0.1:${server.port}/files/${keys[n % keys.length]}/320`),
    ),
  );
  for (const answer of answers) await answer.arrayBuffer();
  const seconds = (performance.now() - started) / 1_000;
  const good = answers.filter(({ status }) => status === 200).length;
  const grownMb = ((await server.usage()).peakBytes - before) / 1024 ** 2;
  return {
    case: `burst of ${BURST} (${good} served)`,
    seconds: seconds.toFixed(1),
    "MB more at most": Math.round(grownMb),
  };
}

/** Sizes made and kept in a second, on the share of the cores that serving leaves, against sharp alone on all of them. */
async function measureScaling(server: ReportingContender, keys: string[]): Promise<Record<string, unknown>> {
  const perS = async (make: (key: string) => Promise<unknown>) => {
    const started = performance.now();
    const left = [...keys];
    const worker = async () => {
      for (let key = left.pop(); key; key = left.pop()) await make(key);
    };
    await Promise.all(Array.from({ length: 4 }, worker));
    return keys.length / ((performance.now() - started) / 1_000);
  };
  const original = Buffer.from(await (await fetch(`http://127.0.0.1:${server.port}/files/${keys[0]}`)).arrayBuffer());
  const ours = await perS(
    async (key) => await (await fetch(`http://127.0.0.1:${server.port}/files/${key}/640`)).arrayBuffer(),
  );
  const alone = await perS(() => sharp(original).resize({ width: 640 }).jpeg({ quality: 80 }).toBuffer());
  return { case: "640 made and kept", "per s": Math.round(ours), "x bare": (ours / alone).toFixed(2) };
}

async function measureServing(
  contenders: { server: ReportingContender; bare: ReportingContender },
  { name, urls }: { name: string; urls: string[] },
): Promise<Record<string, unknown>> {
  const rounds: { server: number; bare: number; cpu: number }[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const server = await load(contenders.server, urls);
    const bare = await load(contenders.bare, urls);
    // The first round only warms up.
    if (round >= 0) rounds.push({ server: server.perS, bare: bare.perS, cpu: server.cpuUs / bare.cpuUs });
  }
  return {
    case: name,
    "per s": Math.round(median(rounds.map(({ server }) => server))),
    "x bare": median(rounds.map(({ server, bare }) => server / bare)).toFixed(2),
    "CPU x bare": median(rounds.map(({ cpu }) => cpu)).toFixed(2),
  };
}

async function load(contender: ReportingContender, urls: string[]): Promise<{ perS: number; cpuUs: number }> {
  const before = await contender.usage();
  const result = await autocannon({
    url: `http://127.0.0.1:${contender.port}`,
    requests: urls.map((path) => ({ method: "GET" as const, path })),
    connections: 16,
    duration: SECONDS,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx + result.errors} bad answers`);
  const count = result["2xx"];
  return { perS: count / result.duration, cpuUs: ((await contender.usage()).cpuUs - before.cpuUs) / count };
}
