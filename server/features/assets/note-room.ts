import type { World } from "../../app-context.js";
import { type AssetRuntime, assetRuntime } from "./asset-runtime.js";

/**
 * Remembers how much room everything takes, and tells the log and the status when the originals alone are beyond
 * FILES_MAX_BYTES, so that copying stops, and when that is over. False when it is so.
 */
export function recordUsage(world: World, room: NonNullable<AssetRuntime["room"]>): boolean {
  const workshop = assetRuntime(world);
  const { filesMaxBytes } = world.config;
  const isOver = filesMaxBytes !== null && room.bytes > filesMaxBytes;
  const measured = { bytes: room.bytes, filesMaxBytes };
  workshop.room = room;
  if (isOver && workshop.full !== "LIMIT_REACHED") {
    world.log.warn(measured, "files are not copied: the originals alone are beyond FILES_MAX_BYTES");
    workshop.full = "LIMIT_REACHED";
  }
  if (!isOver && workshop.full === "LIMIT_REACHED") {
    world.log.info(measured, "files are copied again");
    workshop.full = null;
  }
  return !isOver;
}
