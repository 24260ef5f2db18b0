import { z } from "zod";
import { parseDurationMs, parseHttpUrl, parseProxy } from "../lib/parse-setting.js";

/** Rows of the settings table that differ only in their texts. */
export function onOff(meaning: string, byDefault: string) {
  const parse = (text: string) => z.enum(["on", "off"], "must be `on` or `off`").parse(text) === "on";
  return { meaning, default: byDefault, example: "on", parse };
}

export function duration(meaning: string, byDefault: string) {
  return { meaning, default: byDefault, example: byDefault, parse: (text: string) => parseDurationMs(text) };
}

export function address(meaning: string, byDefault: string) {
  return { meaning, default: byDefault, example: byDefault, parse: parseHttpUrl };
}

export function proxy(meaning: string) {
  return {
    meaning,
    default: "unset",
    example: "http://proxy.example.com:3128",
    secret: true as const,
    parse: parseProxy,
  };
}
