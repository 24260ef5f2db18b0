import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { Secret } from "../lib/secret.js";
import { UsageError } from "./cli.js";

const SECRET_MAX = 10_000;

/**
 * Reads a secret from the terminal without echo, or the first line of stdin. Never from the command line, which every
 * process of the machine can read.
 * @throws {UsageError} without a secret
 */
export async function promptSecret(question: string): Promise<Secret> {
  const given = process.stdin.isTTY ? await typed(question) : ((await text(process.stdin)).split(/\r?\n/)[0] ?? "");
  if (given !== "" && given.length <= SECRET_MAX) return new Secret(given);
  throw new UsageError(`${question} is missing: type it, or pass it on stdin.`);
}

async function typed(question: string): Promise<string> {
  process.stderr.write(`${question}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  lines.once("SIGINT", () => {
    process.stderr.write("\nStopped. Nothing was changed.\n");
    process.exit(130);
  });
  try {
    return await lines.question("");
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}
