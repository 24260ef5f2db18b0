import type { Admit } from "../instagram/client.js";
import { InstagramFailure, type Withheld } from "../instagram/failures.js";
import { createCallWindow } from "./call-window.js";
import { noteAnswer } from "./note-answer.js";
import { passageOf } from "./passage.js";
import { appSubject, readStanding, type TrafficWorld } from "./read-standing.js";
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
    const standing = await readStanding(world, asked.accountId);
    const passage = passageOf(standing, now);
    if (passage !== "FREE" && passage !== "PROBE") throw withheldFailure(passage, now);
    const isProbe = passage === "PROBE";
    if (isProbe && !(await takeProbe(world.db, appSubject(world), now))) {
      const cause = standing.app.reason === "RATE_LIMITED" ? "INSTAGRAM_RATE_LIMITED" : "INSTAGRAM_UNAVAILABLE";
      throw withheldFailure({ scope: "APP", cause, until: new Date(now.getTime() + PROBE_WAIT_MS) }, now);
    }
    return async (came) => {
      try {
        return await noteAnswer(world, { asked, came, standing, isProbe, window });
      } catch (error) {
        // An answer is never lost for this: it may hold a token that is not given twice.
        world.log.warn({ accountId: asked.accountId, err: error }, "traffic not noted");
        return came.failure;
      }
    };
  };
}

function withheldFailure(withheld: Withheld, now: Date): InstagramFailure {
  const { scope, cause, until } = withheld;
  const whom = scope === "APP" ? "this app" : "this account";
  const isThrottled = cause === "INSTAGRAM_RATE_LIMITED";
  return new InstagramFailure(
    isThrottled
      ? `Instagram is throttling ${whom}; nothing was asked of it.`
      : "Instagram answers too many calls with failures; nothing was asked of it.",
    {
      failureCause: cause,
      nextStep: `Try again from ${until.toISOString()} on; until then nothing is asked of Instagram${scope === "APP" ? "" : " for this account"}.`,
      retryAfterS: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1_000)),
      neverSent: true,
      withheld,
    },
  );
}
