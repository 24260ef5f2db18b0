import { lstatSync, readFileSync, statSync } from "node:fs";

/** The settings file is invalid. The message names line numbers and contains no value. */
export class EnvFileError extends Error {
  override readonly name = "EnvFileError";

  constructor(path: string, problem: string) {
    super(`Darkroom cannot start: ${path} ${problem}`);
  }
}

const BYTES_MAX = 1_000_000;

/**
 * The settings of a file with lines `NAME=value`; empty if the file does not exist.
 *
 * A quoted value may span lines; double quotes support `\n` and `\"`. An unquoted value ends at ` #`. `export ` before
 * a name, a byte order mark and CRLF are accepted.
 * @throws {EnvFileError} for any other line
 */
export function readEnvFile(path: string): Record<string, string> {
  const bytes = readBytes(path);
  if (bytes === null) return {};
  const found = new Map<string, { value: string; line: number }>();
  const problems: string[] = [];
  for (const { name, value, line, problem } of parseLines(textOf(path, bytes))) {
    const earlier = found.get(name);
    if (problem !== null) problems.push(`line ${line} ${problem}`);
    else if (earlier && earlier.value !== value) problems.push(`lines ${earlier.line} and ${line} both set ${name}`);
    else found.set(name, { value, line });
  }
  if (problems.length > 0) throw new EnvFileError(path, `has errors: ${problems.slice(0, 20).join("; ")}.`);
  return Object.fromEntries([...found].map(([name, { value }]) => [name, value]));
}

function readBytes(path: string): Buffer | null {
  try {
    // A dangling link is an error, not a missing file.
    if (!lstatSync(path, { throwIfNoEntry: false })) return null;
    const stat = statSync(path);
    if (!stat.isFile() && !stat.isCharacterDevice())
      throw new EnvFileError(path, "is not a file. Remove it, or replace it with a file.");
    if (stat.size > BYTES_MAX) throw new EnvFileError(path, "has more than a megabyte.");
    return readFileSync(path);
  } catch (error) {
    if (error instanceof EnvFileError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new EnvFileError(
      path,
      `exists but cannot be read (${code}). Give this process's user permission to read it, or remove it.`,
    );
  }
}

function textOf(path: string, bytes: Buffer): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) throw new EnvFileError(path, "is encoded in UTF-16. Save it as UTF-8.");
  if (bytes.includes(0)) throw new EnvFileError(path, "contains a NUL byte. Save it as UTF-8 text.");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new EnvFileError(path, "is not encoded in UTF-8. Save it as UTF-8.");
  }
}

interface ParsedLine {
  name: string;
  value: string;
  line: number;
  problem: string | null;
}

const LINE = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=[ \t]*(.*)$/;

function* parseLines(text: string): Generator<ParsedLine> {
  const lines = text.split(/\r\n|\n|\r/);
  for (let at = 0; at < lines.length; at++) {
    const line = at + 1;
    const raw = lines[at] ?? "";
    if (/^\s*(#|$)/.test(raw)) continue;
    const [, name = "", rest = ""] = LINE.exec(raw) ?? [];
    if (name === "") {
      yield { name, value: "", line, problem: "is not of the form NAME=value" };
      continue;
    }
    if (!/^["'`]/.test(rest)) {
      yield { name, value: rest.replace(/(^|\s)#.*$/, "").trim(), line, problem: null };
      continue;
    }
    const quoted = readQuoted([rest, ...lines.slice(at + 1)]);
    if (quoted.problem === null) at += quoted.lineCount - 1;
    yield { name, line, value: quoted.value, problem: quoted.problem };
  }
}

function readQuoted(lines: string[]): { value: string; lineCount: number; problem: string | null } {
  const text = lines.join("\n");
  const mark = text[0] ?? "";
  const pattern =
    mark === '"'
      ? /^"((?:\\"|[^"])*)"[ \t]*(?:#.*)?$/m
      : new RegExp(`^${mark}([^${mark}]*)${mark}[ \\t]*(?:#.*)?$`, "m");
  const match = pattern.exec(text);
  if (match?.index !== 0) {
    const isOpen = !text.slice(1).includes(mark);
    const problem = isOpen ? "has an unclosed quotation mark" : "continues after its closing quotation mark";
    return { value: "", lineCount: 1, problem };
  }
  const inner = match[1] ?? "";
  const escapes: Record<string, string> = { n: "\n", r: "\r", '"': '"' };
  const value = mark === '"' ? inner.replace(/\\([nr"])/g, (_, sign: string) => escapes[sign] ?? sign) : inner;
  return { value, lineCount: inner.split("\n").length, problem: null };
}
