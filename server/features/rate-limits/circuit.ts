import type { BlockedCall } from "../../instagram/errors.js";
import type { CircuitState } from "./circuit-state.js";

/** Whether a call may be made at `now`: FREE, as the one that PROBEs, or withheld until an instant. */
export function decide({ appWide, block, account }: CircuitState, now: Date): "ALLOW" | "PROBE" | BlockedCall {
  const isThrottled = appWide.reason === "RATE_LIMITED";
  // A person who connects is let through an outage: their code is good once, and nothing of the schedule waits for it.
  const isBarred = appWide.state !== "CLOSED" && (account !== null || isThrottled);
  if (isBarred && appWide.state === "OPEN") {
    return {
      scope: "APP",
      cause: isThrottled ? "INSTAGRAM_RATE_LIMITED" : "INSTAGRAM_UNAVAILABLE",
      until: appWide.until ?? now,
    };
  }
  if (account && block.state === "OPEN") return { scope: "APP", cause: "APP_BLOCKED", until: block.until ?? now };
  if (account?.blockedUntil) {
    return { scope: "ACCOUNT", cause: "INSTAGRAM_RATE_LIMITED", until: account.blockedUntil };
  }
  return isBarred || (account && block.state !== "CLOSED") ? "PROBE" : "ALLOW";
}
