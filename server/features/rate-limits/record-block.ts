import { doublingDelayMs } from "../../lib/retry-delay.js";
import { blockScopeKey, type RateLimitContext } from "./read-circuit.js";
import type { CallKind } from "./recent-calls.js";
import type { Answered } from "./record-response.js";
import { closeApp, endCooldown, openApp, reopenApp } from "./store.js";

/** Accounts' calls are then only occasional probes. Connecting is allowed, and its success ends the block. */
export async function recordBlock(app: RateLimitContext, answered: Answered, kind: CallKind): Promise<void> {
  const { call, circuit, window } = answered;
  const scopeKey = blockScopeKey(app, call.call);
  const now = app.clock.now();
  if (kind === "BLOCKED") window.record(call.request, { ...call, kind, at: now });
  if (circuit.block.state === "CLOSED") {
    if (kind === "BLOCKED" && window.isAppBlocked(now, call)) await openBlock(app, scopeKey);
    return;
  }
  if (answered.result.failure === null) {
    await endCooldown(app.db, [scopeKey], now);
    await closeApp(app.db, scopeKey, now);
    app.circuits.clear();
    app.log.info({ call: call.call, since: circuit.block.since }, "instagram serves the app again");
  } else if (circuit.block.state === "HALF_OPEN" && call.accountId !== null) {
    await reopenApp(app.db, scopeKey, new Date(now.getTime() + doublingDelayMs(circuit.block.consecutiveOpens + 1)));
  }
}

export async function openBlock(app: RateLimitContext, scopeKey: string): Promise<void> {
  const since = app.clock.now();
  const until = new Date(since.getTime() + doublingDelayMs(1));
  await openApp(app.db, { scopeKey, reason: "APP_BLOCKED", since, until, retryAfter: null });
  app.circuits.clear();
  app.log.warn({ scopeKey, until }, "instagram refuses the app");
}
