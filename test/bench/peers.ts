import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Contender, startProgram } from "./contender.js";

const PEERS = join(import.meta.dirname, "peers");
const MODULES = join(PEERS, "node_modules");
/** The garbage collector's young space: both are faster with it than with Node's default. */
const FASTEST = "--max-semi-space-size=64";
/** PostGraphile's. */
const NODE_MIN = 22;

/** Other people's servers, which the bench installs beside itself: at its first run, and when their versions change. */
export function installPeers(): void {
  if (changedMs(join(MODULES, ".package-lock.json")) > changedMs(join(PEERS, "package-lock.json"))) return;
  // Its warnings say that PostGraphile wants another Node, which it gets.
  const args = ["ci", "--prefix", PEERS, "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", args, { stdio: ["ignore", "ignore", "inherit"] });
}

function changedMs(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

export function startMercurius(databaseUrl: string): Promise<Contender> {
  return startProgram({ args: [FASTEST, join(PEERS, "mercurius.mjs")] }, { databaseUrl });
}

export function startPostgraphile(databaseUrl: string): Promise<Contender> {
  return startProgram({ node: postgraphileNode(), args: [FASTEST, join(PEERS, "postgraphile.mjs")] }, { databaseUrl });
}

/** The Node that runs the bench if it is new enough, otherwise npm's. */
function postgraphileNode(): string {
  const isNew = Number.parseInt(process.versions.node, 10) >= NODE_MIN;
  return isNew ? process.execPath : join(MODULES, ".bin/node");
}

/** `Mercurius 16.10.1 …` and so on, as they are installed. */
export function peerVersions(): string {
  const node = execFileSync(postgraphileNode(), ["--version"], { encoding: "utf8" }).trim().slice(1);
  return [
    `Mercurius ${versionOf("mercurius")} with graphql-jit ${versionOf("graphql-jit")}`,
    `PostGraphile ${versionOf("postgraphile")} on Node ${node}`,
  ].join(", ");
}

function versionOf(name: string): string {
  return JSON.parse(readFileSync(join(MODULES, name, "package.json"), "utf8")).version;
}
