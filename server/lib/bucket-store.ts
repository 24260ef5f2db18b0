import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { AwsV4Signer } from "aws4fetch";
import type { BucketAddress } from "./bucket-url.js";
import { type FileStore, type StoredFile, StoreFullError, StoreUnwritableError, shardFor } from "./file-store.js";
import { fetchBytes, fetchStream, type HttpAnswer, type HttpRequest, type HttpStream } from "./http.js";
import { createTempFiles } from "./temp-files.js";

const ATTEMPTS_MAX = 3;
const RESPONSE_TIMEOUT_MS = 20_000;
/** For an upload: 500 MB at 1 MB/s. */
const BODY_MS = 500_000;
const BODY_BYTES_MAX = 500 * 1024 ** 2;
/** A list page: a thousand names. */
const ANSWER_BYTES_MAX = 5_000_000;
const PAGES_MAX = 100_000;

export function createBucketStore(bucket: BucketAddress, scratchDir: string): FileStore {
  const keyOf = (name: string) => `${bucket.prefix}${shardFor(name)}/${name}`;
  const scratch = createTempFiles(scratchDir);
  return {
    scratch: scratch.path,
    cleanUp: scratch.cleanUp,
    async put(name, scratchPath) {
      const { size } = await stat(scratchPath);
      const headers = { "content-length": String(size), "content-type": "application/octet-stream" };
      const body = () => Readable.toWeb(createReadStream(scratchPath));
      try {
        const answer = await send(bucket, { method: "PUT", path: keyOf(name), headers, body });
        if (answer.status === 507) throw new StoreFullError("the bucket is full");
        requireOk(answer);
      } catch (error) {
        if (error instanceof StoreFullError) throw error;
        throw new StoreUnwritableError(error instanceof Error ? error.message : "the bucket took nothing", {
          cause: error,
        });
      } finally {
        await rm(scratchPath, { force: true });
      }
    },
    async open(name, range) {
      const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {};
      const question = { method: "GET", path: keyOf(name), headers } as const;
      const { status, body } = await withRetries(() => openOnce(bucket, question));
      if (isOk(status)) return { body };
      const reason = await readErrorBody(body);
      if (status !== 404) requireOk({ status, bytes: reason });
      return null;
    },
    async size(name) {
      const answer = await send(bucket, { method: "HEAD", path: keyOf(name) });
      if (answer.status === 404) return null;
      requireOk(answer);
      return Number(answer.headers.get("content-length"));
    },
    async remove(name) {
      const answer = await send(bucket, { method: "DELETE", path: keyOf(name) });
      if (answer.status !== 404) requireOk(answer);
    },
    list: () => listObjects(bucket),
  };
}

async function* listObjects(bucket: BucketAddress): AsyncGenerator<StoredFile> {
  let token: string | null = null;
  for (let page = 0; page < PAGES_MAX; page++) {
    const query = new URLSearchParams({ "list-type": "2", prefix: bucket.prefix });
    if (token) query.set("continuation-token", token);
    const answer = await send(bucket, { method: "GET", path: `?${query}` });
    requireOk(answer);
    const xml = Buffer.from(answer.bytes).toString();
    // Darkroom's own keys contain nothing that XML would escape; foreign objects are ignored.
    for (const [, entry = ""] of xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      const name = textOf(entry, "Key")?.split("/").at(-1);
      if (name && /^[0-9a-f]{64}\./.test(name)) yield { name, storedAt: new Date(textOf(entry, "LastModified") ?? 0) };
    }
    token = textOf(xml, "NextContinuationToken");
    if (textOf(xml, "IsTruncated") !== "true" || !token) return;
  }
}

function textOf(xml: string, tag: string): string | null {
  return new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? null;
}

interface Question {
  method: NonNullable<HttpRequest["method"]>;
  path: string;
  headers?: Record<string, string>;
  body?: () => ReadableStream;
}

function send(bucket: BucketAddress, question: Question): Promise<HttpAnswer> {
  return withRetries(async () => {
    const { url, headers } = await sign(bucket, question);
    const { method, body } = question;
    const timeoutMs = body ? BODY_MS : RESPONSE_TIMEOUT_MS;
    return await fetchBytes(url, { method, headers, body: body?.(), timeoutMs, bytesMax: ANSWER_BYTES_MAX });
  });
}

async function openOnce(bucket: BucketAddress, question: Question): Promise<HttpStream> {
  const { url, headers } = await sign(bucket, question);
  return await fetchStream(url, { headers, timeoutMs: RESPONSE_TIMEOUT_MS, bytesMax: BODY_BYTES_MAX });
}

async function withRetries<T extends { status: number; body?: Readable }>(send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await send();
      if (answer.status < 500 || answer.status === 507 || attempt >= ATTEMPTS_MAX) return answer;
      answer.body?.destroy();
    } catch (error) {
      if (attempt >= ATTEMPTS_MAX) throw new Error("the bucket did not answer", { cause: error });
    }
    await sleep(Math.random() * 200 * 2 ** attempt);
  }
}

async function sign(bucket: BucketAddress, { method, path, headers = {} }: Question) {
  const signer = new AwsV4Signer({
    method,
    url: `${bucket.url}${path.startsWith("?") ? "" : "/"}${path}`,
    headers,
    service: "s3",
    region: bucket.region,
    accessKeyId: bucket.accessKey,
    secretAccessKey: bucket.secretKey.reveal(),
  });
  const signed = await signer.sign();
  return { url: signed.url, headers: Object.fromEntries(signed.headers) };
}

async function readErrorBody(body: Readable): Promise<Uint8Array> {
  for await (const part of body) return part as Uint8Array;
  return Buffer.alloc(0);
}

function isOk(status: number): boolean {
  return status >= 200 && status < 300;
}

function requireOk({ status, bytes }: Pick<HttpAnswer, "status" | "bytes">): void {
  if (isOk(status)) return;
  const reason = Buffer.from(bytes).subarray(0, 2_000).toString();
  throw new Error(`the bucket answered ${status} ${textOf(reason, "Code") ?? ""}`.trim());
}
