import { request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest, type RequestOptions } from "node:https";
import { isIP, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type ConnectionOptions, connect as tlsConnect } from "node:tls";
import { isLocalHost } from "./net.js";

export interface OutgoingProxy {
  https: URL | null;
  http: URL | null;
  /** Hosts without a proxy; a name includes its subdomains, `*` means all. */
  none: readonly string[];
}

const CONNECT_MS = 10_000;
const DIRECT: OutgoingProxy = { https: null, http: null, none: [] };
let outgoing = DIRECT;
let agents = new Map<string, HttpsAgent>();

export function routeOutgoing(proxy: OutgoingProxy): void {
  for (const agent of agents.values()) agent.destroy();
  agents = new Map();
  outgoing = proxy;
}

/** The proxy for an address; null for a direct call, as always to localhost. */
export function proxyFor(url: URL): URL | null {
  const proxy = url.protocol === "https:" ? outgoing.https : outgoing.http;
  if (!proxy || isLocalHost(url.hostname)) return null;
  const [name, host] = [url.hostname.replace(/^\[|\]$/g, ""), url.host].map((text) => text.toLowerCase());
  const isDirect = outgoing.none.some((entry) => {
    const plain = entry.toLowerCase().replace(/^\*?\./, "");
    return plain === "*" || plain === name || plain === host || (isIP(name ?? "") === 0 && name?.endsWith(`.${plain}`));
  });
  return isDirect ? null : proxy;
}

export function tunnelAgent(proxy: URL): HttpsAgent {
  const known = agents.get(proxy.href);
  if (known) return known;
  const agent = new TunnelAgent(proxy);
  agents.set(proxy.href, agent);
  return agent;
}

export function proxyAuthorization({ username, password }: URL): Record<string, string> {
  if (!username) return {};
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(login).toString("base64")}` };
}

class TunnelAgent extends HttpsAgent {
  constructor(readonly proxy: URL) {
    super({ keepAlive: true, maxSockets: 32, maxFreeSockets: 8, timeout: 15_000 });
  }

  override createConnection(options: RequestOptions, done?: (error: Error | null, socket: Duplex) => void): undefined {
    openTunnel(this.proxy, options.host ?? "", Number(options.port)).then(
      (socket) => done?.(null, tlsConnect({ ...options, socket } as ConnectionOptions)),
      (error: Error) => done?.(error, undefined as never),
    );
  }
}

function openTunnel(proxy: URL, host: string, port: number): Promise<Socket> {
  const place = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  const isHttps = proxy.protocol === "https:";
  return new Promise((resolve, reject) => {
    const call = (isHttps ? httpsRequest : httpRequest)({
      method: "CONNECT",
      host: proxy.hostname.replace(/^\[|\]$/g, ""),
      port: proxy.port || (isHttps ? 443 : 80),
      path: place,
      headers: { host: place, ...proxyAuthorization(proxy) },
      agent: false,
    });
    call.setTimeout(CONNECT_MS, () => call.destroy(apiError("PROXY_TIMEOUT")));
    call.once("error", reject);
    call.once("connect", ({ statusCode }, socket: Socket) => {
      socket.setTimeout(0);
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(apiError(`PROXY_${statusCode}`));
    });
    call.end();
  });
}

function apiError(code: string): Error {
  return Object.assign(new Error("the proxy made no connection"), { code });
}
