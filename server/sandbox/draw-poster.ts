import { drawArches, drawHills, drawStripes, drawTiles } from "./draw-patterns.js";
import { drawBouquet, drawLoaves, drawTower, drawWheel } from "./draw-subjects.js";
import { type Palette, paletteOf } from "./palettes.js";
import { pick, type Random, seededRandom } from "./seed.js";

export interface Canvas {
  widthPx: number;
  heightPx: number;
  random: Random;
  palette: Palette;
}

type Composition = (canvas: Canvas) => string;

/**
 * An abstract poster as SVG: the seed determines every line, the account's key the colours and subjects.
 *
 * Without letters, so that it needs no font.
 */
export function drawPoster(input: { key: string; seed: string; widthPx: number; heightPx: number }): string {
  const { key, seed, widthPx, heightPx } = input;
  const canvas: Canvas = { widthPx, heightPx, random: seededRandom(`poster ${seed}`), palette: paletteOf(key) };
  const compose = pick(canvas.random, REPERTOIRE[key] ?? [drawHills, drawArches, drawTiles]);
  const print = key === "archive" ? drawMount(canvas) : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}">${compose(canvas)}${print}</svg>`;
}

const REPERTOIRE: Record<string, readonly [Composition, ...Composition[]]> = {
  bakery: [drawLoaves, drawLoaves, drawArches, drawHills, drawTiles],
  florist: [drawBouquet, drawBouquet, drawBouquet, drawHills, drawTiles],
  garage: [drawWheel, drawWheel, drawStripes, drawTiles],
  archive: [drawHills, drawArches, drawWheel, drawTower],
  traveller: [drawHills, drawHills, drawArches, drawStripes],
  museum: [drawTiles, drawArches, drawStripes, drawWheel],
  lighthouse: [drawTower, drawTower, drawHills],
  hobby: [drawHills, drawBouquet],
};

/** The white border of a mounted print. */
function drawMount({ widthPx, heightPx, palette }: Canvas): string {
  const edge = Math.min(widthPx, heightPx) * 0.05;
  return `<rect x="${edge / 2}" y="${edge / 2}" width="${widthPx - edge}" height="${heightPx - edge}" fill="none" stroke="${palette.accents[1]}" stroke-width="${edge}"/>`;
}
