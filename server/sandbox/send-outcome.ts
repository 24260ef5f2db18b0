import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FastifyReply } from "fastify";
import type { Outcome, Wire } from "./apply-fault.js";

/** Maximum number of connections that wait or receive endless data; then the oldest is closed. */
const HELD_MAX = 200;

export function sendOutcome(reply: FastifyReply, outcome: Outcome, held: Set<ServerResponse>): FastifyReply {
  if (!("wire" in outcome)) return reply.code(outcome.status).headers(outcome.headers).send(outcome.body);
  reply.hijack();
  if (outcome.wire === "reset") reply.raw.socket?.resetAndDestroy();
  else hold(reply.raw, held);
  if (outcome.wire === "endless" || outcome.wire === "huge") flood(reply.raw, outcome.wire);
  return reply;
}

function hold(response: ServerResponse, held: Set<ServerResponse>): void {
  held.add(response);
  response.once("close", () => held.delete(response));
  const [oldest] = held;
  if (held.size > HELD_MAX) oldest?.destroy();
}

const CHUNK = Buffer.alloc(64 * 1024, " ");
/** An endless body ends at a gigabyte. */
const FLOOD_CHUNKS = 16 * 1024;

function flood(response: ServerResponse, wire: Exclude<Wire["wire"], "hang" | "reset">): void {
  const headers =
    wire === "huge"
      ? { "content-type": "image/jpeg", "content-length": String(CHUNK.length * FLOOD_CHUNKS) }
      : { "content-type": "application/json; charset=UTF-8" };
  response.writeHead(200, headers);
  // The client disconnects at some point; that is intended.
  pipeline(Readable.from(chunks(wire)), response).catch(() => undefined);
}

function* chunks(wire: "endless" | "huge"): Generator<Buffer> {
  const head = wire === "huge" ? Buffer.from([0xff, 0xd8, 0xff, 0xe0]) : Buffer.from('{"data":[');
  yield Buffer.concat([head, CHUNK.subarray(head.length)]);
  for (let sent = 1; sent < FLOOD_CHUNKS; sent++) yield CHUNK;
}
