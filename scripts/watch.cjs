"use strict";
const { spawn } = require("node:child_process");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { BuildFailed, forget, root, toolOf } = require("./build.cjs");

/**
 * Development: `tsx watch` runs the program from its sources, and again after every change. Vite rebuilds what browsers run.
 * The old program has ended, and let go of port and data folder, before the new one starts.
 */
exports.watch = async function watch([program = "main", ...args]) {
  const vite = toolOf("admin");
  if (!vite) throw new BuildFailed("`npm run dev` needs the build tools: run `npm ci` without --omit=dev.");
  // Should this process be killed, nothing that it started stays behind.
  const flags = ["--require", join(__dirname, "end-with-parent.cjs")];
  for (const part of ["admin", "embed"]) {
    // Vite may be ended half-way: the next start builds it whole.
    forget(part);
    const command = [...flags, vite, "build", "--watch", "--config", `${part}/vite.config.ts`];
    const child = spawn(process.execPath, command, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    process.once("exit", () => child.kill());
  }
  process.chdir(root);
  process.argv = [process.execPath, "tsx", "watch", "--clear-screen=false", ...flags, `server/${program}.ts`, ...args];
  await import(pathToFileURL(require.resolve("tsx/cli")).href);
};
