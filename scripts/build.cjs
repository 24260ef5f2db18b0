"use strict";
const { spawn } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const { dirname, join, resolve } = require("node:path");
const { setTimeout: sleep } = require("node:timers/promises");

const root = resolve(__dirname, "..");
const dist = join(root, "dist");
const BUILD_TIMEOUT_MS = 5 * 60_000;

/** Shown to people as it is, without a stack. */
class BuildFailed extends Error {}

/**
 * What is built, from which files, by which tool into which folder. `npm test` checks types: `--noCheck` writes the same
 * files in a sixth of the time.
 */
const PARTS = {
  server: {
    title: "server",
    sources: ["server", "tsconfig.json", "tsconfig.build.json", "package-lock.json"],
    tool: ["typescript", "bin/tsc"],
    args: ["-p", "tsconfig.build.json", "--noCheck", "--noEmitOnError", "--outDir"],
  },
  admin: {
    title: "dashboard",
    sources: ["admin", "server/csv", "CHANGELOG.md", "schema.graphql", "tsconfig.json", "package-lock.json"],
    tool: ["vite", "bin/vite.js"],
    args: ["build", "--config", "admin/vite.config.ts", "--outDir"],
  },
  embed: {
    title: "script for other sites",
    sources: ["embed", "server/http/embed/style-text.ts", "package-lock.json"],
    tool: ["vite", "bin/vite.js"],
    args: ["build", "--config", "embed/vite.config.ts", "--outDir"],
  },
};

/** Builds what is stale. Without the build tools, runs what was built before; a part that never was is an error. */
async function bringUpToDate(names) {
  const stale = names.filter(isStale);
  const missing = stale.filter((name) => !exists(`dist/${name}`));
  if (missing.length > 0 || stale.every(toolOf)) return await build(names);
  console.error("This runs an older build: the sources have changed, and the build tools are not installed (npm ci).");
}

/** Builds what is stale; of several processes one builds and the others wait for it. */
async function build(names) {
  const stale = names.filter(isStale);
  if (stale.length === 0) return;
  if (!stale.every(toolOf)) throw new BuildFailed(noBuildOf(stale));
  await withLock(async () => {
    for (const name of stale.filter(isStale)) {
      console.error(`Building the ${PARTS[name].title} …`);
      await buildPart(name);
    }
  });
}

/** Into a folder of its own, which then replaces the old one: nothing stale stays, and a failed build takes nothing away. */
async function buildPart(name) {
  const hash = hashOf(name);
  const [current, fresh, old] = [name, `.${name}-new`, `.${name}-old`].map((folder) => join(dist, folder));
  for (const folder of [fresh, old]) fs.rmSync(folder, { recursive: true, force: true });
  await runTool(name, fresh);
  forget(name);
  if (fs.existsSync(current)) fs.renameSync(current, old);
  fs.renameSync(fresh, current);
  fs.writeFileSync(stampOf(name), hash);
  fs.rmSync(old, { recursive: true, force: true });
}

/** Quiet, unless it fails; never on stdout, which belongs to the program that is being started. */
function runTool(name, folder) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [toolOf(name), ...PARTS[name].args, folder], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: BUILD_TIMEOUT_MS,
      // biome-ignore lint/style/noProcessEnv: handed on, not read; under another NODE_ENV Vite takes React's slow build.
      env: { ...process.env, NODE_ENV: "production" },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output = (output + text).slice(-100_000);
      });
    }
    child.once("error", fail);
    child.once("close", (code, signal) => {
      if (code === 0) return done();
      const end = `The build of ${name} has failed (${signal ?? `exit code ${code}`}).`;
      fail(new BuildFailed(`${output.trim()}\n\n${end}`));
    });
  });
}

/** One build at a time. A lock whose process is gone, or that is older than any build, is nobody's. */
async function withLock(act) {
  fs.mkdirSync(dist, { recursive: true });
  const lock = join(dist, ".building");
  if (!take(lock)) {
    console.error("Waiting for another process that builds …");
    while (!take(lock)) await sleep(100);
  }
  try {
    await act();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (isLeft(lock)) fs.rmSync(lock, { force: true });
    return false;
  }
}

function isLeft(lock) {
  const stat = fs.statSync(lock, { throwIfNoEntry: false });
  if (!stat || Date.now() - stat.mtimeMs > 2 * BUILD_TIMEOUT_MS) return true;
  // Its process writes its id right after it has made the file.
  if (stat.size === 0) return Date.now() - stat.mtimeMs > 5_000;
  try {
    return !process.kill(Number(fs.readFileSync(lock, "utf8")), 0);
  } catch (error) {
    return error.code === "ESRCH";
  }
}

function noBuildOf(names) {
  return (
    `There is no build of ${names.join(" and ")} from these sources, and the tools to make one are not installed: ` +
    "run `npm ci` without --omit=dev, or bring dist/ from where it was built."
  );
}

/** An image may hold nothing but what was built. */
function isStale(name) {
  if (!exists(`dist/${name}`) || !fs.existsSync(stampOf(name))) return true;
  return exists("tsconfig.build.json") && fs.readFileSync(stampOf(name), "utf8") !== hashOf(name);
}

function hashOf(name) {
  const hash = createHash("sha256");
  for (const path of PARTS[name].sources.flatMap((source) => filesOf(join(root, source)))) {
    hash
      .update(`${path.slice(root.length)}\0`)
      .update(fs.readFileSync(path))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesOf(path) {
  if (!fs.existsSync(path)) return [];
  if (!fs.statSync(path).isDirectory()) return [path];
  const inside = fs.readdirSync(path, { recursive: true, withFileTypes: true });
  return inside
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The next start builds it, whatever is there. */
function forget(name) {
  fs.rmSync(stampOf(name), { force: true });
}

function stampOf(name) {
  return join(dist, `${name}.stamp`);
}

function exists(path) {
  return fs.existsSync(join(root, path));
}

/** Where the program of the tool is; null when it is not installed. */
function toolOf(name) {
  const [tool, program] = PARTS[name].tool;
  try {
    return join(dirname(require.resolve(`${tool}/package.json`)), program);
  } catch {
    return null;
  }
}

module.exports = { bringUpToDate, build, BuildFailed, forget, root, toolOf };
