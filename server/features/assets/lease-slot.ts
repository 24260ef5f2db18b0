import { SECOND_MS } from "../../lib/clock.js";
import { QueueFullError } from "../../lib/concurrency.js";
import type { PassingVideo } from "./asset-runtime.js";

/** Concurrent streams; each uses some hundred kB, however slow its reader. */
const FILMS_MAX = 50;
/** A player with a full buffer reads nothing for minutes; after this time its slot may be taken. */
const PAUSE_MS = 30 * SECOND_MS;

/**
 * Takes a slot for a video stream; if none is free, that of the longest pause.
 *
 * @throws {QueueFullError} when all slots have active readers
 */
export function leaseSlot(streams: Set<PassingVideo>, nowMs: number): PassingVideo {
  if (streams.size >= FILMS_MAX) {
    const since = (stream: PassingVideo) => stream.pausedSinceMs ?? Number.POSITIVE_INFINITY;
    const [longest] = [...streams].sort((a, b) => since(a) - since(b));
    if (!longest || since(longest) > nowMs - PAUSE_MS) throw new QueueFullError("Too many videos are streamed.");
    streams.delete(longest);
    longest.end();
  }
  const stream: PassingVideo = { pausedSinceMs: null, end: () => {} };
  streams.add(stream);
  return stream;
}
