import { SECOND_MS } from "../../lib/clock.js";
import { QueueFullError } from "../../lib/concurrency.js";
import type { PassingVideo } from "./asset-runtime.js";

/** At once. Each holds some hundred kB, however slowly it is read. */
const FILMS_MAX = 50;
/** A player whose buffer is full reads nothing for minutes: so long it may, also when another one wants its place. */
const PAUSE_MS = 30 * SECOND_MS;

/**
 * Takes a place for a video on its way through: that of the one that has paused longest when there is no other.
 *
 * @throws {QueueFullError} when all places are taken by who reads
 */
export function leaseSlot(films: Set<PassingVideo>, nowMs: number): PassingVideo {
  if (films.size >= FILMS_MAX) {
    const since = (film: PassingVideo) => film.pausedSinceMs ?? Number.POSITIVE_INFINITY;
    const [longest] = [...films].sort((a, b) => since(a) - since(b));
    if (!longest || since(longest) > nowMs - PAUSE_MS) throw new QueueFullError("Too many videos are streamed.");
    films.delete(longest);
    longest.end();
  }
  const film: PassingVideo = { pausedSinceMs: null, end: () => {} };
  films.add(film);
  return film;
}
