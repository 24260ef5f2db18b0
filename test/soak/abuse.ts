import { type ChildProcess, fork, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { turnableClock } from "../../server/lib/clock.js";
import { consent } from "../support/connect-member.js";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { startSandbox } from "../support/sandbox.js";
import { seedFeed } from "../support/seed.js";
import { liveEnvironment } from "../support/spawn-server.js";
import type { Known } from "./abuse/attacks.js";
import { measureProcessors, parentOf } from "./abuse/processor-time.js";
import { read } from "./abuse/readers.js";
import { keptMb, type Sample, sampleOf } from "./abuse/sample.js";
import { send } from "./abuse/send.js";
import { judge } from "./abuse/verdict.js";
import type { SoakResult } from "./run.js";

const ACCOUNTS = 2_000;
const POSTS_EACH = 300;
const CONNECTED = 8;
const READY_MS = 180_000;
const SAMPLE_EVERY_MS = 5_000;

/** Every attack at once, for minutes, beside sites that read: what the sites notice, and what the server takes for it. */
export async function soakAbuse(databaseUrl: string, options: Record<string, string>): Promise<SoakResult> {
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => undefined });
  const sandbox = await startSandbox(turnableClock());
  const folder = mkdtempSync(join(tmpdir(), "darkroom-abuse-"));
  await seedFeed(sql, { accounts: ACCOUNTS, postsEach: POSTS_EACH });
  await sql`update accounts set sandbox = false, app_id = ${sandbox.sandbox.appId}`;
  await sql`delete from tokens`;
  const server = await startServer({
    ...(await liveEnvironment(sandbox, {
      DATA_DIR: folder,
      DATABASE_URL: databaseUrl,
      SECRET_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    })),
    PUBLIC_READ: "on",
    OPEN_CONNECT: "on",
    INTROSPECTION: "on",
    LOG_LEVEL: "info",
  });
  try {
    const known = await prepare(server.url, sandbox.url);
    const attacker = fork(join(import.meta.dirname, "abuse/attacker.ts"), {
      execArgv: ["--import", "tsx"],
      env: { ...process.env, ABUSE: JSON.stringify({ ...known, url: server.url }) },
    });
    const minutes = Number(options.minutes);
    const end = AbortSignal.timeout(minutes * 60_000);
    const [connection] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const processorsUsed = measureProcessors({
      server: { pid: server.process.pid ?? 0 },
      postgres: { pid: parentOf(connection?.pid ?? 0), withChildren: true },
      attackers: { pid: attacker.pid ?? 0 },
      readers: { pid: process.pid },
    });
    const [readings, samples, afterRampMb] = await Promise.all([
      read(server.url, known.publishableKey, end),
      watch(server, { sql, end }),
      sleep((minutes * 60_000) / 3).then(() => keptMb(server)),
    ]);
    const processors = processorsUsed();
    // Under attack still: the attacks go on until the attacker is let go.
    const kept = { from: afterRampMb, to: await keptMb(server) };
    const answers = await statusesOf(attacker);
    attacker.disconnect();
    for (const [name, counts] of Object.entries(answers)) process.stderr.write(`${name}: ${JSON.stringify(counts)}\n`);
    for (const text of server.log.examples) process.stderr.write(`${text}\n`);
    return judge({ minutes, readings, samples, kept, answers, log: server.log, processors });
  } finally {
    server.process.kill("SIGTERM");
    await once(server.process, "exit");
    await Promise.all([sandbox.close(), sql.end()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Server {
  url: string;
  process: ChildProcess;
  log: { bytes: number; errors: number; examples: string[] };
}

/** Collects all garbage when it is told to, so that what is kept can be told from what was not collected yet. */
const COLLECT_ON_SIGNAL = ["--expose-gc", "--import", "data:text/javascript,process.on('SIGUSR2', () => gc())"];

/** As `npm start` runs it, built. */
async function startServer(env: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, [...COLLECT_ON_SIGNAL, "scripts/start.cjs", "main"], {
    cwd: join(import.meta.dirname, "../.."),
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const log = { bytes: 0, errors: 0, examples: [] as string[] };
  child.stdout.on("data", (chunk: Buffer) => {
    log.bytes += chunk.length;
    for (const [line] of chunk.toString().matchAll(/^\{"level":[56]0.*$/gm)) {
      if (log.errors++ < 5) log.examples.push(line.slice(0, 1_000));
    }
  });
  const url = `http://localhost:${env.PORT}`;
  const until = performance.now() + READY_MS;
  while ((await send(url, { path: "/readyz" })) !== 200) {
    if (performance.now() > until) throw new Error("The server was not ready in time.");
    await sleep(500);
  }
  return { url, process: child, log };
}

/** Connects some accounts by the real handshake and makes the keys that attackers have stolen. */
async function prepare(url: string, sandboxUrl: string): Promise<Known> {
  const redirectUri = `${url}/oauth/callback`;
  const accountIds: string[] = [];
  for (let n = 1; n <= CONNECTED; n++) {
    const begun = await ask(
      url,
      `mutation { startConnect(redirectUri: "${redirectUri}") { authorizeUrl state } }`,
      AS_OPERATOR,
    );
    const { authorizeUrl, state } = begun.data.startConnect;
    const code = await consent(authorizeUrl.replace(/^https?:\/\/[^/]+/, sandboxUrl), `shop${n}`);
    const { data } = await ask(
      url,
      `mutation { connectAccount(code: "${code}", state: "${state}", redirectUri: "${redirectUri}") { id } }`,
      AS_OPERATOR,
    );
    accountIds.push(data.connectAccount.id);
  }
  const makeKey = async (input: string) =>
    (
      await ask(
        url,
        `mutation { createApiKey(input: {name: "abuse", allAccounts: true, ${input}}) { key } }`,
        AS_OPERATOR,
      )
    ).data.createApiKey.key as string;
  return {
    accountIds,
    publishableKey: await makeKey('kind: PUBLISHABLE, scopes: [READ], origins: ["https://shop.example"]'),
    secretKey: await makeKey("kind: SECRET, scopes: [READ, REFRESH]"),
  };
}

async function watch(server: Server, { sql, end }: { sql: postgres.Sql; end: AbortSignal }): Promise<Sample[]> {
  const samples: Sample[] = [];
  while (!end.aborted) {
    samples.push(await sampleOf(server, sql));
    await sleep(SAMPLE_EVERY_MS);
  }
  return samples;
}

async function statusesOf(attacker: ChildProcess): Promise<Record<string, Record<string, number>>> {
  const answered = once(attacker, "message");
  attacker.send("statuses");
  return (await answered)[0];
}
