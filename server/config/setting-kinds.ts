import { z } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../lib/clock.js";
import { parseDurationMs, parseHttpUrl, parseProxy } from "../lib/parse-setting.js";
import { Secret } from "../lib/secret.js";
import type { RateLimit } from "../lib/use-counters.js";
import type { Config } from "./config.js";

export const SettingGroup = {
  SERVER: "SERVER",
  STORAGE: "STORAGE",
  INSTAGRAM: "INSTAGRAM",
  ACCESS: "ACCESS",
  SCHEDULE: "SCHEDULE",
  ALERTS: "ALERTS",
} as const;
export type SettingGroup = keyof typeof SettingGroup;

/** A default as the setting would be written. Null: none, or `config.ts` derives it from other settings. */
export type Default = string | { live: string; sandbox: string } | null;

/** One row of the settings table. The types make it impossible to show a secret. */
export type Setting = {
  group: SettingGroup;
  meaning: string;
  default: Default;
  /** docs/settings.md shows this instead of a null default; "unset" if omitted. */
  unset?: string;
  example: string;
  parse(text: string): unknown;
} & (
  | { /** Its value is never printed, not even in an error. */ secret: true; show?: undefined }
  | { secret?: undefined /** The effective value; null: nothing. */; show(config: Config): string | null }
);

interface Row<D extends Default, V> {
  group: SettingGroup;
  meaning: string;
  default: D;
  show(config: Config): V;
}

export function onOff<D extends Default>({ show, ...row }: Row<D, boolean>) {
  const parse = (text: string) => z.enum(["on", "off"], "must be `on` or `off`").parse(text) === "on";
  return { ...row, example: "on", parse, show: (config: Config) => (show(config) ? "on" : "off") };
}

export function duration({ show, daysMax, ...row }: Row<string, number> & { daysMax?: number }) {
  const parse = (text: string) => parseDurationMs(text, daysMax);
  return { ...row, example: row.default, parse, show: (config: Config) => showDuration(show(config)) };
}

export function address(row: Row<string, string>) {
  return { ...row, example: row.default, parse: parseHttpUrl };
}

export function proxy(meaning: string) {
  const example = "http://proxy.example.com:3128";
  return { group: "INSTAGRAM", meaning, default: null, example, secret: true, parse: parseProxy } as const;
}

export function matching(pattern: RegExp, problem: string): (text: string) => string {
  return (text) => z.string().regex(pattern, problem).parse(text);
}

export function secretMatching(pattern: RegExp, problem: string): (text: string) => Secret {
  return (text) => new Secret(matching(pattern, problem)(text));
}

export function oneOf<const T extends string>(words: readonly T[], problem: string): (text: string) => T {
  return (text) => z.enum(words, problem).parse(text);
}

export function showRate(limit: RateLimit | null): string {
  return limit ? `${limit.max}/${showDuration(limit.windowMs).slice(1)}` : "off";
}

export function showDuration(ms: number): string {
  const units = Object.entries({ d: DAY_MS, h: HOUR_MS, m: MINUTE_MS });
  const [unit, unitMs] = units.find(([, unitMs]) => ms % unitMs === 0) ?? ["s", SECOND_MS];
  return `${ms / unitMs}${unit}`;
}

export function showBytes(bytes: number): string {
  const units = Object.entries({ T: 1024 ** 4, G: 1024 ** 3, M: 1024 ** 2, K: 1024 });
  const [unit, unitBytes] = units.find(([, unitBytes]) => bytes % unitBytes === 0) ?? ["", 1];
  return `${bytes / unitBytes}${unit}`;
}
