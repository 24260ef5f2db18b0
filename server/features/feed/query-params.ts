import type { World } from "../../app-context.js";
import type { Sight } from "../../viewer.js";
import type { StatementInput } from "./statement.js";

/** What every feed statement binds: this instant, and who is in sight. */
export function feedInput(world: World, sight: Sight): StatementInput {
  const now = world.clock.now();
  return {
    now: now.toISOString(),
    staleBefore: new Date(now.getTime() - 2 * world.config.syncEveryMs).toISOString(),
    appId: sight.appId,
    ownAccountId: sight.ownAccountId,
    sightIds: sight.accountIds,
    filesUrl: `${world.config.publicUrl}/files/`,
  };
}
