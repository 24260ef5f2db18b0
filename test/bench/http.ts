import { join } from "node:path";
import { CASES, type Case } from "./cases.js";
import type { Contender } from "./contender.js";
import { darkroomVariants } from "./darkroom-variants.js";
import { type Load, type LoadRequest, type Measured, measureLoad, warmUp } from "./load.js";
import { rotated } from "./paired-ratios.js";
import type { Result } from "./results-table.js";
import {
  conditionalRequest,
  type Rival,
  requestsFor,
  send,
  startBareHttp,
  startRivals,
  startVariant,
} from "./rivals.js";
import { assertSame, assertSameItems } from "./same-answers.js";

export interface HttpBench {
  databaseUrl: string;
  accounts: number;
  /** Scratch space: Darkroom's data and log. */
  dir: string;
  /** Only these cases; all of them by default. */
  names: readonly string[] | null;
  rounds: Rounds;
}

export interface Rounds {
  count: number;
  seconds: number;
  warmUpSeconds: number;
}

export const FULL: Rounds = { count: 5, seconds: 3, warmUpSeconds: 4 };
export const QUICK: Rounds = { count: 3, seconds: 0.5, warmUpSeconds: 1 };

/** The case whose responses are also asked for by clients that have them already. */
const CONDITIONAL = "hot";

/** Every case on every contender, in alternated rounds; their answers are compared first. */
export async function run(bench: HttpBench): Promise<Result[]> {
  const rivals: Rival[] = [];
  try {
    const { databaseUrl, dir } = bench;
    for (const variant of darkroomVariants(databaseUrl, dir)) {
      rivals.push(await startVariant(variant, join(dir, `${variant.name}.txt`)));
    }
    rivals.push(...(await startRivals(databaseUrl)));
    rivals.push(await startBareHttp(await answersOf(rivals[0] as Rival, bench.accounts)));
    const results: Result[] = [];
    for (const of of CASES) {
      if (bench.names && !bench.names.includes(of.name)) continue;
      results.push(...(await measureCase(of, rivals, bench)));
    }
    return results;
  } finally {
    await Promise.all(rivals.map(({ server }) => server.stop()));
  }
}

/** What the first request of each case gets, for the server that computes nothing. */
async function answersOf(darkroom: Rival, accounts: number): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const of of CASES) {
    const [first] = await requestsFor(darkroom, of, accounts);
    if (first) answers[of.name] = (await send(darkroom.server, first)).text;
  }
  return answers;
}

interface Loaded extends Load {
  name: string;
  server: Contender;
}

async function measureCase(of: Case, rivals: Rival[], { accounts, rounds }: HttpBench): Promise<Result[]> {
  const loaded: Loaded[] = [];
  for (const rival of rivals) {
    const requests = await requestsFor(rival, of, accounts);
    loaded.push({ name: rival.name, server: rival.server, requests, status: 200 });
  }
  await compareAnswers(loaded);
  const results = await measure(of.name, loaded, rounds);
  if (of.name === CONDITIONAL) results.push(...(await measureConditional(loaded, rounds)));
  return results;
}

async function measureConditional(loaded: Loaded[], rounds: Rounds): Promise<Result[]> {
  // The cached variant, if there is one, comes after the other.
  const darkroom = loaded.findLast(({ name }) => name.startsWith("Darkroom")) as Loaded;
  const bare = loaded.find(({ name }) => name === "L0") as Loaded;
  const { server } = darkroom;
  const requests = await Promise.all(darkroom.requests.map((request) => conditionalRequest(server, request)));
  const ours: Loaded = { name: "Darkroom", server, requests, status: 304 };
  return await measure(`${CONDITIONAL}, 304`, [ours, bare], rounds);
}

const COMPARED = 3;

async function compareAnswers([darkroom, ...others]: Loaded[]): Promise<void> {
  for (let n = 0; n < COMPARED; n++) {
    const ask = async ({ server, requests }: Loaded) => (await send(server, requests[n] as LoadRequest)).text;
    const ours = await ask(darkroom as Loaded);
    for (const other of others) {
      if (other.name === "L0") continue;
      const theirs = await ask(other);
      if (other.name === "PostGraphile") assertSameItems(ours, theirs, other.name);
      else assertSame(ours, theirs, other.name);
    }
  }
}

async function measure(name: string, loaded: Loaded[], rounds: Rounds): Promise<Result[]> {
  const perS: Record<string, number> = {};
  for (const { name, server, ...load } of loaded) {
    perS[name] = await warmUp(server, { ...load, seconds: rounds.warmUpSeconds });
  }
  const measured: Record<string, Measured[]> = {};
  for (let round = 0; round < rounds.count; round++) {
    for (const { name, server, ...load } of rotated(loaded, round)) {
      const count = Math.round((perS[name] ?? 0) * rounds.seconds);
      const one = await measureLoad(server, { ...load, count });
      perS[name] = one.requestsPerS;
      measured[name] = [...(measured[name] ?? []), one];
    }
  }
  process.stderr.write(`${name}: measured\n`);
  const { Darkroom: plain = [], "Darkroom, cached": cached, ...others } = measured;
  return [{ row: name, ours: plain, others }, ...(cached ? [{ row: `${name}, cached`, ours: cached, others }] : [])];
}
