import type { AppContext } from "../../app-context.js";
import { MINUTE_MS } from "../../lib/clock.js";
import { assetRuntime } from "./asset-runtime.js";
import { recordUsage } from "./note-room.js";
import { trimRenditions } from "./trim-renditions.js";

/** Summing is a statement; meanwhile what this process keeps is added up. By the machine's own time. */
const SUM_EVERY_MS = MINUTE_MS;

/** Whether more may be copied under FILES_MAX_BYTES; makes room for it where it can. Asked before each picture or two. */
export async function hasRoom(app: AppContext): Promise<boolean> {
  const { filesMaxBytes } = app.config;
  const { room, full } = assetRuntime(app);
  if (filesMaxBytes === null) return true;
  const isFresh = room !== null && performance.now() - room.summedMs < SUM_EVERY_MS;
  if (!isFresh) return await trimRenditions(app);
  if (room.bytes <= filesMaxBytes) return recordUsage(app, room);
  return full !== "LIMIT_REACHED" && (await trimRenditions(app));
}
