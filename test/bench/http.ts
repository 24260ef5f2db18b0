import { CASES } from "./cases.js";
import { type Contender, type Measured, startContender } from "./contender.js";
import { median } from "./median.js";

const SECONDS = 3;
const ROUNDS = 5;

/** Every case against the bare server, the bare statement and the naive Apollo, in alternated rounds; ratios of medians. */
export async function run(databaseUrl: string): Promise<Record<string, unknown>[]> {
  const darkroom = await startContender("darkroom", { databaseUrl });
  const answers = Object.fromEntries(await Promise.all(CASES.map(async ({ name }) => [name, "x".repeat(8_000)])));
  const contenders: Record<string, Contender> = {
    darkroom,
    L0: await startContender("bare-http", { answers }),
    L1: await startContender("bare-sql", {
      databaseUrl,
      statements: Object.fromEntries(CASES.map(({ name, statement }) => [name, statement])),
    }),
    A0: await startContender("naive-apollo", { databaseUrl }),
  };
  const rows: Record<string, unknown>[] = [];
  for (const { name, query, naive, headers } of CASES) {
    const rounds: Record<string, Measured[]> = {};
    for (let round = -1; round < ROUNDS; round++) {
      for (const [contender, server] of Object.entries(contenders)) {
        const body = JSON.stringify({ query: contender === "A0" ? naive : query });
        const measured = await server.measure({
          name,
          body,
          ...(headers && { headers }),
          seconds: round < 0 ? 1 : SECONDS,
        });
        // The first round only warms up.
        if (round < 0) continue;
        rounds[contender] = [...(rounds[contender] ?? []), measured];
      }
    }
    rows.push(rowOf(name, rounds));
  }
  for (const contender of Object.values(contenders)) contender.stop();
  return rows;
}

function rowOf(name: string, rounds: Record<string, Measured[]>): Record<string, unknown> {
  const ours = rounds.darkroom ?? [];
  const times = (other: string, key: "requestsPerS" | "cpuUsPerRequest") =>
    median(ours.map((round, index) => round[key] / (rounds[other]?.[index]?.[key] ?? Number.NaN)));
  return {
    case: name,
    "requests/s": Math.round(median(ours.map(({ requestsPerS }) => requestsPerS))),
    "x L0": times("L0", "requestsPerS").toFixed(3),
    "x L1": times("L1", "requestsPerS").toFixed(2),
    "x A0": times("A0", "requestsPerS").toFixed(1),
    "CPU µs": Math.round(median(ours.map(({ cpuUsPerRequest }) => cpuUsPerRequest))),
    "p99 ms": median(ours.map(({ p99Ms }) => p99Ms)),
  };
}
