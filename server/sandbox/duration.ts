import { z } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../lib/clock.js";

const UNITS_MS: Record<string, number> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** `90s`, `15m`, `36h`, `31d`, at most ten years, parsed to milliseconds. */
export const Duration = z
  .string()
  .regex(/^\d{1,9}[smhd]$/, "must be a number and s, m, h or d")
  .transform((text) => Number(text.slice(0, -1)) * (UNITS_MS[text.slice(-1)] ?? 0))
  .refine((ms) => ms > 0 && ms <= 3650 * DAY_MS, "must be from 1s to 3650d");
