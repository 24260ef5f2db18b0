import { z } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../lib/clock.js";
import type { Sandbox } from "./create-sandbox.js";
import { TEST_ACCOUNT_KEYS, testAccount } from "./fixtures.js";

const UNITS_MS: Record<string, number> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** `90s`, `15m`, `36h`, `31d`, at most ten years, parsed to milliseconds. */
export const Duration = z
  .string()
  .regex(/^\d{1,9}[smhd]$/, "must be a number and s, m, h or d")
  .transform((text) => Number(text.slice(0, -1)) * (UNITS_MS[text.slice(-1)] ?? 0))
  .refine((ms) => ms > 0 && ms <= 3650 * DAY_MS, "must be from 1s to 3650d");

const ENDPOINTS = ["exchange", "long-lived", "refresh", "me", "media", "item", "children", "cdn", "other"] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

export const AccountKey = z
  .string()
  .refine(
    (key) => testAccount(key) !== null,
    `Invalid option: expected one of ${TEST_ACCOUNT_KEYS.join(", ")}, or shop1, shop2 …`,
  );

export const SCOPE = {
  endpoint: z.enum(ENDPOINTS).optional(),
  account: AccountKey.optional(),
  calls: z.int().min(1).max(1_000_000).optional(),
  for: Duration.optional(),
};

export const THROTTLE_CODES = [4, 17, 32, 341, 368, 613, 80001, 80002, 80006] as const;

export const FaultInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("transient"), ...SCOPE }),
  z.strictObject({ kind: z.literal("reduce"), limitOver: z.int().min(0).default(25), ...SCOPE }),
  z.strictObject({ kind: z.literal("html"), status: z.int().min(200).max(599).default(502), ...SCOPE }),
  z.strictObject({ kind: z.literal("hang"), ms: z.int().min(1).max(600_000).optional(), ...SCOPE }),
  z.strictObject({ kind: z.literal("reset"), ...SCOPE }),
  z.strictObject({ kind: z.literal("truncated"), ...SCOPE }),
  z.strictObject({ kind: z.literal("wrong-type"), contentType: z.string().max(100).default("text/plain"), ...SCOPE }),
  z.strictObject({ kind: z.literal("endless"), ...SCOPE }),
  z.strictObject({ kind: z.literal("huge"), ...SCOPE }),
  z.strictObject({ kind: z.literal("forbidden"), ...SCOPE }),
  z.strictObject({ kind: z.literal("short-page"), rows: z.int().min(0).max(99).default(0), ...SCOPE }),
  z.strictObject({
    kind: z.literal("error"),
    code: z.int().min(-2).max(99_999),
    subcode: z.int().optional(),
    message: z.string().max(500).optional(),
    type: z.string().max(60).optional(),
    status: z.int().min(200).max(599).optional(),
    transient: z.boolean().optional(),
    ...SCOPE,
  }),
  z.strictObject({
    kind: z.literal("throttle"),
    code: z.literal(THROTTLE_CODES),
    status: z.int().min(400).max(499).default(400),
    minutes: z.int().min(0).max(1440).default(10),
    ...SCOPE,
  }),
]);

export type FaultInput = z.output<typeof FaultInput>;

export type Fault = FaultInput & { untilMs: number | null; callsLeft: number | null };

export const UsageInput = z.strictObject({
  percent: z.int().min(0).max(200),
  header: z.enum(["business", "app"]).default("business"),
  account: AccountKey.optional(),
});

export type Usage = z.output<typeof UsageInput>;

const FAULTS_MAX = 100;

export function addFault(sandbox: Sandbox, input: FaultInput): Fault {
  const now = sandbox.clock.now().getTime();
  const fault = { ...input, untilMs: input.for === undefined ? null : now + input.for, callsLeft: input.calls ?? null };
  sandbox.faults = [...sandbox.faults, fault].slice(-FAULTS_MAX);
  return fault;
}

export interface Hit {
  endpoint: Endpoint;
  account: string | null;
  limit: number;
}

/** The first active fault for a call, with its count reduced by one; null if none. */
export function takeFault(sandbox: Sandbox, hit: Hit): Fault | null {
  const now = sandbox.clock.now().getTime();
  sandbox.faults = sandbox.faults.filter(({ untilMs }) => untilMs === null || now < untilMs);
  const fault = sandbox.faults.find((one) => concerns(one, hit));
  if (!fault) return null;
  if (fault.callsLeft !== null) fault.callsLeft -= 1;
  if (fault.callsLeft === 0) sandbox.faults = sandbox.faults.filter((one) => one !== fault);
  return fault;
}

/** A fault without an endpoint does not affect pictures: the command `cdn` does. */
function concerns(fault: Fault, { endpoint, account, limit }: Hit): boolean {
  if (fault.endpoint === undefined ? endpoint === "cdn" : fault.endpoint !== endpoint) return false;
  if (fault.account !== undefined && fault.account !== account) return false;
  if (fault.kind === "short-page") return endpoint === "media";
  return fault.kind !== "reduce" || limit > fault.limitOver;
}
