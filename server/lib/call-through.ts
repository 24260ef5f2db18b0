import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { proxyAuthorization, tunnelAgent } from "./proxy.js";

interface CallRequest {
  method?: string;
  headers?: Record<string, string>;
  form?: URLSearchParams | undefined;
  body?: string | ReadableStream | undefined;
  signal: AbortSignal;
}

/** `fetch` through a proxy: https in a tunnel, http as a request to the proxy itself. Follows no redirect. */
export function callThrough(proxy: URL, url: URL, request: CallRequest): Promise<Response> {
  const { method = "GET", form, body, signal } = request;
  const headers: Record<string, string> = { "accept-encoding": "identity", ...request.headers };
  if (form) headers["content-type"] ??= "application/x-www-form-urlencoded;charset=UTF-8";
  return new Promise((resolve, reject) => {
    const answered = (answer: IncomingMessage) => {
      const { statusCode = 0 } = answer;
      if (statusCode >= 300 && statusCode < 400 && answer.headers.location) {
        answer.destroy();
        return reject(new TypeError("fetch failed", { cause: new Error("redirect") }));
      }
      const isEmpty = method === "HEAD" || statusCode === 204 || statusCode === 304;
      if (isEmpty) answer.resume();
      const content = isEmpty ? null : (Readable.toWeb(answer) as globalThis.ReadableStream);
      resolve(new Response(content, { status: statusCode, headers: pairsOf(answer) }));
    };
    const call =
      url.protocol === "https:"
        ? httpsRequest(url, { method, headers, signal, agent: tunnelAgent(proxy) }, answered)
        : httpRequest(
            proxy,
            { method, signal, path: url.href, headers: { host: url.host, ...headers, ...proxyAuthorization(proxy) } },
            answered,
          );
    call.once("error", (error) =>
      reject(signal.aborted ? signal.reason : new TypeError("fetch failed", { cause: error })),
    );
    const sent = form?.toString() ?? body;
    if (sent === undefined || typeof sent === "string") call.end(sent);
    else Readable.fromWeb(sent as ReadableStream).pipe(call);
  });
}

function pairsOf({ headersDistinct }: IncomingMessage): [string, string][] {
  return Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
}
