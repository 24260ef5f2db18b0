import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AppContext } from "../../app-context.js";
import { hasLiveAccount } from "./store.js";

/** Every live start writes it to DATA_DIR, because lost settings often include DATABASE_URL. */
const MARK = "live-server";
const MARK_TEXT = "A live server has used this folder. A start without INSTAGRAM_APP_ID warns of it.\n";

/** Warns when this start is a sandbox, open to everyone, on a former live server: its settings may be lost. Null otherwise. */
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
