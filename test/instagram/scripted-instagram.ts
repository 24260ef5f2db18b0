import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { expect } from "vitest";
import { createInstagram } from "../../server/instagram/create-client.js";
import { InstagramError } from "../../server/instagram/errors.js";
import type { Instagram, InstagramCall } from "../../server/instagram/types.js";
import { systemClock } from "../../server/lib/clock.js";
import { Secret } from "../../server/lib/secret.js";

export interface Received {
  method: string;
  path: string;
  query: URLSearchParams;
  form: URLSearchParams;
  authorization: string | undefined;
}

export type Reply = (response: ServerResponse, request: Received) => void;

export interface ScriptedInstagram extends AsyncDisposable {
  url: string;
  instagram: Instagram;
  requests: Received[];
  calls: InstagramCall[];
  /** One reply a request, in order; the last one stays. */
  script(...replies: Reply[]): void;
}

export const TOKEN = new Secret("IGAAthetokenofatest0123456789abcdefghijklmnop");
export const APP_SECRET = new Secret("0123456789abcdef0123456789abcdef");

/** A real HTTP server that answers as the test says, and a client for it. `path` puts it under one, as the sandbox is. */
export async function scriptInstagram(options: { timeoutMs?: number; path?: string } = {}): Promise<ScriptedInstagram> {
  let replies: Reply[] = [];
  const requests: Received[] = [];
  const calls: InstagramCall[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? "/", "http://localhost");
    const received = {
      method: request.method ?? "",
      path: url.pathname,
      query: url.searchParams,
      form: new URLSearchParams(Buffer.concat(chunks).toString()),
      authorization: request.headers.authorization,
    };
    requests.push(received);
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    reply?.(response, received);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${options.path ?? ""}`;
  return {
    url,
    requests,
    calls,
    instagram: createInstagram(
      {
        appId: "990602627938098",
        appSecret: APP_SECRET,
        authorizeUrl: `${url}/oauth/authorize`,
        apiUrl: url,
        graphUrl: url,
        graphVersion: "v26.0",
      },
      { clock: systemClock, onCall: (call) => calls.push(call), timeoutMs: options.timeoutMs ?? 5_000 },
    ),
    script(...given) {
      replies = given;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `body` goes out as it is when it is text, so that big integers stay whole. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json; charset=UTF-8", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** `more` goes into the envelope, but for the HTTP status and headers. */
export function graphError(code: number, message: string, more: GraphErrorMore = {}): Reply {
  const { status = 400, headers, ...error } = more;
  return json({ error: { message, type: "OAuthException", code, fbtrace_id: "Atrace", ...error } }, status, headers);
}

interface GraphErrorMore {
  status?: number;
  headers?: Record<string, string>;
  error_subcode?: number;
  is_transient?: boolean;
  fbtrace_id?: string;
}

export function html(status: number): Reply {
  return (response) => {
    response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
    response.end("<!DOCTYPE html><title>Facebook | Error</title>");
  };
}

export const hang: Reply = () => {};
export const reset: Reply = (response) => response.destroy();

export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/instagram/${name}.json`, import.meta.url), "utf8");
}

/** The failure that a call ends with, which must not hold any of `secrets` however deep one looks. */
export async function failureOf(call: Promise<unknown>, secrets: Secret[] = [TOKEN, APP_SECRET]) {
  const error = await call.then(
    () => expect.fail("the call succeeded"),
    (error: unknown) => error,
  );
  if (!(error instanceof InstagramError)) throw error;
  const seen = inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error) + String(error.stack);
  for (const secret of secrets) expect(seen).not.toContain(secret.reveal());
  return error;
}
