import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { CONNECTION_LIMITS } from "../../server/http/connections.js";
import { createLifecycle } from "../../server/http/lifecycle.js";
import { createServer } from "../../server/http/server.js";
import { createTestApp, setUpTestApp } from "../support/test-app.js";

/** What a minute is to real clients is a second here. */
const LIMITS = {
  ...CONNECTION_LIMITS,
  headersMs: 1_000,
  requestMs: 1_500,
  idleMs: 1_000,
  filesIdleMs: 60_000,
  checkEveryMs: 100,
  socketsMax: 30,
};

const testApp = setUpTestApp();
const lifecycle = createLifecycle("open");
let port: number;
let close: () => Promise<void>;
const sockets: Socket[] = [];
const ALIVE = '"status":"alive"';

beforeAll(async () => {
  const server = await createServer(testApp.app, lifecycle, LIMITS);
  const body = "x".repeat(30_000_000);
  server.get("/large", async () => body);
  server.get("/never", () => new Promise(() => undefined));
  server.get("/files/large/film/x", async () => body);
  port = Number(new URL(await server.listen({ port: 0, host: "127.0.0.1" })).port);
  close = () => server.close();
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(async () => {
  await close();
});

async function open(text: string, { reads = true } = {}): Promise<{ socket: Socket; got: () => string }> {
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  let got = "";
  socket.on("error", () => undefined);
  await once(socket, "connect");
  if (reads) {
    socket.on("data", (chunk) => {
      got += chunk;
    });
  }
  socket.write(text);
  return { socket, got: () => got };
}

/** Ended in whatever way. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

/** How many of 40 idle connections from this machine, and of 20 from another of its addresses, are left with these settings. */
async function leftOf(settings: Record<string, string>): Promise<number[]> {
  const app = await createTestApp(settings);
  const limits = { ...CONNECTION_LIMITS, addressSocketsMax: 25 };
  const server = await createServer(app.app, createLifecycle("open"), limits);
  try {
    const at = Number(new URL(await server.listen({ port: 0, host: "127.0.0.1" })).port);
    const openFrom = async (localAddress: string, count: number) => {
      const opened = Array.from({ length: count }, () => connect({ port: at, host: "127.0.0.1", localAddress }));
      for (const socket of opened)
        socket.on("error", () => undefined).write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
      sockets.push(...opened);
      // Each is answered or ended.
      await Promise.all(opened.map((socket) => answeredOrClosed(socket)));
      return opened.filter(({ destroyed }) => !destroyed);
    };
    const many = await openFrom("127.0.0.1", 40);
    const others = await openFrom("127.0.0.2", 20);
    const counts = [many.length, others.length];
    for (const socket of many) socket.destroy();
    await expect.poll(async () => (await openFrom("127.0.0.1", 1)).length).toBe(1);
    return counts;
  } finally {
    for (const socket of sockets.splice(0)) socket.destroy();
    await server.close();
    await app.close();
  }
}

function answeredOrClosed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ["data", "close"]) socket.once(event, () => resolve());
  });
}

const isAlive = async () => (await fetch(`http://127.0.0.1:${port}/healthz`, { headers: { connection: "close" } })).ok;

test("who sends the head or the body a byte at a time is answered 408 and let go", async () => {
  const head = await open("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
  const body = await open(
    "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n",
  );
  const drip = setInterval(() => {
    for (const { socket } of [head, body]) socket.write("x");
  }, 100);
  await Promise.all([closed(head.socket), closed(body.socket)]);
  clearInterval(drip);
  expect(head.got()).toMatch(/^HTTP\/1\.1 408/);
  expect(await isAlive()).toBe(true);
});

test("who says nothing is let go", async () => {
  const silent = await open("");
  await closed(silent.socket);
});

test("who does not read the answer is let go; who pauses a film is not", async () => {
  const film = await beginning("/files/large/film/x");
  const page = await beginning("/large");
  await sleep(3_500);
  const [ofPage, ofFilm] = await Promise.all([bytesOf(page), bytesOf(film)]);
  expect(ofPage).toBeLessThan(30_000_000);
  expect(ofFilm).toBeGreaterThan(30_000_000);
});

/** Asks for it and reads no more than its beginning. */
async function beginning(path: string): Promise<{ socket: Socket; bytes: number }> {
  const { socket } = await open(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`, { reads: false });
  const [chunk] = (await once(socket, "data")) as [Buffer];
  socket.pause();
  return { socket, bytes: chunk.length };
}

/** Reads on until it ends or is more than the body's 30 MB. */
async function bytesOf({ socket, bytes }: { socket: Socket; bytes: number }): Promise<number> {
  let count = bytes;
  socket.on("data", (chunk) => {
    count += chunk.length;
    if (count > 30_000_000) socket.destroy();
  });
  socket.resume();
  await closed(socket);
  return count;
}

test("a few requests sent ahead are answered in order, hundreds end the connection", async () => {
  const ask = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
  const few = await open(ask.repeat(10));
  await expect.poll(() => few.got().split(ALIVE).length - 1).toBe(10);
  const many = await open(ask.repeat(5_000));
  await closed(many.socket);
  expect(many.got().split(ALIVE).length).toBeLessThan(5_000);
  expect(await isAlive()).toBe(true);
});

test("of requests sent ahead nothing is left once their client has gone", async () => {
  const before = lifecycle.inFlight.size;
  const { socket } = await open("GET /never HTTP/1.1\r\nHost: x\r\n\r\n".repeat(10));
  await expect.poll(() => lifecycle.inFlight.size).toBe(before + 10);
  socket.destroy();
  await expect.poll(() => lifecycle.inFlight.size).toBe(before);
});

test("more connections than are allowed are not taken, and the others go on", async () => {
  const kept = await open("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  const more = Array.from({ length: 60 }, () => open("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"));
  const opened = (await Promise.allSettled(more)).flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
  await expect.poll(() => opened.filter(({ socket }) => socket.destroyed).length).toBeGreaterThan(25);
  expect(kept.got()).toContain(ALIVE);
  for (const socket of sockets) socket.destroy();
  await expect.poll(() => isAlive().catch(() => false)).toBe(true);
});

test("one address has a share of the connections, others go on; a proxy that is named may have all", async () => {
  expect(await leftOf({ TRUST_PROXY: "off" })).toEqual([25, 20]);
  expect(await leftOf({ TRUST_PROXY: "10.0.0.0/8, 127.0.0.1" })).toEqual([40, 20]);
});
