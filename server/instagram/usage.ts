import { z } from "zod";
import { parseLosslessJson } from "../lib/lossless-json.js";

export interface Usage {
  callCountPercent: number;
  totalTimePercent: number;
  totalCpuTimePercent: number;
  maxPercent: number;
  /** Null if not reported. */
  appPercent: number | null;
  accountPercent: number | null;
  /** 0 means "not blocked now", never "safe": it is 0 even at 95 %. Null if not reported. */
  regainAccessS: number | null;
}

const POOLS_MAX = 64;

/**
 * Reads `X-App-Usage` and `X-Business-Use-Case-Usage`; null (not 0) if neither reports anything. Limits of the second
 * header belong to the account, whatever their id, except the one under the app's id.
 * @see instagram-platform, section 8: percentages, and minutes to wait
 */
export function readUsage(headers: Headers, appId: string): Usage | null {
  const business = readBusinessPools(headers);
  const appPools = [...readAppPool(headers), ...business.flatMap(([id, pools]) => (id === appId ? pools : []))];
  const accountPools = business.flatMap(([id, pools]) => (id === appId ? [] : pools));
  const pools = [...appPools, ...accountPools].slice(0, POOLS_MAX);
  if (pools.length === 0) return null;
  const callCountPercent = Math.max(...pools.map((pool) => pool.call_count));
  const totalTimePercent = Math.max(...pools.map((pool) => pool.total_time));
  const totalCpuTimePercent = Math.max(...pools.map((pool) => pool.total_cputime));
  const waits = pools.flatMap((pool) => pool.estimated_time_to_regain_access ?? []);
  return {
    callCountPercent,
    totalTimePercent,
    totalCpuTimePercent,
    maxPercent: worstOf(pools) ?? 0,
    appPercent: worstOf(appPools),
    accountPercent: worstOf(accountPools),
    regainAccessS: waits.length > 0 ? Math.max(...waits) * 60 : null,
  };
}

function worstOf(pools: readonly z.output<typeof poolShape>[]): number | null {
  const percents = pools.flatMap((pool) => [pool.call_count, pool.total_time, pool.total_cputime]);
  return percents.length > 0 ? Math.max(...percents) : null;
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
  return pools.success ? Object.entries(pools.data) : [];
}

function readHeader(headers: Headers, name: string): unknown {
  try {
    return parseLosslessJson(headers.get(name) ?? "");
  } catch {
    return null;
  }
}
