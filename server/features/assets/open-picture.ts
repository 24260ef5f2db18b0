import type { Readable } from "node:stream";
import type { World } from "../../app-context.js";
import type { ByteRange } from "../../lib/byte-range.js";
import { copyOnDemand } from "./copy-on-demand.js";
import type { Copied } from "./copy-picture.js";
import { type Asset, type AssetRequest, findPicture } from "./find-picture.js";
import { getRendition } from "./get-rendition.js";
import { isPassing } from "./picture-failure.js";

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
 * @throws {GateFull} when too much is waiting
 */
export async function openPicture(world: World, wanted: AssetRequest): Promise<OpenPicture | Asset | MissingAsset> {
  const found = await findPicture(world, wanted);
  if (!found || (found.kind === "VIDEO" && wanted.width !== null)) return "NONE";
  if (isCopied(found)) return opened(world, found, wanted);
  if (found.kind === "VIDEO") return found;
  const copied = await copyOnDemand(world, found);
  if (copied !== "COPIED") return isPassingOutcome(copied) ? "NOT_READY" : "NONE";
  const again = await findPicture(world, wanted);
  if (!again) return "NONE";
  return isCopied(again) ? opened(world, again, wanted) : "NOT_READY";
}

function isCopied(found: Asset): found is OpenPicture["found"] {
  return found.file !== null;
}

function opened(world: World, found: OpenPicture["found"], wanted: AssetRequest): OpenPicture {
  return {
    found,
    async body(range) {
      const body = await readCopy(world, found, { wanted, range });
      if (body) return body;
      // Lost bytes are fetched anew; where the size alone was lost it was made again above.
      if ((await copyOnDemand(world, found)) !== "COPIED") return null;
      const again = await findPicture(world, wanted);
      return again && isCopied(again) ? await readCopy(world, again, { wanted, range }) : null;
    },
  };
}

async function readCopy(
  world: World,
  { file, size }: OpenPicture["found"],
  { wanted, range }: { wanted: AssetRequest; range: ByteRange | null },
): Promise<Buffer | Readable | null> {
  if (wanted.width === null) return (await world.files.open(file.name, range))?.body ?? null;
  const type = wanted.type === "image/webp" ? "image/webp" : "image/jpeg";
  const whole = await getRendition(world, { file, width: wanted.width, type, known: size });
  return whole && range ? whole.subarray(range.start, range.end + 1) : whole;
}

function isPassingOutcome(outcome: Exclude<Copied, "COPIED">): boolean {
  return outcome === "FULL" || isPassing(outcome);
}
