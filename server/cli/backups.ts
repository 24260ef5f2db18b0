import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { restoreBackup } from "../backup/restore-backup.js";
import { writeBackup } from "../backup/write-backup.js";
import { Refusal } from "../lib/errors.js";
import type { World } from "../world.js";
import { type Command, UsageError } from "./command.js";

export const backup: Command = {
  name: "backup",
  summary: "Writes everything that the database holds into a new file, as it is at one instant",
  args: ["<file>"],
  example: "backup darkroom-monday.ndjson.gz",
  async run(call) {
    const [file = ""] = call.args;
    const { world } = await call.open();
    const rowCount = await writeFile(world, file);
    const text = [
      `${rowCount} rows are in ${file}. Tokens in it are sealed.`,
      "Keep SECRET_KEYS (or DATA_DIR/secret-keys) apart from it: without them the tokens do not open.",
      "The pictures' files are not in it.",
    ];
    return { data: { file, rowCount }, text: text.join("\n") };
  },
};

export const restore: Command = {
  name: "restore",
  summary: "Puts a backup into the database, all or nothing; stop the server first",
  args: ["<file>"],
  options: { replace: { type: "boolean", meaning: "delete everything that the database holds now" } },
  example: "restore darkroom-monday.ndjson.gz --replace",
  async run(call) {
    const [file = ""] = call.args;
    const { world } = await call.open();
    const rowCount = await readFile(world, file, call.options.replace === true);
    return { data: { file, rowCount }, text: `${rowCount} rows were restored. \`doctor\` tells whether the keys fit.` };
  },
};

/** Only its owner may read it; one that is there is never written over, one that is torn is taken away. */
async function writeFile(world: World, file: string): Promise<number> {
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
    const rowCount = await writeBackup(world, write);
    lines.end();
    await written;
    return rowCount;
  } catch (error) {
    lines.destroy();
    const cause = (await failed) ?? error;
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") throw new UsageError(`${file} is there already.`);
    await rm(file, { force: true });
    throw cause;
  }
}

async function readFile(world: World, file: string, replace: boolean): Promise<number> {
  try {
    return await restoreBackup(world, linesOf(file), { replace });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "EACCES" || code === "EISDIR" || code?.startsWith("Z_")) {
      throw new Refusal("BAD_USER_INPUT", `${file} cannot be read (${code}).`, { nextStep: "Nothing was changed." });
    }
    throw error;
  }
}

/** NOTE: not node:readline: it loses the lines that come before somebody iterates, and the errors of its input. */
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
