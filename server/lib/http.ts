import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { callThrough } from "./call-through.js";
import { proxyFor } from "./proxy.js";

export interface HttpRequest {
  method?: "GET" | "POST" | "PUT" | "HEAD" | "DELETE";
  headers?: Record<string, string>;
  form?: URLSearchParams | undefined;
  /** What is sent instead of a form, as it stands. */
  body?: string | ReadableStream | undefined;
  timeoutMs: number;
  bytesMax: number;
  signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
}

/**
 * Makes one call and reads its answer whole, within `timeoutMs` and `bytesMax`, which count what has been unpacked.
 * An answer of any status is an answer; a redirect is never followed and counts as a failure.
 *
 * @throws {HttpFailure} when there is no whole answer
 */
export async function fetchBytes(url: URL, request: HttpRequest): Promise<HttpAnswer> {
  // NOTE: not AbortSignal.any([AbortSignal.timeout(…), signal]): on Node 20 a garbage collection loses it and the call hangs.
  const limits = new AbortController();
  const stop = () => limits.abort(new HttpFailure("ABORTED"));
  const timer = setTimeout(() => limits.abort(new HttpFailure("TIMEOUT")), request.timeoutMs);
  request.signal?.addEventListener("abort", stop, { once: true });
  if (request.signal?.aborted) stop();
  try {
    const response = await begin(url, request, limits);
    return { status: response.status, headers: response.headers, bytes: await readBytes(response, request.bytesMax) };
  } catch (error) {
    throw toHttpFailure(limits.signal.aborted ? limits.signal.reason : error);
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", stop);
  }
}

export interface HttpStream {
  status: number;
  body: Readable;
}

/**
 * Makes one call and answers its body as it comes. `timeoutMs` is for the headers and for each part that is waited for, so
 * that a slow reader may take long and a silent other side may not. Destroying the body ends the call.
 *
 * @throws {HttpFailure} when there is no answer; the body fails with one when it does not come whole
 */
export async function fetchStream(url: URL, request: HttpRequest): Promise<HttpStream> {
  const limits = new AbortController();
  const timely = async <T>(step: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => limits.abort(new HttpFailure("TIMEOUT")), request.timeoutMs);
    try {
      return await step;
    } catch (error) {
      throw toHttpFailure(error);
    } finally {
      clearTimeout(timer);
    }
  };
  const { status, body } = await timely(begin(url, request, limits));
  const parts = async function* () {
    const reader = body?.getReader();
    for (let bytes = 0; reader; ) {
      const { value } = await timely(reader.read());
      if (!value) return;
      bytes += value.byteLength;
      if (bytes > request.bytesMax) throw new HttpFailure("TOO_LARGE");
      yield value;
    }
  };
  return { status, body: Readable.from(parts(), { objectMode: false }).once("close", () => limits.abort()) };
}

function begin(url: URL, request: HttpRequest, limits: AbortController): Promise<Response> {
  const proxy = proxyFor(url);
  if (proxy) return callThrough(proxy, url, { ...request, signal: limits.signal });
  return fetch(url, {
    method: request.method ?? "GET",
    headers: request.headers ?? {},
    body: request.form ?? request.body ?? null,
    redirect: "error",
    signal: limits.signal,
    // A stream is sent while it is read; TypeScript's types do not know the word yet.
    ...({ duplex: "half" } as RequestInit),
  });
}

export type HttpFault = "TIMEOUT" | "ABORTED" | "TOO_LARGE" | "TRANSPORT";

/** A call without a whole answer. It names neither the address nor the error beneath, since either may hold a secret. */
export class HttpFailure extends Error {
  override readonly name = "HttpFailure";

  constructor(
    readonly fault: HttpFault,
    /** The system's word for a TRANSPORT fault, such as ECONNRESET. */
    readonly errno: string | null = null,
  ) {
    super(errno === null ? FAULTS[fault] : `${FAULTS[fault]} (${errno})`);
  }

  /** True when no byte of the request can have reached the other side, so that even a single-use code is still good. */
  get wasNotSent(): boolean {
    return this.errno !== null && NEVER_SENT.has(this.errno);
  }
}

const FAULTS = {
  TIMEOUT: "no answer in time",
  ABORTED: "given up by the caller",
  TOO_LARGE: "the answer is too large",
  TRANSPORT: "the connection failed",
} as const satisfies Record<HttpFault, string>;

const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

async function readBytes(response: Response, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new HttpFailure("TOO_LARGE");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

function toHttpFailure(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  const cause = error instanceof Error ? error.cause : null;
  const errno = cause instanceof Error && "code" in cause ? String(cause.code) : null;
  return new HttpFailure("TRANSPORT", errno);
}
