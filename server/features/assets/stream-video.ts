import { Readable } from "node:stream";
import type { AppContext } from "../../app-context.js";
import { HOUR_MS, SECOND_MS } from "../../lib/clock.js";
import { QueueFullError } from "../../lib/concurrency.js";
import type { FetchResponse } from "../../lib/fetch-public-url.js";
import { signatureExpiry } from "./allowed-url.js";
import { assetRuntime, type PassingVideo } from "./asset-runtime.js";
import { CopyError } from "./copy-error.js";
import { fetchSource } from "./fetch-source.js";
import { fileType } from "./file-type.js";
import type { Asset } from "./find-picture.js";
import { readVideo } from "./read-video.js";
import { refreshSourceUrl, requireToken } from "./refresh-source-url.js";

const ADDRESSES_MAX = 5_000;
const BYTES_MAX = 500 * 1024 ** 2;
const HEAD_BYTES = 16;
/** For a whole stream with its pauses; later the player requests the rest itself. */
const FILM_MS = 6 * HOUR_MS;

export interface VideoStream {
  status: number;
  contentLength: string | undefined;
  contentRange: string | undefined;
  body: Readable;
}

/**
 * Streams a video without a copy from Instagram's newest address. The address is requested by post id, cached until it expires;
 * concurrent callers share the request. The reader may pause; if all slots are taken, the longest pause loses its slot.
 *
 * @throws {CopyError} TOKEN_DEAD without a working token
 * @throws {QueueFullError} at the limit of concurrent streams
 */
export async function streamVideo(app: AppContext, found: Asset, range: string | undefined): Promise<VideoStream> {
  await requireToken(app, found.accountId);
  const { streams } = assetRuntime(app);
  const slot = leaseSlot(streams, performance.now());
  try {
    const open = (range: string | undefined) => openNewest(app, found, range);
    const answer = await open(range);
    const isFromStart = (!range || /^bytes=0-/.test(range)) && answer.status !== 416;
    const body = Readable.from(checked(readVideo(answer, open), { slot, isFromStart }), { objectMode: false });
    const timer = setTimeout(() => body.destroy(new CopyError("UNAVAILABLE")), FILM_MS).unref();
    slot.end = () => body.destroy(new CopyError("UNAVAILABLE"));
    body.once("close", () => {
      clearTimeout(timer);
      streams.delete(slot);
      answer.body.destroy();
    });
    const { "content-length": contentLength, "content-range": contentRange } = answer.headers;
    return { status: answer.status, contentLength, contentRange, body };
  } catch (error) {
    streams.delete(slot);
    throw error;
  }
}

async function openNewest(app: AppContext, found: Asset, range: string | undefined): Promise<FetchResponse> {
  const { addresses } = assetRuntime(app);
  const known = await newestAddress(app, found);
  try {
    return await fetchSource(app, known, { range });
  } catch (error) {
    if (!(error instanceof CopyError) || !error.details.isSignature) throw error;
    if (addresses.get(found.key) === known) addresses.delete(found.key);
    return await fetchSource(app, await newestAddress(app, found), { range });
  }
}

async function newestAddress(app: AppContext, found: Asset): Promise<string> {
  const { addresses, once } = assetRuntime(app);
  const known = addresses.get(found.key);
  const now = app.clock.now();
  if (known && signatureExpiry(known, now) > now) return known;
  return await once(`address ${found.key}`, async () => {
    const fresh = await refreshSourceUrl(app, found);
    addresses.delete(found.key);
    addresses.set(found.key, fresh);
    const [oldest] = addresses.keys();
    if (addresses.size > ADDRESSES_MAX && oldest !== undefined) addresses.delete(oldest);
    return fresh;
  });
}

/** Stops a body whose first bytes are not a video's, or that has no end. */
async function* checked(
  pieces: AsyncIterable<Buffer>,
  { slot, isFromStart }: { slot: PassingVideo; isFromStart: boolean },
): AsyncGenerator<Buffer> {
  let head = isFromStart ? Buffer.alloc(0) : null;
  let bytes = 0;
  for await (const chunk of pieces) {
    bytes += chunk.length;
    if (bytes > BYTES_MAX) throw new CopyError("TOO_LARGE");
    head = head && Buffer.concat([head, chunk]);
    if (head && head.length < HEAD_BYTES) continue;
    if (head && fileType(head) !== "video/mp4") throw new CopyError("WRONG_TYPE");
    slot.pausedSinceMs = performance.now();
    yield head ?? chunk;
    slot.pausedSinceMs = null;
    head = null;
  }
  // A range of a few bytes, as players first request.
  if (head && head.length > 0) yield head;
}

/** Concurrent streams; each uses some hundred kB, however slow its reader. */
const FILMS_MAX = 50;
/** A player with a full buffer reads nothing for minutes; after this time its slot may be taken. */
const PAUSE_MS = 30 * SECOND_MS;

/**
 * Takes a slot for a video stream; if none is free, that of the longest pause.
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
