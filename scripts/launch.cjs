"use strict";
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { bringUpToDate, build, BuildFailed, root } = require("./build.cjs");

/** Runs what the command line asks for; see start.cjs. */
exports.launch = async function launch([what, ...rest]) {
  try {
    if (what === "--build") await build(["server", "admin"]);
    else if (what === "--watch") await require("./watch.cjs").watch(rest);
    else if (what === "--built") await run(rest[0], rest.slice(1));
    else await buildAndRun(what, rest);
  } catch (error) {
    console.error(error instanceof BuildFailed ? error.message : error);
    process.exit(1);
  }
};

async function buildAndRun(program = "main", args) {
  await bringUpToDate(program === "main" ? ["server", "admin"] : ["server"]);
  await run(program, args);
}

/** In this process, so that a signal reaches the program itself. */
async function run(program, args) {
  const file = join(root, "dist", "server", `${program}.js`);
  if (!existsSync(file)) throw new BuildFailed(`There is no program ${program}: ${file} is missing.`);
  process.argv = [process.execPath, file, ...args];
  endWithParent();
  await import(pathToFileURL(file).href);
}

/** Under --watch: should the watching process be killed, this one does not stay behind. */
function endWithParent() {
  if (!process.send) return;
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
