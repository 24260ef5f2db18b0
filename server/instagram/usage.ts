import { z } from "zod";
import { parseLosslessJson } from "../lib/lossless-json.js";

/** How much of its allowance Instagram says is used up: the worst of all pools that it named. */
export interface Usage {
  callCountPercent: number;
  totalTimePercent: number;
  totalCpuTimePercent: number;
  maxPercent: number;
  /** 0 means "not blocked now", never "safe": it is 0 even at 95 %. Null when no pool says. */
  regainAccessS: number | null;
}

const POOLS_MAX = 64;

/**
 * Reads `X-App-Usage` and `X-Business-Use-Case-Usage`; null when neither says anything, which is not the same as 0.
 *
 * @see instagram-platform, section 8: percentages, and minutes to wait
 */
export function readUsage(headers: Headers): Usage | null {
  const pools = [...readAppPool(headers), ...readBusinessPools(headers)].slice(0, POOLS_MAX);
  if (pools.length === 0) return null;
  const callCountPercent = Math.max(...pools.map((pool) => pool.call_count));
  const totalTimePercent = Math.max(...pools.map((pool) => pool.total_time));
  const totalCpuTimePercent = Math.max(...pools.map((pool) => pool.total_cputime));
  const waits = pools.flatMap((pool) => pool.estimated_time_to_regain_access ?? []);
  return {
    callCountPercent,
    totalTimePercent,
    totalCpuTimePercent,
    maxPercent: Math.max(callCountPercent, totalTimePercent, totalCpuTimePercent),
    regainAccessS: waits.length > 0 ? Math.max(...waits) * 60 : null,
  };
}

const number = z.coerce.number().nonnegative();
const poolShape = z.object({
  call_count: number.catch(0),
  total_time: number.catch(0),
  total_cputime: number.catch(0),
  estimated_time_to_regain_access: number.nullable().catch(null),
});
const businessShape = z.record(z.string(), z.array(poolShape));

function readAppPool(headers: Headers) {
  const pool = poolShape.safeParse(readHeader(headers, "x-app-usage"));
  return pool.success ? [pool.data] : [];
}

function readBusinessPools(headers: Headers) {
  const pools = businessShape.safeParse(readHeader(headers, "x-business-use-case-usage"));
  return pools.success ? Object.values(pools.data).flat() : [];
}

function readHeader(headers: Headers, name: string): unknown {
  try {
    return parseLosslessJson(headers.get(name) ?? "");
  } catch {
    return null;
  }
}
