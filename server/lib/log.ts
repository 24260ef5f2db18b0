import pino, { type DestinationStream, type Logger, type LoggerOptions } from "pino";
import { isColorSupported, prettyFactory } from "pino-pretty";
import { describeError } from "./describe-error.js";

const TEXT_MAX = 2_000;
const LINE_MAX = 8_000;
const DEPTH_MAX = 4;
/** These fields contain a thrown value, even if it is a text. */
const FAILURES = new Set(["err", "error"]);

export interface LogOptions {
  level: string;
}

/** The process's log: JSON lines of at most 8 KB. `describeError` reduces errors in any field. */
export function createLog(options: LogOptions, stream?: DestinationStream): Logger {
  const bounded: LoggerOptions = {
    base: null,
    ...options,
    serializers: { err: (facts) => facts },
    hooks: {
      logMethod([first, second, ...rest], method) {
        if (typeof first === "string") return method.apply(this, [first.slice(0, TEXT_MAX), second, ...rest]);
        const fields = first instanceof Error ? { err: first } : first;
        method.apply(this, [boundedFields(fields), String(second ?? "error").slice(0, TEXT_MAX), ...rest]);
      },
    },
  };
  return stream ? pino(bounded, stream) : pino(bounded);
}

/** For people at a terminal: one line each, in order with what else the process prints. */
export function terminalStream(destination: NodeJS.WritableStream): DestinationStream {
  const format = prettyFactory({ colorize: isColorSupported, singleLine: true, translateTime: "SYS:HH:MM:ss" });
  return { write: (line) => void destination.write(format(line)) };
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
