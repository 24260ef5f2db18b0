import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PassingVideo } from "../../../server/features/assets/asset-runtime.js";
import { readVideo } from "../../../server/features/assets/read-video.js";
import { leaseSlot } from "../../../server/features/assets/stream-video.js";
import { QueueFullError } from "../../../server/lib/concurrency.js";
import { FetchError, fetchPublicUrl } from "../../../server/lib/fetch-public-url.js";
import { type PictureHost, startPictureHost } from "../../support/picture-host.js";

const IDLE_MS = 250;
/** More than every buffer on the way holds. */
const FILM = Buffer.alloc(24 * 1024 ** 2, "film");

let host: PictureHost;
/** How many bytes the host gives before it breaks off; null: all. */
let breaksAfter: number | null = null;

beforeAll(async () => {
  host = await startPictureHost((request, response) => {
    if (request.url === "/silent") return void response.writeHead(200, { "content-length": FILM.length }).write("so");
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "") ?? [];
    const [start, end] = [Number(from ?? 0), Number(to ?? FILM.length - 1)];
    const headers = { "content-length": end - start + 1, "content-range": `bytes ${start}-${end}/${FILM.length}` };
    response.writeHead(from === undefined ? 200 : 206, headers);
    if (breaksAfter === null) return void response.end(FILM.subarray(start, end + 1));
    // Once its head has gone out: breaking off in the same breath would be no answer at all.
    response.write(FILM.subarray(start, Math.min(end + 1, start + breaksAfter)), () => {
      setTimeout(() => response.destroy(), 20);
    });
  });
});
afterAll(() => host.close());

function open(path: string, range?: string) {
  const headers: Record<string, string> = range ? { range } : {};
  return fetchPublicUrl(new URL(path, host.url), { headers, idleMs: IDLE_MS, mayBePrivate: true });
}

async function read(pieces: AsyncIterable<Buffer>, pauseAfter: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of pieces) {
    chunks.push(chunk);
    if (chunks.length === pauseAfter) await sleep(4 * IDLE_MS);
  }
  return Buffer.concat(chunks);
}

test("a reader that pauses much longer than a host may be silent gets the whole film", async () => {
  const first = await open("/film");
  const whole = await read(
    readVideo(first, (range) => open("/film", range)),
    3,
  );
  expect(whole.equals(FILM)).toBe(true);
});

test("a host that falls silent while it is waited for is left", async () => {
  const { body } = await open("/silent");
  await expect(read(body, 0)).rejects.toMatchObject({ name: "FetchError", code: "TIMEOUT" });
});

test("what a host breaks off is asked for from there on, a range too, and given up when hardly more comes", async () => {
  const reopen = (range: string) => open("/film", range);
  breaksAfter = 6 * 1024 ** 2;
  host.asked.length = 0;
  expect((await read(readVideo(await open("/film"), reopen), 0)).equals(FILM)).toBe(true);
  expect(host.asked.length).toBeGreaterThan(3);
  const part = await read(readVideo(await open("/film", "bytes=100-16000099"), reopen), 0);
  expect(part.equals(FILM.subarray(100, 16_000_100))).toBe(true);
  breaksAfter = 1;
  host.asked.length = 0;
  const broken = async () => read(readVideo(await open("/film"), reopen), 0);
  await expect(broken()).rejects.toBeInstanceOf(FetchError);
  // Once more where the connection of before was closed already.
  expect(host.asked.length).toBeLessThanOrEqual(22);
  breaksAfter = null;
});

test("when all places are taken the film that has paused longest gives way, and none that is read", () => {
  const films = new Set<PassingVideo>();
  const ended: PassingVideo[] = [];
  const taken = Array.from({ length: 50 }, () => leaseSlot(films, 0));
  for (const film of taken) film.end = () => ended.push(film);
  expect(() => leaseSlot(films, 100_000)).toThrow(QueueFullError);
  const [first, second] = taken as [PassingVideo, PassingVideo];
  first.pausedSinceMs = 80_000;
  expect(() => leaseSlot(films, 100_000)).toThrow(QueueFullError);
  second.pausedSinceMs = 60_000;
  leaseSlot(films, 100_000);
  expect(ended).toEqual([second]);
  expect(films.size).toBe(50);
});
