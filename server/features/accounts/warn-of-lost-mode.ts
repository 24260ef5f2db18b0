import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AppContext } from "../../app-context.js";
import { hasLiveAccount } from "./store.js";

/** Left in DATA_DIR by every live start: settings that are lost often take DATABASE_URL with them. */
const MARK = "live-server";
const MARK_TEXT = "A live server has used this folder. A start without INSTAGRAM_APP_ID warns of it.\n";

/**
 * The warning for the banner and the log when this start is a sandbox, which everybody may read and connect to, and a live
 * server was here before: its settings may have been lost. Null for every other start.
 */
export async function warnOfModeChange(app: AppContext): Promise<string | null> {
  const { mode, dataDir } = app.config;
  const mark = join(dataDir, MARK);
  if (mode === "live") {
    writeFileSync(mark, MARK_TEXT);
    return null;
  }
  const isLost = existsSync(mark) || (await hasLiveAccount(app.db));
  if (!isLost) return null;
  app.log.warn("this was a live server, and starts as a sandbox");
  return `this was a live server, and starts as a sandbox, which is open to everybody; its live accounts are not served: set INSTAGRAM_APP_ID and INSTAGRAM_APP_SECRET again, or remove ${mark} and the live accounts`;
}
