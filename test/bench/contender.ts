import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import autocannon from "autocannon";

export interface Measured {
  requestsPerS: number;
  cpuUsPerRequest: number;
  p99Ms: number;
}

/** One server in a process of its own, asked over HTTP. */
export interface Contender {
  measure(request: {
    name: string;
    body: string;
    headers?: Record<string, string>;
    seconds: number;
  }): Promise<Measured>;
  port: number;
  usage(): Promise<Usage>;
  stop(): void;
}

/** What a process has used so far. */
export interface Usage {
  cpuUs: number;
  /** The most memory that it ever had. */
  peakBytes: number;
}

export async function startContender(name: string, input: unknown): Promise<Contender> {
  const child = fork(join(import.meta.dirname, "contenders", `${name}.ts`), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, NODE_ENV: "production", BENCH: JSON.stringify(input) },
  });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return {
    port,
    usage: () => usageOf(child),
    async measure({ name, body, headers = {}, seconds }) {
      const before = await usageOf(child);
      const result = await autocannon({
        url: `http://127.0.0.1:${port}/graphql`,
        method: "POST",
        headers: { "content-type": "application/json", "x-case": name, ...headers },
        body,
        connections: 16,
        duration: seconds,
      });
      if (result.non2xx > 0 || result.errors > 0)
        throw new Error(`${name}: ${result.non2xx + result.errors} bad answers`);
      const count = result["2xx"];
      return {
        requestsPerS: count / result.duration,
        cpuUsPerRequest: ((await usageOf(child)).cpuUs - before.cpuUs) / count,
        p99Ms: result.latency.p99,
      };
    },
    stop: () => child.disconnect(),
  };
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  child.send("usage");
  const [answer] = (await once(child, "message")) as [Usage];
  return answer;
}
