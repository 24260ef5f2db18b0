import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../server/config/config.js";
import { fetchPublicUrl } from "../../server/lib/fetch-public-url.js";
import { fetchBytes } from "../../server/lib/http.js";
import { proxyFor, routeOutgoing } from "../../server/lib/proxy.js";

/** Where a tunnel ends: it takes what comes first, and hangs up. */
let end: TcpServer;
let proxy: Server;
let proxyUrl: string;
let asked: string[];
let firstBytes: Buffer | null;
let status: number;

beforeAll(async () => {
  end = createTcpServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (bytes) => {
      firstBytes = bytes;
      socket.destroy();
    });
  });
  const note = ({ method, url, headers }: IncomingMessage) =>
    asked.push(`${method} ${url} ${headers["proxy-authorization"] ?? ""}`.trim());
  proxy = createServer((request, response) => {
    note(request);
    response.setHeader("x-from", "proxy").end(`${request.method} was forwarded`);
  });
  proxy.on("connect", (request, socket) => {
    note(request);
    socket.on("error", () => undefined);
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const tunnel = connect((end.address() as AddressInfo).port, "127.0.0.1").on("error", () => undefined);
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    socket.pipe(tunnel).pipe(socket);
  });
  for (const server of [end, proxy]) await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  proxyUrl = `http://ada:pass%20word@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
afterEach(() => routeOutgoing({ https: null, http: null, none: [] }));
afterAll(() => {
  proxy.close();
  end.close();
});

function route(settings: Record<string, string>): void {
  [asked, firstBytes, status] = [[], null, 200];
  routeOutgoing(readConfig(settings).proxy);
}

const LIMITS = { timeoutMs: 5_000, bytesMax: 1_000 };
const AUTHORIZATION = `Basic ${Buffer.from("ada:pass word").toString("base64")}`;

test("a call by https, and a picture, go through a tunnel to the host that was named", async () => {
  route({ HTTPS_PROXY: proxyUrl });
  await expect(fetchBytes(new URL("https://graph.instagram.com/me"), LIMITS)).rejects.toThrow("the connection failed");
  expect(asked).toEqual([`CONNECT graph.instagram.com:443 ${AUTHORIZATION}`]);
  expect(firstBytes?.[0]).toBe(0x16);
  expect(firstBytes?.toString("latin1")).toContain("graph.instagram.com");

  const picture = fetchPublicUrl(new URL("https://scontent.cdninstagram.com/a.jpg"), {
    idleMs: 5_000,
    mayBePrivate: false,
  });
  await expect(picture).rejects.toMatchObject({ code: "TRANSPORT" });
  expect(asked[1]).toBe(`CONNECT scontent.cdninstagram.com:443 ${AUTHORIZATION}`);
});

test("a proxy that refuses is told by its status", async () => {
  route({ https_proxy: proxyUrl });
  status = 407;
  await expect(fetchBytes(new URL("https://graph.instagram.com/me"), LIMITS)).rejects.toThrow("PROXY_407");
});

test("a call by http is made to the proxy itself", async () => {
  route({ HTTP_PROXY: proxyUrl });
  const form = new URLSearchParams({ a: "b" });
  const answer = await fetchBytes(new URL("http://hooks.example.com/in?x=1"), { ...LIMITS, method: "POST", form });
  expect([answer.status, answer.headers.get("x-from"), Buffer.from(answer.bytes).toString()]).toEqual([
    200,
    "proxy",
    "POST was forwarded",
  ]);
  expect(asked).toEqual([`POST http://hooks.example.com/in?x=1 ${AUTHORIZATION}`]);
});

test("no private address is called through it, and nothing that NO_PROXY or this machine is", async () => {
  route({ HTTPS_PROXY: proxyUrl, HTTP_PROXY: proxyUrl, NO_PROXY: "hooks.example.com:8443, .internal,*.test" });
  const privately = fetchPublicUrl(new URL("https://10.0.0.1/a.jpg"), { idleMs: 5_000, mayBePrivate: false });
  await expect(privately).rejects.toMatchObject({ code: "PRIVATE_ADDRESS" });
  const direct = [
    "https://hooks.example.com:8443",
    "https://a.internal",
    "https://x.test",
    "http://localhost:4000",
    "http://[::1]",
  ];
  expect(direct.map((url) => proxyFor(new URL(url)))).toEqual(direct.map(() => null));
  expect(proxyFor(new URL("https://hooks.example.com"))?.host).toBe(new URL(proxyUrl).host);
  expect(asked).toEqual([]);
});

test("what is no proxy is a wrong setting, and its value is not told", () => {
  expect(() => readConfig({ HTTPS_PROXY: "socks5://s3cret@proxy:1" })).toThrow(
    /HTTPS_PROXY: must be like http:\/\/proxy/,
  );
  expect(() => readConfig({ HTTPS_PROXY: "socks5://s3cret@proxy:1" })).not.toThrow(/s3cret/);
  expect(readConfig({ HTTPS_PROXY: "proxy:3128" }).proxy.https?.href).toBe("http://proxy:3128/");
});
