import { type Palette, paletteOf } from "./palettes.js";
import { between, pick, type Random, seededRandom } from "./seed.js";

export interface Canvas {
  widthPx: number;
  heightPx: number;
  random: Random;
  palette: Palette;
}

type Composition = (canvas: Canvas) => string;

/** The seed determines every line, the account's key the colours. Without letters, so that it needs no font. */
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
  pottery: [drawArches, drawArches, drawTiles, drawHills],
  roastery: [drawStripes, drawWheel, drawArches, drawHills],
};

function drawMount({ widthPx, heightPx, palette }: Canvas): string {
  const edge = Math.min(widthPx, heightPx) * 0.05;
  return `<rect x="${edge / 2}" y="${edge / 2}" width="${widthPx - edge}" height="${heightPx - edge}" fill="none" stroke="${palette.accents[1]}" stroke-width="${edge}"/>`;
}

function drawLoaves(canvas: Canvas): string {
  const { widthPx, heightPx, random, palette } = canvas;
  const table = heightPx * between(random, 0.66, 0.76);
  const unit = Math.min(widthPx, heightPx);
  const count = widthPx > heightPx ? 4 : 2 + Math.floor(random() * 2);
  const loaves = Array.from({ length: count }, (_, place) => {
    const width = Math.min((widthPx * 0.86) / count, unit * 0.6) * between(random, 0.95, 1.2);
    const height = width * between(random, 0.5, 0.72);
    const x = widthPx * 0.07 + ((place + 0.5) * widthPx * 0.86) / count;
    return drawLoaf(canvas, { x, floor: table + unit * between(random, 0.05, 0.16), width, height });
  });
  const board = `<rect y="${table}" width="${widthPx}" height="${heightPx - table}" fill="${palette.tones[3]}"/><rect y="${table}" width="${widthPx}" height="${unit * 0.018}" fill="${palette.tones[4]}" opacity="0.55"/>`;
  const disc = `<circle cx="${widthPx * between(random, 0.2, 0.8)}" cy="${heightPx * 0.26}" r="${unit * between(random, 0.14, 0.22)}" fill="${pick(random, [palette.accents[0], palette.accents[1], palette.accents[2]])}"/>`;
  return drawGround(canvas) + disc + board + loaves.join("");
}

interface Place {
  x: number;
  floor: number;
  width: number;
  height: number;
}

function drawLoaf({ random, palette }: Canvas, { x, floor, width, height }: Place): string {
  const half = width / 2;
  const left = x - half;
  const crust = pick(random, [palette.tones[1], palette.tones[2]]);
  const back = `M${left} ${floor}q0 ${-height} ${half} ${-height}q${half} 0 ${half} ${height}q0 ${height * 0.12} ${-half * 0.2} ${height * 0.12}h${-half * 1.6}q${-half * 0.2} 0 ${-half * 0.2} ${-height * 0.12}z`;
  const scores = [-0.45, -0.05, 0.35].map((across) => {
    const from = x + across * half - half * 0.08;
    return `<path d="M${from} ${floor - height * 0.45}q${half * 0.06} ${-height * 0.3} ${half * 0.28} ${-height * 0.36}" fill="none" stroke="${palette.accents[1]}" stroke-width="${height * 0.075}" stroke-linecap="round"/>`;
  });
  const shade = `<ellipse cx="${x}" cy="${floor + height * 0.14}" rx="${half * 1.02}" ry="${height * 0.09}" fill="${palette.tones[4]}" opacity="0.5"/>`;
  const light = `<path d="M${left + half * 0.16} ${floor - height * 0.2}q${half * 0.1} ${-height * 0.58} ${half * 0.7} ${-height * 0.7}" fill="none" stroke="${palette.tones[0]}" stroke-width="${height * 0.06}" stroke-linecap="round" opacity="0.7"/>`;
  return `${shade}<path d="${back}" fill="${crust}"/>${light}${scores.join("")}`;
}

function drawBouquet(canvas: Canvas): string {
  const { widthPx, heightPx, random, palette } = canvas;
  const unit = Math.min(widthPx, heightPx);
  const count = 5 + Math.floor(random() * 4);
  const foot = { x: widthPx * between(random, 0.44, 0.56), y: heightPx * 1.04 };
  const stems = Array.from({ length: count }, (_, place) => {
    const fan = count === 1 ? 0 : place / (count - 1) - 0.5;
    const x = widthPx * (0.5 + fan * 0.82);
    const y = heightPx * (between(random, 0.14, 0.34) + Math.abs(fan) * 0.36);
    const bend = `${foot.x + (x - foot.x) * 0.25} ${heightPx * 0.6}`;
    const stem = `<path d="M${foot.x} ${foot.y}Q${bend} ${x} ${y}" fill="none" stroke="${palette.tones[2]}" stroke-width="${unit * 0.012}"/>`;
    const leaf = drawLeaf(canvas, {
      x: (foot.x + x) / 2 + fan * unit * 0.06,
      y: (heightPx * 0.86 + y) / 2,
      size: unit * 0.2,
      turn: fan * 120 + 30,
    });
    return { stem: stem + leaf, flower: drawFlower(canvas, { x, y, size: unit * between(random, 0.075, 0.13) }) };
  });
  const moon = `<circle cx="${widthPx * 0.5}" cy="${heightPx * 0.42}" r="${unit * 0.38}" fill="${palette.tones[0]}" opacity="0.45"/>`;
  return (
    drawGround(canvas) + moon + stems.map(({ stem }) => stem).join("") + stems.map(({ flower }) => flower).join("")
  );
}

function drawLeaf({ random, palette }: Canvas, leaf: { x: number; y: number; size: number; turn: number }): string {
  const { x, y, size, turn } = leaf;
  const green = pick(random, [palette.tones[1], palette.tones[2], palette.tones[3]]);
  return `<path transform="translate(${x} ${y}) rotate(${turn})" d="M0 0q${size * 0.5} ${-size * 0.35} ${size} 0q${-size * 0.5} ${size * 0.35} ${-size} 0z" fill="${green}"/>`;
}

function drawFlower({ random, palette }: Canvas, { x, y, size }: { x: number; y: number; size: number }): string {
  const colour = pick(random, palette.accents);
  const heart = colour === palette.accents[1] ? palette.tones[4] : palette.accents[1];
  const petals = 5 + Math.floor(random() * 5);
  const start = random() * 360;
  const petal = (turn: number, reach: number, opacity: number) =>
    `<ellipse transform="translate(${x} ${y}) rotate(${turn})" cx="0" cy="${-size * 0.62 * reach}" rx="${size * 0.38}" ry="${size * 0.62 * reach}" fill="${colour}" opacity="${opacity}"/>`;
  const ring = (reach: number, opacity: number, shift: number) =>
    Array.from({ length: petals }, (_, place) => petal(start + shift + (place * 360) / petals, reach, opacity)).join(
      "",
    );
  return `${ring(1.15, 0.6, 180 / petals)}${ring(1, 0.95, 0)}<circle cx="${x}" cy="${y}" r="${size * 0.3}" fill="${heart}"/>`;
}

function drawWheel(canvas: Canvas): string {
  const { widthPx, heightPx, random, palette } = canvas;
  const radius = Math.min(widthPx, heightPx) * between(random, 0.36, 0.56);
  const x = widthPx * between(random, 0.35, 0.65);
  const y = heightPx * between(random, 0.42, 0.58);
  const rings = [palette.tones[4], palette.tones[3], palette.tones[1], palette.tones[4], palette.tones[0]];
  const renditions = [1, 0.9, 0.66, 0.62, 0.2];
  const discs = rings.map(
    (tone, ring) => `<circle cx="${x}" cy="${y}" r="${radius * (renditions[ring] ?? 0)}" fill="${tone}"/>`,
  );
  const spokes = pick(random, [5, 6, 8, 10]);
  const rays = (count: number, shape: (turn: number) => string) =>
    Array.from({ length: count }, (_, place) => shape((place * 360) / count)).join("");
  const spoke = rays(
    spokes,
    (turn) =>
      `<path transform="translate(${x} ${y}) rotate(${turn})" d="M${-radius * 0.05} ${-radius * 0.16}L${-radius * 0.085} ${-radius * 0.6}h${radius * 0.17}L${radius * 0.05} ${-radius * 0.16}z" fill="${palette.tones[0]}"/>`,
  );
  const tick = rays(
    48,
    (turn) =>
      `<rect transform="translate(${x} ${y}) rotate(${turn})" x="${-radius * 0.008}" y="${-radius * 0.86}" width="${radius * 0.016}" height="${radius * 0.1}" fill="${palette.accents[2]}"/>`,
  );
  const hand = `<path transform="translate(${x} ${y}) rotate(${between(random, 0, 360)})" d="M0 0L0 ${-radius * 0.78}" stroke="${palette.accents[0]}" stroke-width="${radius * 0.04}" stroke-linecap="round"/><circle cx="${x}" cy="${y}" r="${radius * 0.09}" fill="${palette.accents[0]}"/>`;
  const band = heightPx * between(random, 0.72, 0.84);
  const floor = `<rect y="${band}" width="${widthPx}" height="${heightPx}" fill="${palette.tones[2]}"/><rect y="${band}" width="${widthPx}" height="${heightPx * 0.02}" fill="${palette.accents[0]}"/>`;
  return drawGround(canvas) + floor + discs.join("") + spoke + tick + hand;
}

function drawTower(canvas: Canvas): string {
  const { widthPx, heightPx, random, palette } = canvas;
  const x = widthPx * between(random, 0.3, 0.7);
  const unit = Math.min(widthPx, heightPx);
  const top = heightPx * between(random, 0.2, 0.3);
  const sea = heightPx * 0.78;
  const side = random() < 0.5 ? -1 : 1;
  const half = (y: number) => unit * (0.05 + 0.045 * ((y - top) / (sea - top)));
  const bands = Array.from({ length: 7 }, (_, band) => {
    const from = top + ((sea - top) * band) / 7;
    const to = top + ((sea - top) * (band + 1)) / 7;
    const colour = band % 2 === 0 ? palette.accents[2] : palette.accents[0];
    return `<polygon points="${x - half(from)},${from} ${x + half(from)},${from} ${x + half(to)},${to} ${x - half(to)},${to}" fill="${colour}"/>`;
  });
  const beam = `<polygon points="${x},${top - unit * 0.045} ${x + side * widthPx},${top - unit * 0.26} ${x + side * widthPx},${top + unit * 0.16}" fill="${palette.accents[1]}" opacity="0.7"/>`;
  const lamp = `<rect x="${x - unit * 0.04}" y="${top - unit * 0.09}" width="${unit * 0.08}" height="${unit * 0.09}" fill="${palette.accents[1]}"/><path d="M${x - unit * 0.065} ${top - unit * 0.085}L${x} ${top - unit * 0.16}L${x + unit * 0.065} ${top - unit * 0.085}z" fill="${palette.tones[4]}"/><rect x="${x - unit * 0.075}" y="${top - unit * 0.008}" width="${unit * 0.15}" height="${unit * 0.022}" fill="${palette.tones[4]}"/>`;
  const waves = [palette.tones[2], palette.tones[3], palette.tones[4]].map((tone, row) => {
    const y = sea - unit * 0.02 + row * heightPx * 0.075;
    const swell = widthPx / (5 + row * 2);
    const crests = Array.from({ length: 10 }, () => `q${swell / 4} ${-unit * 0.035} ${swell / 2} 0t${swell / 2} 0`);
    return `<path d="M${-swell * random()} ${y}${crests.join("")}V${heightPx}H${-swell}z" fill="${tone}"/>`;
  });
  return drawGround(canvas) + beam + bands.join("") + lamp + waves.join("");
}

function drawGround({ widthPx, heightPx, palette, random }: Canvas): string {
  const tilt = between(random, -0.3, 0.3).toFixed(2);
  return `<defs><linearGradient id="ground" x1="0" y1="0" x2="${tilt}" y2="1"><stop offset="0" stop-color="${palette.ground[0]}"/><stop offset="1" stop-color="${palette.ground[1]}"/></linearGradient></defs><rect width="${widthPx}" height="${heightPx}" fill="url(#ground)"/>`;
}

function drawHills(canvas: Canvas): string {
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

function drawArches(canvas: Canvas): string {
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

function drawTiles(canvas: Canvas): string {
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

function drawStripes(canvas: Canvas): string {
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
