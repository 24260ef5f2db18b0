import type { AppContext } from "../../app-context.js";
import { type AssetRuntime, assetRuntime } from "./asset-runtime.js";

/**
 * Remembers how much room everything takes, and tells the log and the status when the originals alone are beyond
 * FILES_MAX_BYTES, so that copying stops, and when that is over. False when it is so.
 */
export function recordUsage(app: AppContext, room: NonNullable<AssetRuntime["room"]>): boolean {
  const runtime = assetRuntime(app);
  const { filesMaxBytes } = app.config;
  const isOver = filesMaxBytes !== null && room.bytes > filesMaxBytes;
  const measured = { bytes: room.bytes, filesMaxBytes };
  runtime.room = room;
  if (isOver && runtime.full !== "LIMIT_REACHED") {
    app.log.warn(measured, "files are not copied: the originals alone are beyond FILES_MAX_BYTES");
    runtime.full = "LIMIT_REACHED";
  }
  if (!isOver && runtime.full === "LIMIT_REACHED") {
    app.log.info(measured, "files are copied again");
    runtime.full = null;
  }
  return !isOver;
}
