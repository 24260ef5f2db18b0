import { explainStartupError } from "../config/startup-errors.js";
import { isDatabaseUnavailable } from "../lib/database-failures.js";
import { errorText } from "../lib/describe-error.js";
import { ApiError } from "../lib/errors.js";
import type { Secret } from "../lib/secret.js";
import { type AttachedApp, attachOrStart } from "./attach-or-start.js";
import { UsageError } from "./command.js";
import { COMMANDS } from "./commands.js";
import { parseCommand } from "./parse-command.js";
import { printJson } from "./print-json.js";

/** What a command is run in. */
export interface Shell {
  env: Record<string, string | undefined>;
  promptSecret(question: string): Promise<Secret>;
}

/** What came of it: the answer on stdout, or what went wrong on stderr. */
export interface Outcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs one command line: exit code 0 done, 1 refused or failed, 2 not understood, 75 folder in use, 78 wrong settings. */
export async function runCommand(argv: readonly string[], shell: Shell): Promise<Outcome> {
  try {
    return await run(argv, shell);
  } catch (error) {
    const { text, exitCode } = explain(error);
    return { exitCode, stdout: "", stderr: `${text}\n` };
  }
}

async function run(argv: readonly string[], shell: Shell): Promise<Outcome> {
  const parsed = parseCommand(COMMANDS, argv);
  if (parsed.kind === "help") return { exitCode: 0, stdout: `${parsed.text}\n`, stderr: "" };
  const { command, args, options, json } = parsed;
  let beside: Promise<AttachedApp> | null = null;
  const open = () => {
    beside ??= attachOrStart(shell.env);
    return beside;
  };
  try {
    const { data, text, exitCode = 0 } = await command.run({ open, args, options, promptSecret: shell.promptSecret });
    return { exitCode, stdout: `${json ? printJson(data) : text}\n`, stderr: "" };
  } finally {
    const opened = await (beside as Promise<AttachedApp> | null)?.catch(() => null);
    await opened?.[Symbol.asyncDispose]();
  }
}

function explain(error: unknown): { text: string; exitCode: number } {
  if (error instanceof UsageError) return { text: `${error.message}\nTry: npm run cli -- help`, exitCode: 2 };
  if (error instanceof ApiError) return { text: `${error.message}\n${error.nextStep}`, exitCode: 1 };
  const explained = explainStartupError(error);
  if (explained) return explained;
  if (isDatabaseUnavailable(error)) {
    return {
      text: "The database cannot be reached.\nCheck DATABASE_URL and whether the database server runs.",
      exitCode: 1,
    };
  }
  return { text: errorText(error), exitCode: 1 };
}
