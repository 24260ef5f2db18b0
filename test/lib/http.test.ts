import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { fetchBytes, fetchStream, HttpError } from "../../server/lib/http.js";

let close = async () => {};
afterEach(() => close());

const LIMITS = { timeoutMs: 5_000, bytesMax: 1_000 };

test("an answer comes whole, whatever its status", async () => {
  const url = await serve((_, response) => response.writeHead(418).end("teapot"));
  const answer = await fetchBytes(url, LIMITS);
  expect(answer.status).toBe(418);
  expect(Buffer.from(answer.bytes).toString()).toBe("teapot");
});

test("a form is posted url-encoded", async () => {
  const url = await serve(async (request, response) => {
    for await (const chunk of request) response.write(chunk);
    response.end(`|${request.method}|${request.headers["content-type"]}`);
  });
  const answer = await fetchBytes(url, { ...LIMITS, method: "POST", form: new URLSearchParams({ a: "b c" }) });
  expect(Buffer.from(answer.bytes).toString()).toBe("a=b+c|POST|application/x-www-form-urlencoded;charset=UTF-8");
});

test("a server that never answers is given up after the timeout", async () => {
  const url = await serve(() => {});
  const startedAt = performance.now();
  expect(await faultOf(fetchBytes(url, { ...LIMITS, timeoutMs: 200 }))).toBe("TIMEOUT");
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

test("a server that falls silent in the middle is given up after the timeout", async () => {
  const url = await serve((_, response) => response.write("{"));
  expect(await faultOf(fetchBytes(url, { ...LIMITS, timeoutMs: 200 }))).toBe("TIMEOUT");
});

test("a stream comes as it is sent, and fails when the other side falls silent or never ends", async () => {
  const whole = await fetchStream(await serve((_, response) => response.end("picture")), LIMITS);
  expect([whole.status, await text(whole.body)]).toEqual([200, "picture"]);
  await close();
  const silent = await fetchStream(await serve((_, response) => response.write("{")), { ...LIMITS, timeoutMs: 200 });
  expect(await faultOf(text(silent.body))).toBe("TIMEOUT");
  await close();
  const endless = await fetchStream(await serve((_, response) => response.write("x".repeat(2_000))), LIMITS);
  expect(await faultOf(text(endless.body))).toBe("TOO_LARGE");
});

test("a stream that nobody reads on ends the call", async () => {
  let recordEnd = () => {};
  const ended = new Promise<void>((resolve) => {
    recordEnd = resolve;
  });
  const url = await serve((_, response) => response.once("close", recordEnd).write("{"));
  const { body } = await fetchStream(url, { ...LIMITS, timeoutMs: 60_000 });
  body.destroy();
  await ended;
});

test("garbage collection does not lose the timeout", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const url = await serve(() => {});
  const collecting = setInterval(collect, 50);
  try {
    const call = fetchBytes(url, { ...LIMITS, timeoutMs: 500, signal: new AbortController().signal });
    expect(await faultOf(call)).toBe("TIMEOUT");
  } finally {
    clearInterval(collecting);
  }
});

test("the caller's signal ends a call, also one that it precedes", async () => {
  const url = await serve(() => {});
  expect(await faultOf(fetchBytes(url, { ...LIMITS, signal: AbortSignal.timeout(100) }))).toBe("ABORTED");
  expect(await faultOf(fetchBytes(url, { ...LIMITS, signal: AbortSignal.abort() }))).toBe("ABORTED");
});

test("a body without end is cut off at the limit, and its connection closed", async () => {
  let closed = () => {};
  const isClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const url = await serve((_, response) => {
    const writing = setInterval(() => response.write("x".repeat(400)), 5);
    response.on("close", () => {
      clearInterval(writing);
      closed();
    });
  });
  expect(await faultOf(fetchBytes(url, LIMITS))).toBe("TOO_LARGE");
  await isClosed;
});

test("the limit counts unpacked bytes", async () => {
  const packed = gzipSync(Buffer.alloc(100_000));
  expect(packed.byteLength).toBeLessThan(LIMITS.bytesMax);
  const url = await serve((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(packed));
  expect(await faultOf(fetchBytes(url, LIMITS))).toBe("TOO_LARGE");
});

test("a redirect is not followed", async () => {
  const paths: string[] = [];
  const url = await serve((request, response) => {
    paths.push(request.url ?? "");
    response.writeHead(302, { location: "/elsewhere" }).end();
  });
  expect(await faultOf(fetchBytes(url, LIMITS))).toBe("TRANSPORT");
  expect(paths).toEqual(["/?token=hidden"]);
});

test("a reset connection may have carried the request, a refused one cannot", async () => {
  const url = await serve((_, response) => response.destroy());
  const reset = await failureOf(fetchBytes(url, LIMITS));
  expect([reset.code, reset.wasNotSent]).toEqual(["TRANSPORT", false]);
  await close();
  const refused = await failureOf(fetchBytes(url, LIMITS));
  expect([refused.code, refused.errno, refused.wasNotSent]).toEqual(["TRANSPORT", "ECONNREFUSED", true]);
  expect(refused.message).toBe("the connection failed (ECONNREFUSED)");
});

test("a failure does not tell the address", async () => {
  const failure = await failureOf(fetchBytes(new URL("http://user:hidden@127.0.0.1/?token=hidden"), LIMITS));
  expect(JSON.stringify(failure) + failure.stack + failure.message).not.toContain("hidden");
  expect(failure.cause).toBeUndefined();
});

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?token=hidden`);
}

async function failureOf(call: Promise<unknown>): Promise<HttpError> {
  const error = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (error instanceof HttpError) return error;
  throw error ?? new Error("the call succeeded");
}

async function faultOf(call: Promise<unknown>): Promise<string> {
  return (await failureOf(call)).code;
}
