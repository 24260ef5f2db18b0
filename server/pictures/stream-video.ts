import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { workshopOf } from "../files/workshop.js";
import type { World } from "../world.js";
import { CopyFailure } from "./copy-failure.js";
import { fileType } from "./file-type.js";
import type { Found } from "./find-picture.js";
import { demandToken, freshSource } from "./fresh-source.js";
import { openSource } from "./open-source.js";
import { signatureExpiry } from "./signature-expiry.js";

const ADDRESSES_MAX = 5_000;
const BYTES_MAX = 500 * 1024 ** 2;
const HEAD_BYTES = 16;

/** A video on its way through, as Instagram's host answers: the range that was asked for, or the whole. */
export interface VideoStream {
  status: number;
  contentLength: string | undefined;
  contentRange: string | undefined;
  body: Readable;
}

/**
 * Streams a video that is not kept from Instagram's newest address, which is asked for by the post's id, remembered in
 * memory until it expires, and asked for once however many wait for it.
 *
 * @throws {CopyFailure} when there is none: TOKEN_DEAD without a token that works
 * @throws {GateFull} when as many videos are streamed as this process may
 */
export async function streamVideo(world: World, found: Found, range: string | undefined): Promise<VideoStream> {
  await demandToken(world, found.accountId);
  return await new Promise((resolve, reject) => {
    const stream = async () => {
      const answer = await openNewest(world, found, range);
      const body = Readable.from(checked(answer, !range || /^bytes=0-/.test(range)), { objectMode: false });
      body.once("close", () => answer.destroy());
      const { "content-length": contentLength, "content-range": contentRange } = answer.headers;
      resolve({ status: answer.statusCode ?? 200, contentLength, contentRange, body });
      if (!body.closed) await once(body, "close");
    };
    workshopOf(world).streaming.pass(stream).catch(reject);
  });
}

async function openNewest(world: World, found: Found, range: string | undefined): Promise<IncomingMessage> {
  const { addresses } = workshopOf(world);
  const known = await newestAddress(world, found);
  try {
    return await openSource(world, known, { range });
  } catch (error) {
    if (!(error instanceof CopyFailure) || !error.details.isSignature) throw error;
    if (addresses.get(found.key) === known) addresses.delete(found.key);
    return await openSource(world, await newestAddress(world, found), { range });
  }
}

async function newestAddress(world: World, found: Found): Promise<string> {
  const { addresses, once } = workshopOf(world);
  const known = addresses.get(found.key);
  const now = world.clock.now();
  if (known && signatureExpiry(known, now) > now) return known;
  return await once(`address ${found.key}`, async () => {
    const fresh = await freshSource(world, found);
    addresses.delete(found.key);
    addresses.set(found.key, fresh);
    const [oldest] = addresses.keys();
    if (addresses.size > ADDRESSES_MAX && oldest !== undefined) addresses.delete(oldest);
    return fresh;
  });
}

/** Ends a body that is no video by its first bytes, or has no end. */
async function* checked(answer: IncomingMessage, isFromStart: boolean): AsyncGenerator<Buffer> {
  let head = isFromStart && answer.statusCode !== 416 ? Buffer.alloc(0) : null;
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BYTES_MAX) throw new CopyFailure("TOO_LARGE");
    if (!head) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < HEAD_BYTES) continue;
    if (fileType(head) !== "video/mp4") throw new CopyFailure("WRONG_TYPE");
    yield head;
    head = null;
  }
  // A range of a few bytes, as players ask for it first.
  if (head && head.length > 0) yield head;
}
