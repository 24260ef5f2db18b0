import type { AppContext } from "../../app-context.js";
import { MINUTE_MS } from "../../lib/clock.js";
import { type AssetRuntime, assetRuntime, type FilesFull } from "./asset-runtime.js";
import { deletePending } from "./delete-unreferenced.js";
import { deleteOldestSizes, sumBytes } from "./store.js";

/** How often the sum is read; in between, this process's additions count. By the machine's time. */
const SUM_EVERY_MS = MINUTE_MS;

/** Whether FILES_MAX_BYTES allows more copies; frees space if possible. Called every one or two pictures. */
export async function hasRoom(app: AppContext): Promise<boolean> {
  const { filesMaxBytes } = app.config;
  const { room, full } = assetRuntime(app);
  if (filesMaxBytes === null) return true;
  const isFresh = room !== null && performance.now() - room.summedMs < SUM_EVERY_MS;
  if (!isFresh) return await trimRenditions(app);
  if (room.bytes <= filesMaxBytes) return recordUsage(app, room);
  return full !== "LIMIT_REACHED" && (await trimRenditions(app));
}

/** False while the originals alone exceed FILES_MAX_BYTES, which stops copying; logs its begin and end. */
function recordUsage(app: AppContext, room: NonNullable<AssetRuntime["room"]>): boolean {
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

const BATCH = 200;

const BATCHES_MAX = 1_000;

/** Deletes the least recently read renditions, never originals. False if the originals alone exceed the limit. */
export async function trimRenditions(app: AppContext): Promise<boolean> {
  const { filesMaxBytes } = app.config;
  if (filesMaxBytes === null) return true;
  const before = await sumBytes(app.db);
  let bytes = before;
  for (let batch = 0; batch < BATCHES_MAX && bytes > filesMaxBytes; batch++) {
    const gone = await deleteOldestSizes(app.db, BATCH, bytes - filesMaxBytes);
    if (gone === 0) break;
    bytes -= gone;
  }
  if (bytes < before) app.background.start("remove bytes", (signal) => deletePending(app, signal));
  return recordUsage(app, { bytes, summedMs: performance.now() });
}

/** Whether this process copies pictures, or why not; stored files are served either way. */
export function filesStatus(app: AppContext): "ok" | FilesFull {
  return assetRuntime(app).full ?? "ok";
}
