import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigFaults } from "../config.js";
import type { World } from "../world.js";
import { hasLiveAccount } from "./store.js";

/** Left in DATA_DIR by every live start: settings that are lost often take DATABASE_URL with them. */
const MARK = "live-server";
const MARK_TEXT =
  "A live server has used this folder. A start without INSTAGRAM_APP_ID is refused, unless SANDBOX=on.\n";

/**
 * Refuses to become a sandbox, which anybody may read and connect to, where a live server was: its settings were lost.
 *
 * @throws {ConfigFaults}
 */
export async function demandKnownMode(world: World): Promise<void> {
  const { mode, dataDir, sandboxIsMeant } = world.config;
  const mark = join(dataDir, MARK);
  if (mode === "live") return writeFileSync(mark, MARK_TEXT);
  if (sandboxIsMeant) return;
  const found = existsSync(mark) ? `${mark} says` : (await hasLiveAccount(world.db)) ? "the accounts here say" : null;
  if (found === null) return;
  const problem = `is unset, but ${found} that this was a live server, and a sandbox is open to everybody. Set it with INSTAGRAM_APP_SECRET again, or say with SANDBOX=on that a sandbox is meant`;
  throw new ConfigFaults([{ name: "INSTAGRAM_APP_ID", problem }]);
}
