import { NEXT_STEPS } from "../../instagram/cause-steps.js";
import { type BlockedCall, InstagramError } from "../../instagram/errors.js";
import type { CallGuard } from "../../instagram/types.js";
import { type AppCircuit, decide } from "./circuit.js";
import { appScopeKey, blockScopeKey, blockScopeKeys, currentCircuit, type RateLimitContext } from "./read-circuit.js";
import { createCallWindow } from "./recent-calls.js";
import { recordResponse } from "./record-response.js";
import { endCooldown, takeProbe } from "./store.js";

const PROBE_WAIT_MS = 5_000;

/**
 * The guard of every call to Instagram in every process. Blocks calls while Instagram throttles the app or the account, or
 * while many calls fail. A blocked call ends with an `InstagramError` that contains the end of the block; it is not a failure
 * of the account. Records responses that change the state.
 */
export function guardCalls(app: RateLimitContext): CallGuard {
  const window = createCallWindow();
  return async (call) => {
    const now = app.clock.now();
    const circuit = await currentCircuit(app, call.accountId, call.call);
    const decision = decide(circuit, now);
    if (decision !== "ALLOW" && decision !== "PROBE") throw blockedError(decision, now);
    const isAppProbe = circuit.appWide.state !== "CLOSED";
    const scopeKey = isAppProbe ? appScopeKey(app) : blockScopeKey(app, call.call);
    if (decision === "PROBE" && !(await takeProbe(app.db, scopeKey, now))) {
      const until = new Date(now.getTime() + PROBE_WAIT_MS);
      throw blockedError({ scope: "APP", cause: causeOf(isAppProbe ? circuit.appWide : circuit.block), until }, now);
    }
    const isProbe = decision === "PROBE" && isAppProbe;
    return async (result) => {
      try {
        return await recordResponse(app, { call, result, circuit, isProbe, window });
      } catch (error) {
        // Never lose a response for this: it may contain a token that is not issued twice.
        if (!app.outage.explains(error))
          app.log.warn({ accountId: call.accountId, err: error }, "circuit not recorded");
        return result.failure;
      }
    };
  };
}

function causeOf({ reason }: AppCircuit): BlockedCall["cause"] {
  if (reason === "APP_BLOCKED") return reason;
  return reason === "RATE_LIMITED" ? "INSTAGRAM_RATE_LIMITED" : "INSTAGRAM_UNAVAILABLE";
}

function blockedError(blocked: BlockedCall, now: Date): InstagramError {
  const { scope, cause, until } = blocked;
  const whom = scope === "APP" ? "this app" : "this account";
  return new InstagramError(
    {
      INSTAGRAM_RATE_LIMITED: `Instagram is throttling ${whom}; nothing was asked of it.`,
      INSTAGRAM_UNAVAILABLE: "Instagram answers too many calls with failures; nothing was asked of it.",
      APP_BLOCKED: "Instagram refuses this server's app; nothing was asked of it.",
    }[cause],
    {
      failureCause: cause,
      nextStep:
        cause === "APP_BLOCKED"
          ? NEXT_STEPS[cause]
          : `Try again from ${until.toISOString()} on; until then nothing is asked of Instagram${scope === "APP" ? "" : " for this account"}.`,
      retryAfterS: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1_000)),
      wasNotSent: true,
      blocked,
    },
  );
}

/**
 * Ends a cool-down because a user is waiting: the next call is the probe. Only if the duration was an estimate; a `Retry-After`
 * from Instagram is never overridden. `null`: a call without a known account, such as in an OAuth flow.
 */
export async function allowProbe(app: RateLimitContext, accountId: string | null): Promise<void> {
  const appWide = [appScopeKey(app), ...blockScopeKeys(app)];
  await endCooldown(app.db, accountId === null ? appWide : [...appWide, accountId], app.clock.now());
  app.circuits.clear();
}
