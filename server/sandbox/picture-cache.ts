import sharp from "sharp";
import { drawPoster } from "./draw-poster.js";

export interface PictureWish {
  /** The cast's key. */
  key: string;
  seed: string;
  widthPx: number;
  heightPx: number;
}

/** JPEGs, made when first asked for and kept in memory while there is room. */
export interface PictureCache {
  read(wish: PictureWish): Promise<Buffer>;
}

const KEPT_BYTES_MAX = 48 * 1024 * 1024;
/** How many are drawn at once; the rest wait, so that the process stays answering. */
const DRAWING_MAX = 2;

export function createPictureCache(): PictureCache {
  const kept = new Map<string, Buffer>();
  const underway = new Map<string, Promise<Buffer>>();
  const gate = createGate(DRAWING_MAX);
  let keptBytes = 0;

  function keep(seed: string, picture: Buffer): void {
    kept.set(seed, picture);
    keptBytes += picture.length;
    for (const [oldest, { length }] of kept) {
      if (keptBytes <= KEPT_BYTES_MAX) return;
      kept.delete(oldest);
      keptBytes -= length;
    }
  }

  return {
    async read(wish) {
      const known = kept.get(wish.seed) ?? underway.get(wish.seed);
      if (known) return known;
      const drawing = gate(() => drawJpeg(wish));
      underway.set(wish.seed, drawing);
      try {
        const picture = await drawing;
        keep(wish.seed, picture);
        return picture;
      } finally {
        underway.delete(wish.seed);
      }
    },
  };
}

function drawJpeg(wish: PictureWish): Promise<Buffer> {
  return sharp(Buffer.from(drawPoster(wish)))
    .jpeg({ quality: 88, chromaSubsampling: "4:4:4" })
    .toBuffer();
}

/** Lets `width` tasks through at once, in the order they came. */
function createGate(width: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
