import type { AppContext } from "../app-context.js";
import type { Bootstrapped } from "../config/bootstrap.js";
import type { Secret } from "../lib/secret.js";
import type { Viewer } from "../viewer.js";

export interface Cli {
  open(): Promise<{ app: AppContext; opened: Bootstrapped }>;
  promptSecret(question: string): Promise<Secret>;
  print(result: CommandResult): void;
  printHelp(text: string): void;
  printError(text: string): void;
}

export interface CommandResult {
  data: unknown;
  text: string;
  exitCode?: 0 | 1;
}

/** A command line that cannot run. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Command-line users have the database: operators. */
export const CLI: Viewer = { kind: "OPERATOR", operatorId: "cli", byHeader: true };

export function example(line: string): string {
  return `\nExample: npm run cli -- ${line}`;
}
