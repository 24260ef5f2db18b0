import type { Canvas } from "./draw-poster.js";
import { between, pick } from "./seed.js";

/** A soft gradient as background. */
export function drawGround({ widthPx, heightPx, palette, random }: Canvas): string {
  const tilt = between(random, -0.3, 0.3).toFixed(2);
  return `<defs><linearGradient id="ground" x1="0" y1="0" x2="${tilt}" y2="1"><stop offset="0" stop-color="${palette.ground[0]}"/><stop offset="1" stop-color="${palette.ground[1]}"/></linearGradient></defs><rect width="${widthPx}" height="${heightPx}" fill="url(#ground)"/>`;
}

/** A sun over ranges of hills, each darker than the one behind it. */
export function drawHills(canvas: Canvas): string {
  const { widthPx, heightPx, random, palette } = canvas;
  const radius = Math.min(widthPx, heightPx) * between(random, 0.12, 0.22);
  const sunX = widthPx * between(random, 0.25, 0.75);
  const sunY = heightPx * between(random, 0.22, 0.4);
  const sun = `<circle cx="${sunX}" cy="${sunY}" r="${radius * 1.7}" fill="${palette.accents[1]}" opacity="0.25"/><circle cx="${sunX}" cy="${sunY}" r="${radius}" fill="${palette.accents[0]}"/>`;
  const ranges = palette.tones.map((tone, range) => {
    const base = heightPx * (0.44 + range * 0.125);
    const height = heightPx * between(random, 0.03, 0.08);
    const waves = between(random, 0.7, 1.6);
    const shift = between(random, 0, Math.PI * 2);
    const ridge = Array.from({ length: 41 }, (_, step) => {
      const along = (step / 40) * Math.PI * 2;
      const y = base + height * (Math.sin(along * waves + shift) + 0.35 * Math.sin(along * waves * 2.7 + shift * 2));
      return `${((step / 40) * widthPx).toFixed(1)},${y.toFixed(1)}`;
    });
    return `<polygon points="0,${heightPx} ${ridge.join(" ")} ${widthPx},${heightPx}" fill="${tone}"/>`;
  });
  return drawGround(canvas) + sun + ranges.join("");
}

/** Nested arches side by side. */
export function drawArches(canvas: Canvas): string {
  const { widthPx, heightPx, random, palette } = canvas;
  const count = widthPx > heightPx ? 3 : 1 + Math.floor(random() * 2);
  const step = widthPx / (count + 0.3);
  const floor = heightPx * 0.84;
  const arches = Array.from({ length: count }, (_, place) => {
    const middle = step * (place + 0.65);
    const outer = Math.min(step * 0.46, heightPx * 0.4);
    const rise = Math.max(0, Math.min(heightPx * between(random, 0.1, 0.35), floor - outer - heightPx * 0.08));
    const rings = [palette.tones[3], palette.tones[1], palette.accents[0], palette.accents[1], palette.tones[2]];
    return rings
      .map((colour, ring) => {
        const radius = outer * (1 - ring * 0.19);
        return `<path d="M${middle - radius} ${floor}v${-rise}a${radius} ${radius} 0 0 1 ${radius * 2} 0v${rise}z" fill="${colour}"/>`;
      })
      .join("");
  });
  const disc = `<circle cx="${widthPx * between(random, 0.15, 0.85)}" cy="${heightPx * 0.16}" r="${Math.min(widthPx, heightPx) * 0.07}" fill="${palette.accents[2]}"/>`;
  const shelf = `<rect y="${floor}" width="${widthPx}" height="${heightPx - floor}" fill="${palette.tones[4]}"/>`;
  return drawGround(canvas) + disc + arches.join("") + shelf;
}

/** Square tiles of quarter circles, leaves and discs. */
export function drawTiles(canvas: Canvas): string {
  const { widthPx, heightPx, random, palette } = canvas;
  const columns = 3 + Math.floor(random() * 3);
  const side = widthPx / columns;
  const rows = Math.ceil(heightPx / side);
  const colours = [...palette.tones, ...palette.accents, palette.ground[0]] as [string, ...string[]];
  const tiles = Array.from({ length: columns * rows }, (_, place) => {
    const back = pick(random, colours);
    const front = pick(random, colours.filter((colour) => colour !== back) as [string, ...string[]]);
    const shape = pick(random, TILES)(side);
    const x = (place % columns) * side;
    const y = Math.floor(place / columns) * side;
    const turn = Math.floor(random() * 4) * 90;
    return `<g transform="translate(${x} ${y}) rotate(${turn} ${side / 2} ${side / 2})"><rect width="${side + 1}" height="${side + 1}" fill="${back}"/><g fill="${front}">${shape}</g></g>`;
  });
  return drawGround(canvas) + tiles.join("");
}

const TILES: readonly [(side: number) => string, ...((side: number) => string)[]] = [
  (side) => `<path d="M0 0h${side}a${side} ${side} 0 0 1 ${-side} ${side}z"/>`,
  (side) => `<path d="M0 0a${side} ${side} 0 0 1 ${side} ${side}a${side} ${side} 0 0 1 ${-side} ${-side}z"/>`,
  (side) => `<circle cx="${side / 2}" cy="${side / 2}" r="${side * 0.36}"/>`,
  (side) => `<path d="M0 ${side / 2}a${side / 2} ${side / 2} 0 0 1 ${side} 0z"/>`,
  (side) => `<path d="M0 0h${side}l${-side} ${side}z"/>`,
];

/** Broad slanted stripes behind one disc. */
export function drawStripes(canvas: Canvas): string {
  const { widthPx, heightPx, random, palette } = canvas;
  const reach = Math.hypot(widthPx, heightPx);
  const broad = reach / (9 + Math.floor(random() * 6));
  const turn = pick(random, [-60, -45, -30, 30, 45, 60]);
  const colours = [...palette.tones, palette.accents[0], palette.ground[0]] as [string, ...string[]];
  const stripes = Array.from(
    { length: Math.ceil((reach * 2) / broad) },
    (_, place) =>
      `<rect x="${place * broad - reach}" y="${-reach}" width="${broad + 1}" height="${reach * 3}" fill="${pick(random, colours)}"/>`,
  );
  const radius = Math.min(widthPx, heightPx) * between(random, 0.24, 0.34);
  const x = widthPx * between(random, 0.4, 0.6);
  const y = heightPx * between(random, 0.4, 0.6);
  return `${drawGround(canvas)}<g transform="rotate(${turn} ${widthPx / 2} ${heightPx / 2})">${stripes.join("")}</g><circle cx="${x}" cy="${y}" r="${radius}" fill="${palette.accents[2]}"/><path d="M${x - radius} ${y}a${radius} ${radius} 0 0 0 ${radius * 2} 0z" fill="${palette.tones[4]}"/>`;
}
