import type { Readable } from "node:stream";
import type { AppContext } from "../../app-context.js";
import type { ByteRange } from "../../lib/byte-range.js";
import { isPassing } from "./copy-error.js";
import { copyOnDemand } from "./copy-on-demand.js";
import type { Copied } from "./copy-picture.js";
import { type Asset, type AssetRequest, findPicture } from "./find-picture.js";
import { getRendition } from "./get-rendition.js";

/** A picture or kept video whose copy is there; `body` reads it. */
export interface OpenPicture {
  found: Asset & { file: NonNullable<Asset["file"]> };
  /** Null when the bytes were lost and did not come again. */
  body(range: ByteRange | null): Promise<Buffer | Readable | null>;
}

/** NONE: there is nothing to show. LATER: there may be in a moment. */
export type MissingAsset = "NONE" | "NOT_READY";

/**
 * What an address shows: its copy, made now where there is none yet or its bytes are lost. A video that has no copy comes
 * as found, to be streamed.
 *
 * @throws {QueueFullError} when too much is waiting
 */
export async function openPicture(app: AppContext, wanted: AssetRequest): Promise<OpenPicture | Asset | MissingAsset> {
  const found = await findPicture(app, wanted);
  if (!found || (found.kind === "VIDEO" && wanted.width !== null)) return "NONE";
  if (isCopied(found)) return opened(app, found, wanted);
  if (found.kind === "VIDEO") return found;
  const copied = await copyOnDemand(app, found);
  if (copied !== "COPIED") return isPassingOutcome(copied) ? "NOT_READY" : "NONE";
  const again = await findPicture(app, wanted);
  if (!again) return "NONE";
  return isCopied(again) ? opened(app, again, wanted) : "NOT_READY";
}

function isCopied(found: Asset): found is OpenPicture["found"] {
  return found.file !== null;
}

function opened(app: AppContext, found: OpenPicture["found"], wanted: AssetRequest): OpenPicture {
  return {
    found,
    async body(range) {
      const body = await readCopy(app, found, { wanted, range });
      if (body) return body;
      // Lost bytes are fetched anew; where the size alone was lost it was made again above.
      if ((await copyOnDemand(app, found)) !== "COPIED") return null;
      const again = await findPicture(app, wanted);
      return again && isCopied(again) ? await readCopy(app, again, { wanted, range }) : null;
    },
  };
}

async function readCopy(
  app: AppContext,
  { file, size }: OpenPicture["found"],
  { wanted, range }: { wanted: AssetRequest; range: ByteRange | null },
): Promise<Buffer | Readable | null> {
  if (wanted.width === null) return (await app.files.open(file.name, range))?.body ?? null;
  const type = wanted.type === "image/webp" ? "image/webp" : "image/jpeg";
  const whole = await getRendition(app, { file, width: wanted.width, type, known: size });
  return whole && range ? whole.subarray(range.start, range.end + 1) : whole;
}

function isPassingOutcome(outcome: Exclude<Copied, "COPIED">): boolean {
  return outcome === "FULL" || isPassing(outcome);
}
