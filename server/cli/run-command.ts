import { CommanderError } from "@commander-js/extra-typings";
import { explainStartupError } from "../config/startup-errors.js";
import { isDatabaseUnavailable } from "../lib/database-failures.js";
import { errorText } from "../lib/describe-error.js";
import { ApiError } from "../lib/errors.js";
import type { Secret } from "../lib/secret.js";
import { type AttachedApp, attachOrStart } from "./attach-or-start.js";
import { UsageError } from "./cli.js";
import { printJson } from "./print-json.js";
import { createProgram } from "./program.js";

export interface Shell {
  env: Record<string, string | undefined>;
  promptSecret(question: string): Promise<Secret>;
}

export interface Outcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs one command line: exit code 0 success, 1 failure, 2 wrong usage, 75 folder in use, 78 wrong settings. */
export async function runCommand(argv: readonly string[], { env, promptSecret }: Shell): Promise<Outcome> {
  const outcome: Outcome = { exitCode: 0, stdout: "", stderr: "" };
  let attached: Promise<AttachedApp> | null = null;
  const program = createProgram({
    open() {
      attached ??= attachOrStart(env);
      return attached;
    },
    promptSecret,
    print({ data, text, exitCode = 0 }) {
      outcome.stdout += `${program.opts().json ? printJson(data) : text}\n`;
      outcome.exitCode = exitCode;
    },
    printHelp(text) {
      outcome.stdout += text;
    },
    printError(text) {
      outcome.stderr += text;
    },
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return outcome;
  } catch (error) {
    return error instanceof CommanderError ? usageOutcome(error, outcome) : failureOutcome(error);
  } finally {
    const opened = await (attached as Promise<AttachedApp> | null)?.catch(() => null);
    await opened?.[Symbol.asyncDispose]();
  }
}

/** Commander has already printed. Help is a success, also for a group without its command. */
function usageOutcome({ code }: CommanderError, { stdout, stderr }: Outcome): Outcome {
  const isHelp = code === "commander.help" || code === "commander.helpDisplayed";
  return isHelp ? { exitCode: 0, stdout: stdout + stderr, stderr: "" } : { exitCode: 2, stdout, stderr };
}

function failureOutcome(error: unknown): Outcome {
  const { text, exitCode } = explain(error);
  return { exitCode, stdout: "", stderr: `${text}\n` };
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
