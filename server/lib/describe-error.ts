/** The loggable part of an error: kind and place, never a client's or a row's value. */
export interface ErrorFacts {
  type: string;
  message?: string;
  code?: string;
  schema?: string;
  table?: string;
  column?: string;
  constraint?: string;
  issues?: string[];
  stack?: string[];
  cause?: ErrorFacts;
  errors?: ErrorFacts[];
}

const MESSAGE_MAX = 300;
const NAME_MAX = 64;
const FRAMES_MAX = 12;
const FRAME_MAX = 160;
const CAUSES_MAX = 4;
const PARTS_MAX = 4;

/** SQLSTATE classes whose messages contain only names of the schema and settings; other messages quote values. */
const NAMING_CLASSES = /^(08|25|28|3D|40|42|53|55|57|58)/;

/** Type, code and stack with causes, bounded. Leaves out values: parameters, `detail`, a parser's input. */
export function describeError(error: unknown): ErrorFacts {
  return describe(error, CAUSES_MAX);
}

function describe(error: unknown, causesLeft: number): ErrorFacts {
  if (!(error instanceof Error)) return { type: error === null ? "null" : typeof error };
  const fields = error as Error & Record<string, unknown>;
  const isPostgres = error.name === "PostgresError";
  const facts: ErrorFacts = { type: nameOf(error.name) ?? "Error" };
  const set = (key: "code" | "schema" | "table" | "column" | "constraint", value: unknown) => {
    const name = nameOf(value);
    if (name !== undefined) facts[key] = name;
  };
  set("code", fields.code);
  if (isPostgres) {
    set("schema", fields.schema_name);
    set("table", fields.table_name);
    set("column", fields.column_name);
    set("constraint", fields.constraint_name);
  }
  const message = messageOf(error, isPostgres);
  if (message) facts.message = message;
  if (Array.isArray(fields.issues)) facts.issues = fields.issues.slice(0, PARTS_MAX).map(issueOf);
  const stack = framesOf(error);
  if (stack.length > 0) facts.stack = stack;
  if (causesLeft > 0 && error.cause !== undefined && error.cause !== error)
    facts.cause = describe(error.cause, causesLeft - 1);
  if (causesLeft > 0 && error instanceof AggregateError) {
    facts.errors = error.errors.slice(0, PARTS_MAX).map((one) => ({ ...describe(one, 0), stack: [] }));
  }
  return facts;
}

export function errorText(error: unknown): string {
  const lines: string[] = [];
  let at: ErrorFacts | undefined = describeError(error);
  for (let depth = 0; at && depth <= CAUSES_MAX; depth++, at = at.cause) {
    const { type, message, code, table, constraint, issues = [], stack = [], errors = [] } = at;
    const names = [code, table, constraint, ...issues, ...errors.map((one) => one.message ?? one.type)];
    const known = names.filter((name) => name !== undefined && !message?.includes(name)).join(", ");
    lines.push([depth > 0 ? "caused by " : "", type, message ? `: ${message}` : "", known && ` (${known})`].join(""));
    lines.push(...stack.map((frame) => `    ${frame}`));
  }
  return lines.join("\n");
}

function messageOf(error: Error, isPostgres: boolean): string | undefined {
  if (isPostgres && !NAMING_CLASSES.test(String((error as { code?: unknown }).code))) return undefined;
  // drizzle's message is the statement with its parameters; a parser's lists its input.
  if ("params" in error || "issues" in error) return undefined;
  return withoutValues(error.message).slice(0, MESSAGE_MAX) || undefined;
}

/** Reduces addresses to their scheme. Removes quoted texts and long runs of letters, unless they are names. */
function withoutValues(message: string): string {
  return message
    .slice(0, 4 * MESSAGE_MAX)
    .replace(/\b([a-z][a-z0-9+.-]{1,15}):\/\/\S+/gi, "$1://…")
    .replace(/(["'`])(.*?)\1/gs, (all, mark, quoted) => (/^[\w.$-]{0,32}$/.test(quoted) ? all : `${mark}…${mark}`))
    .replace(/["'`][^"'`]{33,}$/, "…")
    .replace(/[\w+/=-]{40,}/g, "…");
}

function nameOf(value: unknown): string | undefined {
  return typeof value === "string" && /^[\w.-]+$/.test(value) ? value.slice(0, NAME_MAX) : undefined;
}

function issueOf(issue: unknown): string {
  const { path, code } = issue as { path?: unknown; code?: unknown };
  const place = Array.isArray(path) ? path.filter((part) => typeof part !== "symbol").join(".") : "";
  return `${place.slice(0, NAME_MAX) || "input"}: ${nameOf(code) ?? "invalid"}`;
}

function framesOf(error: Error): string[] {
  const frames = (error.stack ?? "")
    .slice(-20_000)
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
  const [ours, others] = [frames.filter(isOurs), frames.filter((frame) => !isOurs(frame))];
  const chosen = ours.length > 0 ? [...others.slice(0, 2), ...ours] : others;
  return chosen.slice(0, FRAMES_MAX).map((frame) => frame.trim().slice(0, FRAME_MAX));
}

function isOurs(frame: string): boolean {
  return !frame.includes("node_modules") && !frame.includes("node:");
}
