import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { describe, expect, test } from "vitest";
import type { Cli } from "../../server/cli/cli.js";
import { createProgram } from "../../server/cli/program.js";
import { runCli, spawnCli } from "../support/cli.js";

const cli = (line: string) => runCli({}, line);

describe("help", () => {
  test.each(["help", "--help", ""])("of everything, by `%s`, names every command", async (line) => {
    const { exitCode, stdout, stderr } = await cli(line);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("\nExit codes: 0 success");
    const unwrapped = stdout.replace(/\s+/g, " ");
    for (const { description, names } of topCommands()) expect(unwrapped).toContain([description, ...names].join(" "));
  });

  test.each(["operator", "help operator", "operator --help"])(
    "of a group, by `%s`, lists its commands",
    async (line) => {
      const { exitCode, stdout, stderr } = await cli(line);
      expect([exitCode, stderr]).toEqual([0, ""]);
      for (const name of ["add", "set-password", "remove", "list"]) expect(stdout).toContain(`\n  ${name} `);
    },
  );

  test.each(paths())("of `%s` tells its options, and its example is a line that runs", async (path) => {
    const { exitCode, stdout, stderr } = await cli(`${path} --help`);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(`Usage: npm run cli -- ${path}`);
    for (const option of ["--json", "--help"]) expect(stdout).toContain(option);
    const example = /Example: npm run cli -- (.*?)( [<>] .*)?\n/.exec(stdout)?.[1] ?? "";
    expect(example.startsWith(path)).toBe(true);
    const program = createProgram({} as Cli);
    for (const leaf of leavesOf(program)) leaf.action(() => undefined);
    await program.parseAsync(example.replace(/'[^']*'/, "x").split(" "), { from: "user" });
  });

  test("needs no settings, and a process of its own prints it", async () => {
    expect(await spawnCli({ PORT: "zero" }, "key --help")).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/^(Building the server …\n)?$/),
    });
  });
});

describe("a line that cannot run ends with 2, nothing on stdout, and the way to its help", () => {
  test.each([
    ["key make", "unknown command 'make'", "key"],
    ["acount list", "(Did you mean account?)", ""],
    ["key list --loud", "unknown option '--loud'", "key list"],
    ["key list --skipp 1", "(Did you mean --skip?)", "key list"],
    ["key list --skip few", "'few' is invalid. Expected a whole number.", "key list"],
    ["account show", "missing required argument 'account'", "account show"],
    ["account show a b", "too many arguments for 'show'. Expected 1 argument but got 2.", "account show"],
    ["doctor now", "too many arguments for 'doctor'. Expected 0 arguments but got 1.", "doctor"],
    ["key create", "required option '--name <text>' not specified", "key create"],
    ["key create --name", "'--name <text>' argument missing", "key create"],
    ["key create --name a --scope all", "'all' is invalid. Expected one of READ, CONNECT, REFRESH.", "key create"],
    [
      "account list --status WELL",
      "'WELL' is invalid. Expected one of ACTIVE, PAUSED, RECONNECT_REQUIRED.",
      "account list",
    ],
  ])("`%s`: %s", async (line, text, path) => {
    const { exitCode, stdout, stderr } = await cli(line);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(text);
    expect(stderr).toMatch(new RegExp(`\nTry: npm run cli -- ${path && `${path} `}--help\n$`));
  });

  test.each([
    ["operator add ada@example.com", "Password is missing."],
    ["erase bakery", "This cannot be undone. Pass --yes to confirm."],
    ["erase", "Name an account, or --ids and a file, or --sandbox."],
    ["erase bakery --sandbox --yes", "Name an account, or --ids and a file, or --sandbox."],
  ])("`%s`: %s", async (line, text) => {
    const { exitCode, stdout, stderr } = await cli(line);
    expect([exitCode, stdout, stderr]).toEqual([2, "", `${text}\nTry: npm run cli -- help\n`]);
  });

  test("says it in a process of its own too", async () => {
    const { exitCode, stdout, stderr } = await spawnCli({}, "key make");
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("unknown command 'make'");
  });
});

/** What the first page says of each command and group. */
function topCommands() {
  return createProgram({} as Cli).commands.map((command) => {
    const names = command.commands.map((one) => one.name()).join(", ");
    return { description: names ? `${command.description()}:` : command.description(), names: names ? [names] : [] };
  });
}

/** The commands that do something, as the words of their lines. */
function paths(): string[] {
  return leavesOf(createProgram({} as Cli)).map((leaf) => {
    const words = [leaf.name()];
    for (let group = leaf.parent; group?.parent; group = group.parent) words.unshift(group.name());
    return words.join(" ");
  });
}

function leavesOf(command: CommandUnknownOpts): CommandUnknownOpts[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
}
