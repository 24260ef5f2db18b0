import sharp from "sharp";
import { createSemaphore, createSingleFlight } from "../lib/concurrency.js";
import { drawPoster } from "./draw-poster.js";

export interface PictureInput {
  /** The cast's key. */
  key: string;
  seed: string;
  widthPx: number;
  heightPx: number;
}

/** JPEGs, made when first asked for and kept in memory while there is room. */
export interface PictureCache {
  read(input: PictureInput): Promise<Buffer>;
}

const KEPT_BYTES_MAX = 48 * 1024 * 1024;
/** How many are drawn at once; the rest wait, so that the process stays answering. */
const DRAWING_MAX = 2;

export function createPictureCache(): PictureCache {
  const kept = new Map<string, Buffer>();
  const once = createSingleFlight();
  const drawing = createSemaphore(DRAWING_MAX, Number.POSITIVE_INFINITY);
  let keptBytes = 0;

  function keep(name: string, picture: Buffer): void {
    kept.set(name, picture);
    keptBytes += picture.length;
    for (const [oldest, { length }] of kept) {
      if (keptBytes <= KEPT_BYTES_MAX) return;
      kept.delete(oldest);
      keptBytes -= length;
    }
  }

  return {
    async read(input) {
      // A post that is made anew in another sandbox may have another side.
      const name = `${input.key} ${input.seed} ${input.widthPx}x${input.heightPx}`;
      const known = kept.get(name);
      if (known) return known;
      return await once(name, async () => {
        const picture = await drawing.pass(() => drawJpeg(input));
        keep(name, picture);
        return picture;
      });
    },
  };
}

function drawJpeg(input: PictureInput): Promise<Buffer> {
  return sharp(Buffer.from(drawPoster(input)))
    .jpeg({ quality: 88, chromaSubsampling: "4:4:4" })
    .toBuffer();
}
