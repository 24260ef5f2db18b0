import { createSemaphore, createSingleFlight } from "../lib/concurrency.js";
import { sharp } from "../lib/sharp.js";
import { drawPoster } from "./draw-poster.js";

export interface PictureInput {
  key: string;
  seed: string;
  widthPx: number;
  heightPx: number;
}

/** JPEGs, created on first use and cached in memory up to a limit. */
export interface PictureCache {
  read(input: PictureInput): Promise<Buffer>;
}

/** The server asks for each picture once, and draws what is asked again. */
const CACHED_BYTES_MAX = 8 * 1024 * 1024;
const DRAWING_MAX = 2;

export function createPictureCache(): PictureCache {
  const cached = new Map<string, Buffer>();
  const once = createSingleFlight();
  const drawing = createSemaphore(DRAWING_MAX, Number.POSITIVE_INFINITY);
  let cachedBytes = 0;

  function keep(name: string, picture: Buffer): void {
    cached.set(name, picture);
    cachedBytes += picture.length;
    for (const [oldest, { length }] of cached) {
      if (cachedBytes <= CACHED_BYTES_MAX) return;
      cached.delete(oldest);
      cachedBytes -= length;
    }
  }

  return {
    async read(input) {
      // The same post may have another size in another sandbox.
      const name = `${input.key} ${input.seed} ${input.widthPx}x${input.heightPx}`;
      const known = cached.get(name);
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
