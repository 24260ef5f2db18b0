"use strict";
const { spawn } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const { dirname, join, resolve } = require("node:path");
const { setTimeout: sleep } = require("node:timers/promises");

const root = resolve(__dirname, "..");
const dist = join(root, "dist");
const BUILD_TIMEOUT_MS = 5 * 60_000;

/** Told to people as it is, without a stack. */
class BuildFailed extends Error {}

/** What is built, from which files, by which tool; a part is stale when the hash of its sources is not that of its stamp. */
const PARTS = {
  server: {
    sources: ["server", "tsconfig.json", "tsconfig.build.json", "package-lock.json"],
    tool: "typescript",
    make: makeServer,
  },
  admin: { sources: ["admin", "schema.graphql", "tsconfig.json", "package-lock.json"], tool: "vite", make: makeAdmin },
};

/** Builds what is stale. Where the build tools are not installed, what was built before has to do. */
async function bringUpToDate(names) {
  const stale = names.filter(isStale);
  if (stale.every(canBuild)) return build(names);
  const missing = stale.filter((name) => !exists(`dist/${name}`));
  if (missing.length > 0) throw new BuildFailed(noBuildOf(missing));
  console.error("This runs an older build: the sources have changed, and the build tools are not installed (npm ci).");
}

/** Builds what is stale and answers whether anything was; of several processes one builds and the others wait for it. */
async function build(names) {
  const stale = names.filter(isStale);
  if (stale.length === 0) return false;
  if (!stale.every(canBuild)) throw new BuildFailed(noBuildOf(stale));
  await withLock(async () => {
    for (const name of stale.filter(isStale)) await buildPart(name);
  });
  return true;
}

async function buildPart(name) {
  const hash = hashOf(name);
  fs.rmSync(stampOf(name), { force: true });
  await PARTS[name].make();
  fs.writeFileSync(stampOf(name), hash);
}

/** Into a folder of its own, which then replaces the old one: nothing stale stays, and a failed build takes nothing away. */
async function makeServer() {
  const [current, fresh, old] = ["server", ".server-new", ".server-old"].map((name) => join(dist, name));
  for (const folder of [fresh, old]) fs.rmSync(folder, { recursive: true, force: true });
  await runTool("typescript/bin/tsc", ["-p", "tsconfig.build.json", "--outDir", fresh, "--noEmitOnError"]);
  if (fs.existsSync(current)) fs.renameSync(current, old);
  fs.renameSync(fresh, current);
  fs.rmSync(old, { recursive: true, force: true });
}

async function makeAdmin() {
  await runTool("vite/bin/vite.js", ["build", "--config", "admin/vite.config.ts"]);
}

/** Quiet, unless it fails; never on stdout, which belongs to the program that is being started. */
function runTool(path, args) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [toolPath(path), ...args], {
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
      fail(
        new BuildFailed(
          `${output.trim()}\n\nThe build has failed (${path.split("/")[0]}, ${signal ?? `exit code ${code}`}).`,
        ),
      );
    });
  });
}

/** One build at a time. Whoever builds shows every second that it lives; a lock that is silent for 5 s is nobody's. */
async function withLock(act) {
  fs.mkdirSync(dist, { recursive: true });
  const lock = join(dist, ".building");
  const deadline = Date.now() + 2 * BUILD_TIMEOUT_MS;
  while (!take(lock)) {
    if (Date.now() > deadline) throw new BuildFailed(`Another build does not end; if there is none, remove ${lock}.`);
    await sleep(100);
  }
  const heartbeat = setInterval(() => fs.writeFileSync(lock, String(process.pid)), 1_000);
  try {
    await act();
  } finally {
    clearInterval(heartbeat);
    fs.rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    const stat = fs.statSync(lock, { throwIfNoEntry: false });
    if (stat && Date.now() - stat.mtimeMs > 5_000) fs.rmSync(lock, { force: true });
    fs.writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  }
}

function noBuildOf(names) {
  return (
    `There is no build of ${names.join(" and ")} from these sources, and the tools to make one are not installed: ` +
    "run `npm ci` without --omit=dev, or bring dist/ from where it was built."
  );
}

function isStale(name) {
  if (name === "admin" && hasSources() && !exists("admin/vite.config.ts")) return false;
  if (!exists(`dist/${name}`) || !fs.existsSync(stampOf(name))) return true;
  return hasSources() && fs.readFileSync(stampOf(name), "utf8") !== hashOf(name);
}

/** An image may hold nothing but what was built. */
function hasSources() {
  return exists("tsconfig.build.json");
}

function hashOf(name) {
  const hash = createHash("sha256");
  for (const source of PARTS[name].sources) {
    for (const path of filesOf(join(root, source)))
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

function stampOf(name) {
  return join(dist, `${name}.stamp`);
}

function exists(path) {
  return fs.existsSync(join(root, path));
}

function canBuild(name) {
  try {
    return Boolean(require.resolve(`${PARTS[name].tool}/package.json`));
  } catch {
    return false;
  }
}

function toolPath(path) {
  const [name, ...rest] = path.split("/");
  return join(dirname(require.resolve(`${name}/package.json`)), ...rest);
}

module.exports = { bringUpToDate, build, BuildFailed, hashOf, root, toolPath };
