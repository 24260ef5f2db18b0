import type { AppContext } from "../app-context.js";
import type { Bootstrapped } from "../config/bootstrap.js";
import type { Secret } from "../lib/secret.js";
import type { Viewer } from "../viewer.js";

export interface Cli {
  /** The app of the settings, beside a running server where there is one; opened at the first call. */
  open(): Promise<{ app: AppContext; opened: Bootstrapped }>;
  /** Asks the caller for a secret, which is never taken from the command line. */
  promptSecret(question: string): Promise<Secret>;
  /** Prints the result, as JSON under `--json`; a command calls it once. */
  print(result: CommandResult): void;
  printHelp(text: string): void;
  printError(text: string): void;
}

/** What a command found or did: as data for `--json`, and as text for people. */
export interface CommandResult {
  data: unknown;
  text: string;
  /** 1 when the command found something bad; 0 when omitted. */
  exitCode?: 0 | 1;
}

/** A command line that cannot run. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Whoever may use the command line has the database: an operator. */
export const CLI: Viewer = { kind: "OPERATOR", operatorId: "cli", byHeader: true };

/** The last lines of a command's help. */
export function example(line: string): string {
  return `\nExample: npm run cli -- ${line}`;
}
