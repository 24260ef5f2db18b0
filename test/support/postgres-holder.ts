import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** What a process said that was asked to run an embedded Postgres: the server's address and id, or why it could not. */
export interface Holder {
  said: { url?: string; pid?: number; error?: string; message?: string };
  process: ChildProcess;
  /** Ends the process and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

const root = join(import.meta.dirname, "../..");

/** Runs an embedded Postgres on `dir` in another process, which keeps it until it is ended. */
export function holdPostgres(dir: string, env: NodeJS.ProcessEnv = process.env): Promise<Holder> {
  const script = join(root, "test/lib/hold-postgres.ts");
  return hear(
    spawn(process.execPath, ["--import", "tsx", script, dir], { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] }),
  );
}

/** Waits for the one line in which such a process tells how it went. */
export async function hear(child: ChildProcess & { stdout: NodeJS.ReadableStream }): Promise<Holder> {
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([once(lines, "line"), ended.then(() => ["{}"])])) as [string];
  return {
    said: JSON.parse(line),
    process: child,
    end: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}
