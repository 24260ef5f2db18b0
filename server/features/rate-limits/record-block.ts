import { doublingDelayMs } from "../../lib/retry-delay.js";
import { blockScopeKey, type RateLimitContext } from "./read-circuit.js";
import type { CallKind } from "./recent-calls.js";
import type { Answered } from "./record-response.js";
import { closeApp, endCooldown, openApp, reopenApp } from "./store.js";

/**
 * Records that Meta rejects this kind of call for the app, and its end. Meanwhile only occasional probes are sent for accounts.
 * Connecting is allowed, and its success also ends the block.
 */
export async function recordBlock(app: RateLimitContext, answered: Answered, kind: CallKind): Promise<void> {
  const { asked, circuit, window } = answered;
  const scopeKey = blockScopeKey(app, asked.call);
  const now = app.clock.now();
  if (kind === "BLOCKED") window.note(asked.request, { ...asked, kind, at: now });
  if (circuit.block.state === "CLOSED") {
    if (kind === "BLOCKED" && window.isAppBlocked(now, asked)) await openBlock(app, scopeKey);
    return;
  }
  if (answered.came.failure === null) {
    await endCooldown(app.db, [scopeKey], now);
    await closeApp(app.db, scopeKey, now);
    app.log.info({ call: asked.call, since: circuit.block.since }, "instagram serves the app again");
  } else if (circuit.block.state === "HALF_OPEN" && asked.accountId !== null) {
    await reopenApp(app.db, scopeKey, new Date(now.getTime() + doublingDelayMs(circuit.block.consecutiveOpens + 1)));
  }
}

/** Blocks one kind of call, because Meta rejects it for the app. */
export async function openBlock(app: RateLimitContext, scopeKey: string): Promise<void> {
  const since = app.clock.now();
  const until = new Date(since.getTime() + doublingDelayMs(1));
  await openApp(app.db, { scopeKey, reason: "APP_BLOCKED", since, until, retryAfter: null });
  app.log.warn({ scopeKey, until }, "instagram refuses the app");
}
