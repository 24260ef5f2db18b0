import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { AppContext } from "../app-context.js";
import { type Restored, type RestoreOptions, restoreBackup } from "../features/backup/restore-backup.js";
import { writeBackup } from "../features/backup/write-backup.js";
import { ApiError } from "../lib/errors.js";
import { type Cli, example, UsageError } from "./cli.js";

export function addBackupCommands(program: CommandUnknownOpts, cli: Cli): void {
  addBackup(program, cli);
  addRestore(program, cli);
}

function addBackup(program: CommandUnknownOpts, cli: Cli): void {
  program
    .command("backup")
    .description("Writes all rows of Darkroom's tables into a new file, as of one instant")
    .argument("<file>")
    .addHelpText("after", example("backup darkroom-monday.ndjson.gz"))
    .action(async (file) => {
      const { app } = await cli.open();
      const rowCount = await writeFile(app, file);
      const text = [
        `${rowCount} rows are in ${file}. Its tokens are encrypted.`,
        "Store SECRET_KEYS (or DATA_DIR/secret-keys) apart from it: without them the tokens cannot be decrypted.",
        "It does not contain sessions, started connections and picture files.",
      ];
      cli.print({ data: { file, rowCount }, text: text.join("\n") });
    });
}

function addRestore(program: CommandUnknownOpts, cli: Cli): void {
  program
    .command("restore")
    .description("Restores a backup completely or not at all; no server may run meanwhile")
    .argument("<file>")
    .option("--replace", "first delete all current rows of Darkroom's tables")
    .option(
      "--revive",
      "also restore keys, operators, passwords, links and accounts that operators ended since; never sessions, nor what owners or Meta erased",
    )
    .addHelpText("after", example("restore darkroom-monday.ndjson.gz --replace"))
    .action(async (file, { replace = false, revive = false }) => {
      const { app } = await cli.open();
      const restored = await readFile(app, file, { replace, revive });
      cli.print({ data: { file, ...restored }, text: inWords(restored, { replace, revive }) });
    });
}

const NAMES_SHOWN = 20;

function inWords({ rowCount, leftEnded, live, madeAt }: Restored, { revive }: RestoreOptions): string {
  const lines = [
    `${rowCount} rows were restored. Nobody is signed in.`,
    `${live.keys.length} API keys work${named(live.keys)}.`,
    `${live.operators.length} operators may sign in${named(live.operators)}.`,
  ];
  const ended = endedInWords(leftEnded);
  if (ended !== "" && revive) lines.push(`Not restored: ${ended}.`);
  if (ended !== "" && !revive)
    lines.push(`Not restored: ${ended}. \`--revive\` restores what operators ended, never what owners or Meta did.`);
  lines.push(
    `Accounts erased after ${madeAt} were erased again only if this database knew of them. If it was new or lost, erase them anew: \`erase --ids\` reads Meta's lists.`,
  );
  if (live.operators.length === 0) lines.push("Add an operator: npm run cli -- operator add <email>");
  return [...lines, "`doctor` checks whether SECRET_KEYS match."].join("\n");
}

function named(names: readonly string[]): string {
  if (names.length === 0) return "";
  const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : "";
  return `: ${names.slice(0, NAMES_SHOWN).join(", ")}${more}`;
}

function endedInWords({
  keyCount,
  operatorCount,
  passwordCount,
  linkCount,
  accountCount,
}: Restored["leftEnded"]): string {
  const counts: [number, string][] = [
    [keyCount, "revoked keys"],
    [operatorCount, "removed operators"],
    [passwordCount, "changed passwords"],
    [linkCount, "connect links that were pending are revoked"],
    [accountCount, "erased accounts"],
  ];
  return counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(", ");
}

/** Only its owner may read it. Never overwrites a file; removes an incomplete one. */
async function writeFile(app: AppContext, file: string): Promise<number> {
  const lines = new PassThrough();
  const out = createWriteStream(file, { mode: 0o600, flags: "wx" });
  const written = file.endsWith(".gz") ? pipeline(lines, createGzip(), out) : pipeline(lines, out);
  const failed = written.then(
    () => null,
    (error: unknown) => error,
  );
  const write = async (text: string) => {
    if (lines.write(text) || lines.destroyed) return;
    await Promise.race([new Promise((resolve) => lines.once("drain", resolve)), failed]);
  };
  try {
    const rowCount = await writeBackup(app, write);
    lines.end();
    await written;
    return rowCount;
  } catch (error) {
    lines.destroy();
    const cause = (await failed) ?? error;
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") throw new UsageError(`${file} already exists.`);
    await rm(file, { force: true });
    throw cause;
  }
}

async function readFile(app: AppContext, file: string, options: RestoreOptions): Promise<Restored> {
  try {
    return await restoreBackup(app, linesOf(file), options);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "EACCES" || code === "EISDIR" || code?.startsWith("Z_")) {
      throw new ApiError("BAD_USER_INPUT", `${file} cannot be read (${code}).`, { nextStep: "Nothing was changed." });
    }
    throw error;
  }
}

/** NOTE: not node:readline: it loses lines before the first read, and the errors of its input. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const unpacked = file.endsWith(".gz") ? source.pipe(createGunzip()) : source;
  source.once("error", (error) => unpacked.destroy(error));
  let rest = "";
  for await (const chunk of unpacked.setEncoding("utf8") as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}
