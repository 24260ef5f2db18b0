import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export const BIN = join(import.meta.dirname, "node_modules/.bin");
export const BUILD = join(import.meta.dirname, "build");

/** What every new project of Next has; its packages lie above the project's folder here. */
export const NEXT_CONFIG = {
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(import.meta.dirname)} } };`,
};

export interface Project {
  /** In `BUILD`. */
  folder: string;
  files: Record<string, string>;
  command: readonly string[];
  /** The page that was built; without it the command writes the page. */
  page: string | undefined;
  env?: Record<string, string>;
}

/** Writes a project's files, builds it by its framework, and returns the page. */
export async function buildPage({ folder, files, command, page, env }: Project): Promise<string> {
  const cwd = join(BUILD, folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), text);
  }
  const [program = "", ...args] = command;
  const own = { PATH: process.env.PATH, HOME: BUILD, NEXT_TELEMETRY_DISABLED: "1", CI: "1" };
  const { stdout } = await run(program, args, { cwd, env: { ...own, ...env }, maxBuffer: 10_000_000 });
  return page === undefined ? stdout : readFileSync(join(cwd, page), "utf8");
}
