"use strict";
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { bringUpToDate, build, BuildFailed, root } = require("./build.cjs");

/** Runs what the command line asks for; see start.cjs. */
exports.launch = async function launch([what = "main", ...rest]) {
  try {
    if (what === "--build") await build(["server", "admin", "embed"]);
    else if (what === "--watch") await require("./watch.cjs").watch(rest);
    else await buildAndRun(what, rest);
  } catch (error) {
    console.error(error instanceof BuildFailed ? error.message : error);
    process.exit(1);
  }
};

/** In this process, so that a signal reaches the program itself. */
async function buildAndRun(program, args) {
  await bringUpToDate(program === "main" ? ["server", "admin", "embed"] : ["server"]);
  const file = join(root, "dist", "server", `${program}.js`);
  if (!existsSync(file)) throw new BuildFailed(`There is no program ${program}: ${file} is missing.`);
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
}
