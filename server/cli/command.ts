import type { AppContext } from "../app-context.js";
import type { Bootstrapped } from "../config/bootstrap.js";
import type { Secret } from "../lib/secret.js";
import type { Viewer } from "../viewer.js";

/** An option such as `--name <text>`. */
export interface Option {
  type: "string" | "boolean";
  /** May be given more than once. */
  multiple?: true;
  /** What stands for the value in the help. */
  value?: string;
  meaning: string;
}

/** One command of the operator's tool. */
export interface Command {
  /** Its words, such as `key create`. */
  name: string;
  summary: string;
  /** What follows the words, such as `<account>`, or `[account]` where it may be left out. */
  args?: readonly string[];
  options?: Readonly<Record<string, Option>>;
  /** Shown below the help. */
  example: string;
  run(call: Call): Promise<CommandResult>;
}

/** One call of a command. */
export interface Call {
  /** The app of the settings, beside a running server where there is one; opened when it is first asked for. */
  open(): Promise<{ app: AppContext; opened: Bootstrapped }>;
  /** Asks whoever calls for a secret, which is never taken from the command line. */
  promptSecret(question: string): Promise<Secret>;
  args: readonly string[];
  /** The options given; those of type boolean are `true` or absent. */
  options: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
}

/** What a command found or did: as data for `--json`, and in words for people. */
export interface CommandResult {
  data: unknown;
  text: string;
  /** 1 where what was found is bad; 0 when left out. */
  exitCode?: 0 | 1;
}

/** A command line that cannot be understood. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Whoever may use the tool has the database: an operator. */
export const CLI: Viewer = { kind: "OPERATOR", operatorId: "cli", byHeader: true };

/** The value of an option of type string. */
export function stringOption(call: Call, name: string): string | undefined {
  const value = call.options[name];
  return typeof value === "string" ? value : undefined;
}

/** The values of an option that may be given more than once. */
export function textsOf(call: Call, name: string): string[] {
  const value = call.options[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** @throws {UsageError} when it is not given */
export function requiredOption(call: Call, name: string): string {
  const value = stringOption(call, name);
  if (value !== undefined) return value;
  throw new UsageError(`--${name} is missing.`);
}
