import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
let project: string;

// A small project with our start, our settings and our tools, and two programs and pages of its own. Only `main` needs the pages.
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "darkroom-start-"));
  mkdirSync(join(project, "server"));
  cpSync(join(root, "scripts"), join(project, "scripts"), { recursive: true });
  for (const name of ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"]) copy(name);
  copy("admin/vite.config.ts");
  copy("admin/vite-plugins.ts");
  copy("admin/vite-chunks.ts");
  copy("embed/vite.config.ts");
  writeFileSync(join(project, "embed/embed.ts"), "export const embed = 1;\n");
  for (const page of ["admin/index.html", "admin/sign-in/index.html", "admin/explorer/index.html"])
    writePage(page, "<p>first</p>");
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  for (const name of ["main", "tool"]) writeProgram('console.log("first", ...process.argv.slice(2));', name);
});

afterEach(() => rmSync(project, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

describe("the start", () => {
  test("on an old Node says which one it needs and how to get it, before anything else", () => {
    const preload = join(project, "old-node.cjs");
    writeFileSync(
      preload,
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.1" } });',
    );
    const { status, stderr, stdout } = start(["main"], ["-r", preload]);
    expect(status).toBe(1);
    expect(stderr).toContain("Darkroom needs Node 20.19 or newer; this is Node 18.20.1.");
    expect(stderr).toContain("https://nodejs.org");
    expect(stderr).toContain("nvm install");
    expect(stdout).toBe("");
    expect(existsSync(join(project, "dist"))).toBe(false);
  });

  test("builds once, and not again when nothing has changed", () => {
    expect(start(["tool", "--with", "words"]).stdout).toBe("first --with words\n");
    const builtAt = statSync(join(project, "dist/server")).ino;
    expect(start(["tool"]).stdout).toBe("first\n");
    expect(statSync(join(project, "dist/server")).ino).toBe(builtAt);
  });

  test("builds again after a change, and what has been deleted is gone from the build", () => {
    writeFileSync(join(project, "server/extra.ts"), "export const extra = 1;\n");
    start(["tool"]);
    expect(existsSync(join(project, "dist/server/extra.js"))).toBe(true);
    rmSync(join(project, "server/extra.ts"));
    writeProgram('console.log("second");');
    expect(start(["tool"])).toMatchObject({ stdout: "second\n", stderr: "Building the server …\n" });
    expect(existsSync(join(project, "dist/server/extra.js"))).toBe(false);
  });

  test("tells what is wrong with the code, off stdout, and keeps the last good build", () => {
    start(["tool"]);
    writeProgram("const one = ;\nconsole.log(one);");
    const failed = start(["tool"]);
    expect(failed).toMatchObject({ status: 1, stdout: "" });
    expect(failed.stderr).toMatch(
      /server\/tool\.ts\(1,13\).*\n\nThe build of server has failed \(exit code \d\)\.\n$/s,
    );
    expect(readFileSync(join(project, "dist/server/tool.js"), "utf8")).toContain("first");
  });

  test("builds the dashboard again only after a change of its own, and not for another program", () => {
    start(["tool"]);
    expect(existsSync(join(project, "dist/admin"))).toBe(false);
    expect(start(["--build"]).stderr).toBe("Building the dashboard …\nBuilding the script for other sites …\n");
    const { ino } = statSync(join(project, "dist/admin"));
    writeProgram('console.log("second");', "main");
    expect(start(["main"])).toMatchObject({ stdout: "second\n", stderr: "Building the server …\n" });
    expect(statSync(join(project, "dist/admin")).ino).toBe(ino);
    writePage("admin/index.html", "<p>second</p>");
    start(["main"]);
    expect(readFileSync(join(project, "dist/admin/index.html"), "utf8")).toContain("<p>second</p>");
  });

  test("works when two start at once on stale sources", async () => {
    const outputs = await Promise.all([run(["main"]).output, run(["main"]).output]);
    const building = "Building the server …\nBuilding the dashboard …\nBuilding the script for other sites …\nfirst\n";
    expect(outputs.toSorted()).toEqual([building, "Waiting for another process that builds …\nfirst\n"]);
    expect(existsSync(join(project, "dist/.building"))).toBe(false);
  });

  test("gets over a build that was killed", () => {
    start(["tool"]);
    writeProgram('console.log("second");');
    const { pid } = spawnSync(process.execPath, ["--version"]);
    writeFileSync(join(project, "dist/.building"), String(pid));
    mkdirSync(join(project, "dist/.server-new"));
    expect(start(["tool"]).stdout).toBe("second\n");
  });

  test("without the build tools runs what was built, or says what is missing", () => {
    start(["tool"]);
    rmSync(join(project, "node_modules"));
    expect(start(["tool"])).toMatchObject({ stdout: "first\n", stderr: "" });
    writeProgram('console.log("second");');
    const older = start(["tool"]);
    expect(older.stdout).toBe("first\n");
    expect(older.stderr).toContain("older build");
    rmSync(join(project, "dist"), { recursive: true });
    const nothing = start(["main"]);
    expect(nothing).toMatchObject({ status: 1, stdout: "" });
    expect(nothing.stderr).toMatch(/^There is no build of server and admin and embed .*npm ci.*\n$/);
    expect(start(["--build"]).status).toBe(1);
  });

  test("runs the program in its own process, which hears signals", async () => {
    writeProgram(`process.on("SIGTERM", () => { console.log("heard"); process.exit(7); });
      setInterval(() => undefined, 1_000);
      console.log(process.pid);`);
    const { child, output, heard } = run(["tool"]);
    const begun = `Building the server …\n${child.pid}\n`;
    await expect.poll(heard, { timeout: 15_000 }).toBe(begun);
    child.kill("SIGTERM");
    expect(await output).toBe(`${begun}heard\n`);
    expect(child.exitCode).toBe(7);
  });
});

describe("the watching start", () => {
  test("runs the new code once the old program has ended, goes on after a mistake, builds the dashboard again, and ends with one signal", async () => {
    writeProgram(serverSaying("one"), "main");
    const { child, output, heard } = run(["--watch", "main"]);
    await expect.poll(heard, { timeout: 15_000 }).toBe("one\n");
    writeProgram("const wrong = ;", "main");
    await expect.poll(heard, { timeout: 15_000 }).toMatch(/one ends\none ended\n.*Unexpected ";"/s);
    writeProgram(serverSaying("two"), "main");
    await expect.poll(heard, { timeout: 15_000 }).toMatch(/\ntwo\n$/);

    const page = join(project, "dist/admin/index.html");
    const built = () => (existsSync(page) ? readFileSync(page, "utf8") : "");
    await expect.poll(built, { timeout: 15_000 }).toContain("<p>first</p>");
    writePage("admin/index.html", "<p>second</p>");
    await expect.poll(built, { timeout: 15_000 }).toContain("<p>second</p>");
    process.kill(-Number(child.pid), "SIGINT");
    expect(await output).toMatch(/two\ntwo ends\ntwo ended\n$/);
    // What Vite left may be half a build.
    writeProgram('console.log("start");', "main");
    rmSync(page);
    const stderr = "Building the server …\nBuilding the dashboard …\nBuilding the script for other sites …\n";
    expect(start(["main"])).toMatchObject({ stdout: "start\n", stderr });
    expect(built()).toContain("<p>second</p>");
  });

  test("when it is killed leaves no program behind", async () => {
    writeProgram(serverSaying("one"), "main");
    const { child, output, heard } = run(["--watch", "main"]);
    await expect.poll(heard, { timeout: 15_000 }).toBe("one\n");
    child.kill("SIGKILL");
    expect(await output).toBe("one\none ends\none ended\n");
  });
});

/** A program that takes a moment to end and, like the server, ignores a repeated signal: Ctrl-C comes from terminal and tsx. */
function serverSaying(name: string): string {
  return `setInterval(() => undefined, 1_000);
    let isEnding = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {
      if (isEnding) return;
      isEnding = true;
      console.log("${name} ends");
      setTimeout(() => { console.log("${name} ended"); process.exit(0); }, 300);
    });
    console.log("${name}");`;
}

function writeProgram(text: string, name = "tool"): void {
  writeFileSync(join(project, `server/${name}.ts`), `${text}\nexport {};\n`);
}

function writePage(path: string, body: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), `<!doctype html><html lang="en"><body>${body}</body></html>`);
}

function start(args: string[], nodeArgs: string[] = []): SpawnSyncReturns<string> {
  const command = [...nodeArgs, join(project, "scripts/start.cjs"), ...args];
  return spawnSync(process.execPath, command, { cwd: project, encoding: "utf8", timeout: 30_000 });
}

/** The same without waiting; in a process group of its own, as a terminal gives it. */
function run(args: string[]) {
  const child = spawn(process.execPath, [join(project, "scripts/start.cjs"), ...args], {
    cwd: project,
    detached: true,
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
  }
  const output = new Promise<string>((resolve) => child.once("close", () => resolve(text)));
  return { child, output, heard: () => text };
}

function copy(path: string): void {
  cpSync(join(root, path), join(project, path));
}
