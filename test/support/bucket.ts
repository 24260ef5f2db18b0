import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Bucket {
  /** For FILES_URL. */
  url: string;
  /** What is kept, by key. */
  objects: Map<string, { bytes: Buffer; at: Date }>;
  /** How the next requests are answered instead, one after another. */
  faults: number[];
  close(): Promise<void>;
}

const ACCESS_KEY = "AKIATESTTESTTEST";
const SECRET_KEY = "secret/with+signs=";
const PAGE = 3;

/**
 * A small S3-compatible store, by path, in memory. It checks every signature (version 4) by itself, refuses bodies without a
 * length as S3 does, and lists three keys a page.
 */
export async function startBucket({ region = "eu-central-1" } = {}): Promise<Bucket> {
  const objects: Bucket["objects"] = new Map();
  const faults: number[] = [];
  const server = createServer((request, response) => {
    answer(request, response, { objects, faults, region }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `s3://${ACCESS_KEY}:${encodeURIComponent(SECRET_KEY)}@127.0.0.1:${port}/pictures/kept?region=${region}`,
    objects,
    faults,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

interface Shelf extends Pick<Bucket, "objects" | "faults"> {
  region: string;
}

async function answer(request: IncomingMessage, response: ServerResponse, shelf: Shelf): Promise<void> {
  const { objects, faults } = shelf;
  const url = new URL(request.url ?? "", `http://${request.headers.host}`);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const fault = faults.shift();
  if (fault) return reject(response, fault, "InternalError");
  if (!isSigned(request, url, shelf.region)) return reject(response, 403, "SignatureDoesNotMatch");
  const [, bucket, ...rest] = url.pathname.split("/");
  if (bucket !== "pictures") return reject(response, 404, "NoSuchBucket");
  const key = rest.map(decodeURIComponent).join("/");
  if (key === "") return list(response, url, objects);
  const found = objects.get(key);
  switch (request.method) {
    case "PUT":
      if (request.headers["content-length"] === undefined) return reject(response, 411, "MissingContentLength");
      objects.set(key, { bytes: Buffer.concat(chunks), at: new Date() });
      response.end();
      return;
    case "DELETE":
      objects.delete(key);
      response.writeHead(204).end();
      return;
    default:
      if (!found) return reject(response, 404, "NoSuchKey");
      give(request, response, found.bytes);
  }
}

function give(request: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
  const match = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
  const part = match ? bytes.subarray(Number(match[1]), Number(match[2]) + 1) : bytes;
  response.writeHead(match ? 206 : 200, { "content-length": part.length });
  response.end(request.method === "HEAD" ? undefined : part);
}

function list(response: ServerResponse, url: URL, objects: Bucket["objects"]): void {
  const prefix = url.searchParams.get("prefix") ?? "";
  const after = url.searchParams.get("continuation-token") ?? "";
  const keys = [...objects.keys()].sort().filter((key) => key.startsWith(prefix) && key > after);
  const page = keys.slice(0, PAGE);
  const contents = page.map((key) => {
    const { bytes, at } = objects.get(key) ?? { bytes: "", at: new Date(0) };
    return `<Contents><Key>${key}</Key><LastModified>${at.toISOString()}</LastModified><Size>${bytes.length}</Size></Contents>`;
  });
  const isTruncated = keys.length > page.length;
  const next = isTruncated ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : "";
  response.end(
    `<?xml version="1.0"?>\n<ListBucketResult><IsTruncated>${isTruncated}</IsTruncated>${next}${contents.join("")}</ListBucketResult>`,
  );
}

function reject(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml" }).end(`<Error><Code>${code}</Code></Error>`);
}

/** Signature version 4, worked out from the specification alone. */
function isSigned(request: IncomingMessage, url: URL, region: string): boolean {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? "",
    );
  if (!match) return false;
  const [, accessKey, day = "", signedRegion, names = "", signature] = match;
  const moment = String(request.headers["x-amz-date"]);
  if (accessKey !== ACCESS_KEY || signedRegion !== region || !moment.startsWith(day)) return false;
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const headers = names.split(";").map((name) => `${name}:${String(request.headers[name] ?? "").trim()}\n`);
  const canonical = [
    request.method,
    url.pathname
      .split("/")
      .map((part) => encode(decodeURIComponent(part)))
      .join("/"),
    query.join("&"),
    headers.join(""),
    names,
    String(request.headers["x-amz-content-sha256"]),
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", moment, scope, createHash("sha256").update(canonical).digest("hex")].join("\n");
  const key = [day, region, "s3", "aws4_request"].reduce<Buffer>(mac, Buffer.from(`AWS4${SECRET_KEY}`));
  return mac(key, text).toString("hex") === signature;
}

function mac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
