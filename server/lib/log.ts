import pino, { type DestinationStream, type Logger, type LoggerOptions } from "pino";
import { isColorSupported, prettyFactory } from "pino-pretty";
import { describeError } from "./describe-error.js";

const TEXT_MAX = 2_000;
const LINE_MAX = 8_000;
const DEPTH_MAX = 4;
/** These fields contain a thrown value, even if it is a text. */
const FAILURES = new Set(["err", "error"]);

/** At most this much, and for at most this long, waits to be written to stdout. */
const BUFFER_BYTES = 4_096;
const FLUSH_EVERY_MS = 1_000;
const WARN = 40;

export interface LogOptions {
  level: string;
}

export interface LogStream extends DestinationStream {
  flushSync?(): void;
}

/**
 * The process's log: JSON lines of at most 8 KB. `describeError` reduces errors in any field. A warning is written at once,
 * with the lines before it.
 */
export function createLog(options: LogOptions, stream: LogStream = bufferedStdout()): Logger {
  const bounded: LoggerOptions = {
    base: null,
    ...options,
    serializers: { err: (facts) => facts },
    hooks: {
      logMethod([first, second, ...rest], method, level) {
        if (typeof first === "string") method.apply(this, [first.slice(0, TEXT_MAX), second, ...rest]);
        else {
          const fields = first instanceof Error ? { err: first } : first;
          method.apply(this, [boundedFields(fields), String(second ?? "error").slice(0, TEXT_MAX), ...rest]);
        }
        if (level >= WARN) stream.flushSync?.();
      },
    },
  };
  return pino(bounded, stream);
}

/**
 * Stdout, written in pieces: a system call for each line would be a tenth of a query's processor time. The end of the
 * process writes the rest, so only one that is killed loses lines, of its last second.
 */
function bufferedStdout(): LogStream {
  stdout ??= openStdout();
  return stdout;
}

/** One for all logs of a process, as it has one stdout. */
let stdout: LogStream | undefined;

function openStdout(): LogStream {
  // Written synchronously, so that nothing is under way when the process ends.
  const options = { dest: 1, sync: true, minLength: BUFFER_BYTES, periodicFlush: FLUSH_EVERY_MS };
  const stream = pino.destination(options);
  process.on("exit", () => stream.flushSync());
  return stream;
}

/**
 * Writes the line of `log[level]({ ...fields, ms }, message)` again and again: only its time and `ms` are made anew.
 * `fields` are texts and numbers.
 */
export function repeatedLine(
  log: Logger,
  { level, fields, message }: { level: "info" | "debug"; fields: Record<string, string | number>; message: string },
): (ms: number) => void {
  // Parted where pino itself puts the time and the last field.
  const line = toJson(log)({ ...fields, ms: 0 }, message, log.levels.values[level] ?? 0, "\n");
  const [start = "", rest = ""] = line.split("\n");
  const at = rest.lastIndexOf(MS) + MS.length;
  const [middle, end] = [rest.slice(0, at), `${rest.slice(at + 1)}\n`];
  const [time, stream] = [timeOf(log), streamOf(log)];
  return (ms) => {
    if (log.isLevelEnabled(level)) stream.write(`${start}${time()}${middle}${ms}${end}`);
  };
}

const MS = '"ms":';

/** For people at a terminal: one line each, in order with what else the process prints. */
export function terminalStream(destination: NodeJS.WritableStream): DestinationStream {
  const format = prettyFactory({ colorize: isColorSupported, singleLine: true, translateTime: "SYS:HH:MM:ss" });
  return { write: (line) => void destination.write(format(line)) };
}

/*
 * What pino makes a line of.
 * @see pino.symbols, which pino exports for extensions
 */

function toJson(log: Logger): (fields: object, message: string, level: number, time: string) => string {
  return internal<(...call: unknown[]) => string>(log, pino.symbols.asJsonSym).bind(log);
}

function timeOf(log: Logger): () => string {
  return internal(log, pino.symbols.timeSym);
}

function streamOf(log: Logger): DestinationStream {
  return internal(log, pino.symbols.streamSym);
}

function internal<T>(log: Logger, symbol: symbol): T {
  return (log as unknown as Record<symbol, T>)[symbol] as T;
}

function boundedFields(fields: unknown): object {
  const safe = safeOf(fields, DEPTH_MAX) as object;
  const { length } = JSON.stringify(safe) ?? "";
  if (length <= LINE_MAX) return safe;
  // Shortens a line that is too long instead of dropping it.
  const short = Object.entries(safe).filter(([, value]) => (JSON.stringify(value) ?? "").length <= TEXT_MAX / 4);
  return { ...Object.fromEntries(short.slice(0, 10)), leftOutBytes: length };
}

function safeOf(value: unknown, depthLeft: number): unknown {
  if (typeof value === "string") return value.slice(0, TEXT_MAX);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Error) return describeError(value);
  if ("toJSON" in value && typeof value.toJSON === "function") return value;
  if (depthLeft === 0) return "…";
  if (Array.isArray(value)) return value.slice(0, 100).map((one) => safeOf(one, depthLeft - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      FAILURES.has(key) ? describeError(one) : safeOf(one, depthLeft - 1),
    ]),
  );
}
