import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { callThrough } from "./call-through.js";
import { proxyFor } from "./proxy.js";

export interface HttpRequest {
  method?: "GET" | "POST" | "PUT" | "HEAD" | "DELETE";
  headers?: Record<string, string>;
  form?: URLSearchParams | undefined;
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
 * Makes one call and reads its response whole, within `timeoutMs` and `bytesMax` (decompressed). Returns any status; a
 * redirect is a failure.
 * @throws {HttpError} when there is no complete response
 */
export async function fetchBytes(url: URL, request: HttpRequest): Promise<HttpAnswer> {
  // NOTE: not AbortSignal.any([AbortSignal.timeout(…), signal]): on Node 20 garbage collection loses it and the call hangs.
  const limits = new AbortController();
  const stop = () => limits.abort(new HttpError("ABORTED"));
  const timer = setTimeout(() => limits.abort(new HttpError("TIMEOUT")), request.timeoutMs);
  request.signal?.addEventListener("abort", stop, { once: true });
  if (request.signal?.aborted) stop();
  try {
    const response = await begin(url, request, limits);
    return { status: response.status, headers: response.headers, bytes: await readBytes(response, request.bytesMax) };
  } catch (error) {
    throw toHttpError(limits.signal.aborted ? limits.signal.reason : error);
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
 * Makes one call and returns its body as a stream. `timeoutMs` covers the headers and each pending piece: a slow reader
 * is fine, a silent server is not. Destroying the body ends the call.
 * @throws {HttpError} when there is no response; the body fails with one when it is incomplete
 */
export async function fetchStream(url: URL, request: HttpRequest): Promise<HttpStream> {
  const limits = new AbortController();
  const timely = async <T>(step: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => limits.abort(new HttpError("TIMEOUT")), request.timeoutMs);
    try {
      return await step;
    } catch (error) {
      throw toHttpError(error);
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
      if (bytes > request.bytesMax) throw new HttpError("TOO_LARGE");
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
    // Required for streams; TypeScript's types lack it.
    ...({ duplex: "half" } as RequestInit),
  });
}

export type HttpErrorCode = "TIMEOUT" | "ABORTED" | "TOO_LARGE" | "TRANSPORT";

/** A call without a complete response. The message omits address and cause, because either may contain a secret. */
export class HttpError extends Error {
  override readonly name = "HttpError";

  constructor(
    readonly code: HttpErrorCode,
    readonly errno: string | null = null,
  ) {
    super(errno === null ? MESSAGES[code] : `${MESSAGES[code]} (${errno})`);
  }

  /** True when no byte of the request can have arrived, so that even a single-use code remains valid. */
  get wasNotSent(): boolean {
    return this.errno !== null && NEVER_SENT.has(this.errno);
  }
}

const MESSAGES = {
  TIMEOUT: "no answer in time",
  ABORTED: "given up by the caller",
  TOO_LARGE: "the answer is too large",
  TRANSPORT: "the connection failed",
} as const satisfies Record<HttpErrorCode, string>;

const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

async function readBytes(response: Response, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new HttpError("TOO_LARGE");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  const cause = error instanceof Error ? error.cause : null;
  const errno = cause instanceof Error && "code" in cause ? String(cause.code) : null;
  return new HttpError("TRANSPORT", errno);
}
