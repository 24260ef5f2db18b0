"use strict";
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const { join } = require("node:path");
const { setTimeout: sleep } = require("node:timers/promises");
const { build, BuildFailed, hashOf, root, toolPath } = require("./build.cjs");

const STOP_TIMEOUT_MS = 15_000;

/**
 * Development: runs the program, and again after every change under server/ that compiles; the dashboard is rebuilt by
 * Vite. The old program has ended, and let go of port and data folder, before the new one starts.
 */
exports.watch = async function watch([program = "main", ...args]) {
  await build(["server", "admin"]);
  const vite = fs.existsSync(join(root, "admin", "vite.config.ts")) ? watchAdmin() : null;
  const command = [join(root, "scripts", "start.cjs"), "--built", program, ...args];
  let child = start(command);
  let isEnding = false;

  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, async () => {
      if (isEnding) return;
      isEnding = true;
      vite?.kill("SIGTERM");
      process.exit(await stop(child));
    });
  }

  for await (const _ of changes()) {
    if (isEnding) return;
    try {
      if (!(await build(["server"]))) continue;
    } catch (error) {
      if (!(error instanceof BuildFailed)) throw error;
      console.error(`${error.message} The last good build goes on.`);
      continue;
    }
    await stop(child);
    if (!isEnding) child = start(command);
  }
};

function watchAdmin() {
  const args = [toolPath("vite/bin/vite.js"), "build", "--watch", "--config", "admin/vite.config.ts"];
  return spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
}

/** A group of its own: Ctrl-C reaches the program once, through us. The channel tells it should we be killed. */
function start(command) {
  const child = spawn(process.execPath, ["--enable-source-maps", ...command], {
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  // A busy port or folder, wrong settings: no change of the code will help.
  child.once("exit", (code) => [75, 78].includes(code) && process.exit(code));
  return child;
}

/** Answers the exit code. A second call waits for the first: a second signal would cut the program's ending short. */
function stop(child) {
  child.ending ??= end(child);
  return child.ending;
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode ?? 1;
  const ended = new Promise((done) => child.once("exit", (code) => done(code ?? 1)));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  const code = await ended;
  clearTimeout(timer);
  return code;
}

/**
 * One tick for each burst of changes. Looks at the files twice a second: on Linux, fs.watch of Node 20 loses a file that
 * an editor replaces.
 */
async function* changes() {
  let seen = hashOf("server");
  for (;;) {
    await sleep(500);
    const hash = hashOf("server");
    if (hash === seen) continue;
    seen = hash;
    yield;
  }
}
