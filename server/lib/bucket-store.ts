import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { setTimeout as sleep } from "node:timers/promises";
import { AwsV4Signer } from "aws4fetch";
import type { BucketAddress } from "./bucket-url.js";
import { type FileStore, type StoredFile, StoreFull, shardOf } from "./file-store.js";
import { createScratch } from "./scratch.js";

const ATTEMPTS_MAX = 3;
const ANSWER_MS = 20_000;
/** For bodies on their way: 500 MB at 1 MB/s. */
const BODY_MS = 500_000;
const PAGES_MAX = 100_000;

/** A bucket of an S3-compatible store, addressed by path, with signature version 4. */
export function createBucketStore(bucket: BucketAddress, scratchDir: string): FileStore {
  const keyOf = (name: string) => `${bucket.prefix}${shardOf(name)}/${name}`;
  const scratch = createScratch(scratchDir);
  return {
    scratch: scratch.path,
    tidy: scratch.tidy,
    async keep(name, scratchPath) {
      const { size } = await stat(scratchPath);
      const headers = { "content-length": String(size), "content-type": "application/octet-stream" };
      const body = () => Readable.toWeb(createReadStream(scratchPath)) as ReadableStream;
      try {
        const answer = await ask(bucket, { method: "PUT", path: keyOf(name), headers, body });
        if (answer.status === 507) throw new StoreFull("the bucket is full");
        await demandOk(answer);
      } finally {
        await rm(scratchPath, { force: true });
      }
    },
    async open(name, range) {
      const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {};
      const answer = await ask(bucket, { method: "GET", path: keyOf(name), headers });
      if (answer.status === 404) return drop(answer);
      if (!answer.ok || !answer.body) await demandOk(answer);
      return { body: Readable.fromWeb(answer.body as ReadableStream) };
    },
    async measure(name) {
      const answer = await ask(bucket, { method: "HEAD", path: keyOf(name) });
      if (answer.status === 404) return drop(answer);
      await demandOk(answer);
      return Number(answer.headers.get("content-length"));
    },
    async remove(name) {
      const answer = await ask(bucket, { method: "DELETE", path: keyOf(name) });
      if (answer.status !== 404) await demandOk(answer);
    },
    list: () => listObjects(bucket),
  };
}

async function* listObjects(bucket: BucketAddress): AsyncGenerator<StoredFile> {
  let token: string | null = null;
  for (let page = 0; page < PAGES_MAX; page++) {
    const query = new URLSearchParams({ "list-type": "2", prefix: bucket.prefix });
    if (token) query.set("continuation-token", token);
    const answer = await ask(bucket, { method: "GET", path: `?${query}` });
    if (!answer.ok) await demandOk(answer);
    const xml = await answer.text();
    // The keys are our own and hold nothing that XML would escape; what others put there is not ours to touch.
    for (const [, entry = ""] of xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      const name = textOf(entry, "Key")?.split("/").at(-1);
      if (name && /^[0-9a-f]{64}\./.test(name)) yield { name, keptAt: new Date(textOf(entry, "LastModified") ?? 0) };
    }
    token = textOf(xml, "NextContinuationToken");
    if (textOf(xml, "IsTruncated") !== "true" || !token) return;
  }
}

function textOf(xml: string, tag: string): string | null {
  return new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? null;
}

interface Question {
  method: "GET" | "PUT" | "HEAD" | "DELETE";
  /** A key, or the query of a question about the bucket. */
  path: string;
  headers?: Record<string, string>;
  /** Made anew for each attempt. */
  body?: () => ReadableStream;
}

/** Asks, and again after failures that pass. An answer of any status below 500 is an answer. */
async function ask(bucket: BucketAddress, question: Question): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await askOnce(bucket, question);
      if (answer.status < 500 || answer.status === 507 || attempt >= ATTEMPTS_MAX) return answer;
      await answer.body?.cancel();
    } catch (error) {
      if (attempt >= ATTEMPTS_MAX) throw new Error("the bucket did not answer", { cause: error });
    }
    await sleep(Math.random() * 200 * 2 ** attempt);
  }
}

async function askOnce(bucket: BucketAddress, { method, path, headers = {}, body }: Question): Promise<Response> {
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
  const limits = new AbortController();
  const timer = setTimeout(() => limits.abort(), body ? BODY_MS : ANSWER_MS);
  try {
    return await fetch(signed.url, {
      method,
      headers: signed.headers,
      redirect: "error",
      signal: limits.signal,
      ...(body ? { body: body(), duplex: "half" } : {}),
    } as RequestInit);
  } finally {
    clearTimeout(timer);
  }
}

async function demandOk(answer: Response): Promise<void> {
  const said = (await answer.text()).slice(0, 2_000);
  if (!answer.ok) throw new Error(`the bucket answered ${answer.status} ${textOf(said, "Code") ?? ""}`.trim());
}

async function drop(answer: Response): Promise<null> {
  await answer.body?.cancel();
  return null;
}
