import { randomBytes, randomInt } from "node:crypto";
import { Agent, request } from "node:http";

/** What one attack sends. */
export interface Sent {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  /** JSON, unless it is text already. */
  body?: unknown;
  /** The client goes away after so many milliseconds. */
  leaveAfterMs?: number;
}

/** Longer than the server gives any read. */
const TIMEOUT_MS = 45_000;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends one request and resolves to its status, `0` where the connection ended without one; reads the whole answer. */
export function send(url: string, { path = "/graphql", method, headers, body, leaveAfterMs }: Sent): Promise<number> {
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const sent = request(new URL(path, url), {
    agent,
    method: method ?? (text === undefined ? "GET" : "POST"),
    headers: {
      "x-forwarded-for": randomAddress(),
      ...(text === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    timeout: TIMEOUT_MS,
    signal: AbortSignal.timeout(leaveAfterMs ?? TIMEOUT_MS),
  });
  return new Promise((resolve) => {
    sent.on("response", (answer) => {
      answer.on("error", () => resolve(0));
      answer.on("close", () => resolve(answer.statusCode ?? 0));
      answer.resume();
    });
    sent.on("error", () => resolve(0));
    sent.end(text);
  });
}

/** Half come from 250 addresses of IPv4, half from one that was never seen, so that neither limits nor counters help alone. */
function randomAddress(): string {
  if (randomInt(2) === 0) return `198.51.100.${randomInt(250)}`;
  const hex = randomBytes(4).toString("hex");
  return `2001:db8:${hex.slice(0, 4)}:${hex.slice(4)}::1`;
}
