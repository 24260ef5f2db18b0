import { NEXT_STEPS } from "../../instagram/cause-steps.js";
import type { Admit } from "../../instagram/client.js";
import { InstagramFailure, type Withheld } from "../../instagram/errors.js";
import { passageOf } from "./circuit.js";
import type { AppStanding } from "./circuit-state.js";
import { appSubject, blockSubject, readStanding, type TrafficWorld } from "./read-circuit.js";
import { createCallWindow } from "./recent-calls.js";
import { noteAnswer } from "./record-response.js";
import { takeProbe } from "./store.js";

/** How soon another process's probing call is decided. */
const PROBE_WAIT_MS = 5_000;

/**
 * The gate that every attempt to call Instagram passes, whoever makes it, in every process. While it throttles the app or
 * the account, or fails in mass, an attempt is withheld: it ends with an `InstagramFailure` that says until when, and
 * counts as no failure of the account. What Instagram answers is noted where it changes that.
 */
export function admitCalls(world: TrafficWorld): Admit {
  const window = createCallWindow();
  return async (asked) => {
    const now = world.clock.now();
    const standing = await readStanding(world, asked.accountId, asked.call);
    const passage = passageOf(standing, now);
    if (passage !== "FREE" && passage !== "PROBE") throw withheldFailure(passage, now);
    const isAppProbe = standing.app.state !== "CLOSED";
    const subject = isAppProbe ? appSubject(world) : blockSubject(world, asked.call);
    if (passage === "PROBE" && !(await takeProbe(world.db, subject, now))) {
      const until = new Date(now.getTime() + PROBE_WAIT_MS);
      throw withheldFailure({ scope: "APP", cause: causeOf(isAppProbe ? standing.app : standing.block), until }, now);
    }
    const isProbe = passage === "PROBE" && isAppProbe;
    return async (came) => {
      try {
        return await noteAnswer(world, { asked, came, standing, isProbe, window });
      } catch (error) {
        // An answer is never lost for this: it may hold a token that is not given twice.
        if (!world.outage.explains(error))
          world.log.warn({ accountId: asked.accountId, err: error }, "traffic not noted");
        return came.failure;
      }
    };
  };
}

function causeOf({ reason }: AppStanding): Withheld["cause"] {
  if (reason === "APP_BLOCKED") return reason;
  return reason === "RATE_LIMITED" ? "INSTAGRAM_RATE_LIMITED" : "INSTAGRAM_UNAVAILABLE";
}

function withheldFailure(withheld: Withheld, now: Date): InstagramFailure {
  const { scope, cause, until } = withheld;
  const whom = scope === "APP" ? "this app" : "this account";
  return new InstagramFailure(
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
      neverSent: true,
      withheld,
    },
  );
}
