import { parseArgs } from "node:util";
import { type Command, type Option, UsageError } from "./command.js";

/** What the command line asks for: a command with its arguments, or help. */
export type Parsed =
  | { kind: "help"; text: string }
  | { kind: "command"; command: Command; args: string[]; options: Options; json: boolean };

type Options = Record<string, string | boolean | (string | boolean)[] | undefined>;

const COMMON: Record<string, Option> = {
  json: { type: "boolean", meaning: "print JSON, and nothing else, on stdout" },
  help: { type: "boolean", meaning: "print this" },
};

/** @throws {UsageError} when the line cannot be understood */
export function parseCommand(commands: readonly Command[], argv: readonly string[]): Parsed {
  const words = argv.filter((word) => !word.startsWith("-"));
  const command = commands.find(({ name }) => isBeginning(name.split(" "), argv));
  if (!command) {
    const asksHelp = argv.length === 0 || words[0] === "help" || (words.length === 0 && argv.includes("--help"));
    const group = commands.filter(({ name }) => name.split(" ")[0] === words[0]);
    if (asksHelp) return { kind: "help", text: overview(commands) };
    if (group.length > 0 && (words.length === 1 || argv.includes("--help"))) {
      return { kind: "help", text: overview(group) };
    }
    throw new UsageError(`There is no command \`${words.slice(0, 2).join(" ")}\`. \`help\` lists them all.`);
  }
  const { values, positionals } = parse(command, argv.slice(command.name.split(" ").length));
  const { json, help, ...options } = values;
  if (help) return { kind: "help", text: helpOf(command) };
  const wanted = command.args ?? [];
  const missing = wanted.slice(positionals.length).find((name) => name.startsWith("<"));
  if (missing) throw new UsageError(`${missing} is missing.`);
  if (positionals.length > wanted.length) {
    throw new UsageError(`\`${positionals[wanted.length]}\` is an unexpected argument.`);
  }
  return { kind: "command", command, args: positionals, options, json: json === true };
}

/** How a command is called, in one line. */
function usageOf(command: Command): string {
  const options = Object.keys(command.options ?? {}).length > 0 ? " [options]" : "";
  return `npm run cli -- ${[command.name, ...(command.args ?? [])].join(" ")}${options}`;
}

function isBeginning(name: string[], argv: readonly string[]): boolean {
  return name.every((word, index) => argv[index] === word);
}

function parse(command: Command, argv: string[]) {
  const options = Object.fromEntries(
    Object.entries({ ...command.options, ...COMMON }).map(([name, { type, multiple }]) => [
      name,
      { type, ...(multiple ? { multiple: true } : {}) },
    ]),
  );
  try {
    return parseArgs({ args: argv, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    "Darkroom's command line for operators. It works beside a running server, with the same settings.",
    "",
    "Usage: npm run cli -- <command> [arguments] [options]",
    "",
    ...lines,
    "",
    "`--help` after a command shows its options.",
    "Exit codes: 0 success, 1 failure, 2 wrong usage, 75 data folder in use, 78 wrong settings.",
  ].join("\n");
}

function helpOf(command: Command): string {
  const options = Object.entries({ ...command.options, ...COMMON }).map(
    ([name, { type, value, meaning, multiple }]) => {
      const left = type === "string" ? `--${name} <${value ?? "text"}>` : `--${name}`;
      return `  ${left.padEnd(26)}  ${meaning}${multiple ? "; may be given more than once" : ""}`;
    },
  );
  return [
    command.summary,
    "",
    `Usage: ${usageOf(command)}`,
    "",
    ...options,
    "",
    `Example: npm run cli -- ${command.example}`,
  ].join("\n");
}
