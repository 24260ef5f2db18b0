import type { AppContext } from "../../app-context.js";
import { type AssetRuntime, assetRuntime } from "./asset-runtime.js";

/**
 * Remembers how much room everything takes, and tells the log and the status when the originals alone are beyond
 * FILES_MAX_BYTES, so that copying stops, and when that is over. False when it is so.
 */
export function recordUsage(app: AppContext, room: NonNullable<AssetRuntime["room"]>): boolean {
  const workshop = assetRuntime(app);
  const { filesMaxBytes } = app.config;
  const isOver = filesMaxBytes !== null && room.bytes > filesMaxBytes;
  const measured = { bytes: room.bytes, filesMaxBytes };
  workshop.room = room;
  if (isOver && workshop.full !== "LIMIT_REACHED") {
    app.log.warn(measured, "files are not copied: the originals alone are beyond FILES_MAX_BYTES");
    workshop.full = "LIMIT_REACHED";
  }
  if (!isOver && workshop.full === "LIMIT_REACHED") {
    app.log.info(measured, "files are copied again");
    workshop.full = null;
  }
  return !isOver;
}
