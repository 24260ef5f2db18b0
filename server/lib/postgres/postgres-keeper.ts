import type { PostgresProcess } from "./postgres-process.js";

export interface SupervisedPostgres {
  exited: Promise<string>;
  stop(): Promise<void>;
}

const RESTARTS_MAX = 5;
const RESTARTS_WITHIN_MS = 600_000;

/** On the same files and port, at most five times in ten minutes. `restarted` gets the last log lines. */
export function keepRunning(
  first: PostgresProcess,
  start: () => Promise<PostgresProcess>,
  restarted: (lastWords: string) => void,
): SupervisedPostgres {
  let server = first;
  let isStopping = false;
  const startedAt: number[] = [];
  const watch = async (): Promise<string> => {
    for (;;) {
      const words = lastWords(await server.exited);
      const now = performance.now();
      const recent = startedAt.filter((at) => now - at < RESTARTS_WITHIN_MS);
      if (isStopping || recent.length >= RESTARTS_MAX) return words;
      startedAt.push(now);
      try {
        server = await start();
      } catch (error) {
        return `${words} ${lastWords(String(error))}`;
      }
      if (isStopping) await server.stop();
      else restarted(words);
    }
  };
  const exited = watch();
  return {
    exited,
    async stop() {
      isStopping = true;
      await server.stop();
      await exited;
    },
  };
}

/** Without STATEMENT lines, which contain values. */
function lastWords(log: string): string {
  const lines = log.split("\n").filter((line) => /\S/.test(line) && !/(DETAIL|STATEMENT|CONTEXT|QUERY):/.test(line));
  return lines.slice(-4).join(" ").slice(-600);
}
