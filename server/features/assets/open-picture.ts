import type { Readable } from "node:stream";
import type { AppContext } from "../../app-context.js";
import type { ByteRange } from "../../lib/byte-range.js";
import { isPassing } from "./copy-error.js";
import { copyOnDemand } from "./copy-on-demand.js";
import type { Copied } from "./copy-picture.js";
import { type Asset, type AssetRequest, findPicture, readPicture } from "./find-picture.js";
import { getRendition } from "./get-rendition.js";

export interface OpenPicture {
  found: Asset & { file: NonNullable<Asset["file"]> };
  /** Null if the bytes are lost and could not be restored. */
  body(range: ByteRange | null): Promise<Buffer | Readable | null>;
}

/** NONE: nothing to show. NOT_READY: perhaps soon. */
export type MissingAsset = "NONE" | "NOT_READY";

/**
 * The content of an address: its copy, created now if missing or lost. A video without a copy is returned as found, for
 * streaming.
 * @throws {QueueFullError} when too many requests wait
 */
export async function openPicture(app: AppContext, request: AssetRequest): Promise<OpenPicture | Asset | MissingAsset> {
  const found = await findPicture(app, request);
  if (!found || (found.kind === "VIDEO" && request.width !== null)) return "NONE";
  if (isCopied(found)) return opened(app, found, request);
  if (found.kind === "VIDEO") return found;
  const copied = await copyOnDemand(app, found);
  if (copied !== "COPIED") return isPassingOutcome(copied) ? "NOT_READY" : "NONE";
  const again = await readPicture(app, request);
  if (!again) return "NONE";
  return isCopied(again) ? opened(app, again, request) : "NOT_READY";
}

function isCopied(found: Asset): found is OpenPicture["found"] {
  return found.file !== null;
}

function opened(app: AppContext, found: OpenPicture["found"], request: AssetRequest): OpenPicture {
  return {
    found,
    async body(range) {
      const body = await readCopy(app, found, { request, range });
      if (body) return body;
      // Fetches a lost original again; a lost rendition was recreated above.
      if ((await copyOnDemand(app, found)) !== "COPIED") return null;
      const again = await readPicture(app, request);
      return again && isCopied(again) ? await readCopy(app, again, { request, range }) : null;
    },
  };
}

async function readCopy(
  app: AppContext,
  { file, size }: OpenPicture["found"],
  { request, range }: { request: AssetRequest; range: ByteRange | null },
): Promise<Buffer | Readable | null> {
  if (request.width === null) return (await app.files.open(file.name, range))?.body ?? null;
  const type = request.type === "image/webp" ? "image/webp" : "image/jpeg";
  const whole = await getRendition(app, { file, width: request.width, type, known: size });
  return whole && range ? whole.subarray(range.start, range.end + 1) : whole;
}

function isPassingOutcome(outcome: Exclude<Copied, "COPIED">): boolean {
  return outcome === "FULL" || isPassing(outcome);
}
