import { once } from "node:events";
import { connect } from "node:net";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServer } from "../../server/http/server.js";
import { createSandbox } from "../../server/sandbox/create-sandbox.js";
import { sandboxRoutes } from "../../server/sandbox/routes.js";
import { createTestApp, type TestApp } from "../support/test-app.js";

let testApp: TestApp;
let port: number;
let close: () => Promise<void>;
const lines: { level: number; msg: string }[] = [];

beforeAll(async () => {
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  testApp = await createTestApp({}, { log });
  const server = await createServer(testApp.app);
  const sandbox = createSandbox({ clock: testApp.clock, baseUrl: "http://localhost:4000/sandbox" });
  await server.register(sandboxRoutes(sandbox), { prefix: "/sandbox" });
  port = Number(new URL(await server.listen({ port: 0, host: "127.0.0.1" })).port);
  close = () => server.close();
});
afterAll(async () => {
  await close();
  await testApp.close();
});

const GET_PATHS = [
  "/",
  "/graphql",
  "/graphql?query=%7Bviewer%7Bkind%7D%7D",
  "/graphql?query=%7Bviewer%7Bkind%7D%7D&operationName=",
  "/graphql?query=%7Bviewer%7Bkind%7D%7D&operationName=none",
  "/graphql?query=%7Bviewer%7Bkind%7D%7D&variables=%5B1%5D&extensions=1",
  "/graphql?query=%7Bviewer%7Bkind%7D%7D&query=a&variables=%7B&extensions=%7B",
  "/graphql?query=%E0%A4%A&key=pk_%00&key=2",
  "/graphql?query[]=1&variables[a]=2&__proto__=3",
  "/explorer?%",
  "/login?next=%00",
  "/login/instagram?x=%E0%A4%A",
  "/me?%",
  "/me/delete?__proto__=1",
  "/users",
  "/logout?%00",
  "/privacy?lang[]=de&lang=%00",
  "/admin",
  "/admin/%00",
  "/admin/..%2f..%2fpackage.json",
  "/admin/assets/%2e%2e/index.html",
  "/admin/assets/%00.js",
  "/oauth/start?invite=%00&invite=2",
  "/oauth/start?account[]=1",
  "/oauth/callback?code=%00&state=%00",
  "/oauth/callback?code=1&code=2&state[]=3&error=%F0%9F",
  "/auth/sign-in",
  `/files/${"a".repeat(40)}`,
  `/files/${"a".repeat(40)}/640`,
  "/files/%00/640",
  "/files/%E0%A4%A",
  "/metrics",
  "/healthz",
  "/readyz",
  "/sandbox/",
  "/sandbox/me?access_token=%00&fields=%00",
  "/sandbox/v26.0/me/media?access_token[]=1&limit=-1",
  "/sandbox/oauth/authorize?client_id=%00&redirect_uri=%00&scope[]=1",
  "/sandbox/%E0%A4%A",
  "/nothing/%",
  `/${"x".repeat(5_000)}`,
  "//",
  "*",
  "http://[",
  "http://other.example/graphql?query=%7Bviewer%7Bkind%7D%7D",
];
const POST_PATHS = [
  "/graphql",
  "/auth/sign-in",
  "/auth/sign-out",
  "/sandbox/oauth/access_token",
  "/sandbox/oauth/authorize",
  "/sandbox/_control",
  "/",
  "/files/x",
  "/oauth/start",
  "/me/log-out",
  "/me/download",
  "/me/disconnect",
  "/me/delete",
];

const HEADERS: [string, string[]][] = [
  ...["[", "%", "exa mple", "", "a\0b", "localhost:99999999", "a/b?c#d@e", "[::1", "localhost:4000, evil"].map(
    (host) => [`Host ${JSON.stringify(host)}`, [`Host: ${host}`]] as [string, string[]],
  ),
  ["no Host", []],
  ["two Hosts", ["Host: a", "Host: b"]],
  ...[
    ["X-Forwarded-Proto: ja va", "X-Forwarded-For: 1.2.3.4"],
    ["X-Forwarded-Proto: ,,http", "X-Forwarded-Host: ["],
    ["X-Forwarded-Host: a b", "X-Forwarded-For: ,%,::zz, "],
    ["X-Forwarded-Host: "],
    ["Accept: ;;;q=x,,/,*", "Accept-Encoding: ;q=9,zz"],
    [`Accept: ${"text/html,".repeat(500)}`, "Accept-Language: \\x00"],
    ["Accept: text/html"],
    ["Cookie: =;;=; darkroom_session; darkroom_session=%E0%A4%A; a=\\x01", "Authorization: Bearer"],
    [
      `Cookie: darkroom_session=${"x".repeat(3_000)}; darkroom_owner=${"x".repeat(3_000)}; darkroom_browser=%00; darkroom_invite=%00`,
    ],
    ["Cookie: __proto__=1; constructor=2; darkroom_session=%00; darkroom_owner=%E0%A4%A"],
    ["Range: bytes=9-1,-,x", "If-Range: \\", "If-None-Match: ,,W/", "If-Modified-Since: never"],
    ["Range: bytes=99999999999999999999-", "Origin: null", "Referer: http://["],
    ["Expect: 100-continue", "Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: x"],
    ["Expect: something-else"],
    ["X-API-Key: \\u0000", "Origin: http://[", "Access-Control-Request-Headers: ,,;"],
    ["X-API-Key: pk_x", "X-API-Key: pk_y", "Authorization: Bearer \\xff", "Authorization: Basic x"],
    ["TE: trailers", "Trailer: x", "Date: never", "Content-Length: 0"],
  ].map((odd) => [odd.join(" | ").slice(0, 60), ["Host: localhost", ...odd]] as [string, string[]]),
];

const JSON_TYPE = "Content-Type: application/json";
const BODIES: [string, string[], string][] = [
  ...[
    '{"query":"{viewer{kind}}","operationName":""}',
    '{"query":"query A {viewer{kind}} query B {viewer{kind}}","operationName":""}',
    '{"query":"{viewer{kind}}","operationName":"none"}',
    '{"query":"{viewer{kind}}","operationName":5}',
    '{"query":"{viewer{kind}}","operationName":["a"]}',
    '{"query":"{viewer{kind}}","operationName":{"a":1}}',
    '{"query":"{viewer{kind}}","operationName":null,"variables":null,"extensions":null}',
    '{"query":5}',
    '{"query":null}',
    '{"query":["{viewer{kind}}"]}',
    '{"query":{"a":1}}',
    '{"query":""}',
    '{"query":"\\u0000"}',
    '{"query":"\\ud800"}',
    '{"query":"{viewer{kind}}","variables":[]}',
    '{"query":"{viewer{kind}}","variables":[1]}',
    '{"query":"{viewer{kind}}","variables":"x"}',
    '{"query":"{viewer{kind}}","variables":5}',
    '{"query":"{viewer{kind}}","variables":true}',
    '{"query":"{viewer{kind}}","variables":{"__proto__":1,"constructor":2}}',
    '{"query":"{viewer{kind}}","extensions":[]}',
    '{"query":"{viewer{kind}}","extensions":"x"}',
    '{"query":"{viewer{kind}}","extensions":5}',
    '{"query":"{viewer{kind}}","extensions":{"persistedQuery":5}}',
    '{"extensions":{"persistedQuery":null}}',
    '{"extensions":{"persistedQuery":{"version":"1","sha256Hash":5}}}',
    '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":{"a":1}}}}',
    '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":""}}}',
    '{"query":"{viewer{kind}}","extensions":{"persistedQuery":{"version":1,"sha256Hash":["x"]}}}',
    '{"query":"query($a:Int){viewer{kind}}","variables":{"a":{"b":[null]}}}',
    '{"query":"query($s:String){media(search:$s){id}}","variables":{"s":"a\\u0000\\ud800"}}',
    '{"query":"{account(id:\\"\\u0000\\"){id}}"}',
    '{"query":"subscription {x}"}',
    '{"__proto__":{"query":"{viewer{kind}}"}}',
    "[]",
    '[{"query":"{viewer{kind}}"}]',
    "[null]",
    '"text"',
    "5",
    "null",
    "true",
    "{",
    "",
    "\\xff\\xfe",
    `${"[".repeat(50_000)}`,
    '{"email":5,"password":[]}',
    '{"email":"\\u0000@x","password":"\\u0000\\ud800"}',
    '{"advance":"never","fail":[],"nothing":1}',
  ].map((body) => [body.slice(0, 70), [JSON_TYPE], body] as [string, string[], string]),
  ...[
    ["Content-Type: "],
    ["Content-Type: text/plain"],
    ["Content-Type: application/json; charset=klingon"],
    ["Content-Type: application/json; charset=utf-16"],
    ["Content-Type: application/json;;;="],
    ["Content-Type: application/graphql"],
    ["Content-Type: multipart/form-data"],
    ["Content-Type: application/x-www-form-urlencoded"],
    ["Content-Type: %"],
    ["Content-Type: application/json", "Content-Type: text/plain"],
    [],
    [JSON_TYPE, "Content-Encoding: gzip"],
    [JSON_TYPE, "Content-Encoding: br, x"],
  ].map((odd) => [odd.join(" | ") || "no type", odd, '{"query":"{viewer{kind}}"}'] as [string, string[], string]),
];

describe("a client's fault is never a 5xx, nor an error in the log", () => {
  test("whatever the headers of a GET to any route", async () => {
    const asked = GET_PATHS.flatMap((path) =>
      HEADERS.map(([name, headers]) => ({
        name: `GET ${path} ${name}`,
        text: `GET ${path} HTTP/1.1\r\n${join(headers)}`,
      })),
    );
    await expectNoFault(asked);
  });

  test("whatever the body of a POST", async () => {
    const asked = POST_PATHS.flatMap((path) =>
      BODIES.map(([name, headers, body]) => ({
        name: `POST ${path} ${name}`,
        text: `POST ${path} HTTP/1.1\r\n${join(["Host: localhost", ...headers, `Content-Length: ${Buffer.byteLength(body)}`])}${body}`,
      })),
    );
    await expectNoFault(asked);
  });

  test("whatever the method, the version and the framing", async () => {
    const methods = [
      "HEAD",
      "PUT",
      "PATCH",
      "DELETE",
      "OPTIONS",
      "TRACE",
      "PROPFIND",
      "QUERY",
      "CONNECT",
      "NONSENSE",
      "get",
    ];
    const asked = [...GET_PATHS.slice(0, 3), ...POST_PATHS, "/explorer", "/oauth/callback", "/metrics"].flatMap(
      (path) => [
        ...methods.map((method) => `${method} ${path} HTTP/1.1\r\n${join(["Host: localhost"])}`),
        `GET ${path} HTTP/1.0\r\n\r\n`,
        `POST ${path} HTTP/1.0\r\n\r\n`,
        `GET ${path} HTTP/9.9\r\n${join(["Host: localhost"])}`,
        `GET ${path}\r\n\r\n`,
        `POST ${path} HTTP/1.1\r\n${join(["Host: x", JSON_TYPE, "Transfer-Encoding: chunked"])}zz\r\n`,
        `POST ${path} HTTP/1.1\r\n${join(["Host: x", JSON_TYPE, "Transfer-Encoding: chunked", "Content-Length: 3"])}0\r\n\r\n`,
        `POST ${path} HTTP/1.1\r\n${join(["Host: x", JSON_TYPE, "Content-Length: -1"])}`,
        `POST ${path} HTTP/1.1\r\n${join(["Host: x", JSON_TYPE, "Content-Length: 99999999"])}{`,
        `GET ${path} HTTP/1.1\r\n${join(["Host: x", `X-Big: ${"x".repeat(40_000)}`])}`,
        `GET ${path} HTTP/1.1\r\n${join(["Host: x", "Content-Length: 2"])}{}`,
      ],
    );
    await expectNoFault(asked.map((text) => ({ name: text.slice(0, 90), text })));
  });
});

function join(headers: string[]): string {
  return `${[...headers, "Connection: close"].join("\r\n")}\r\n\r\n`;
}

/** Sends all of them, twenty at once, and expects of each an answer below 500, or a closed connection. */
async function expectNoFault(asked: { name: string; text: string }[]): Promise<void> {
  lines.length = 0;
  const faults: string[] = [];
  const queue = [...asked];
  const work = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const answer = await send(next.text);
      if (Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0) >= 500)
        faults.push(`${next.name}: ${answer.slice(0, 40)}`);
    }
  };
  await Promise.all(Array.from({ length: 20 }, work));
  expect(faults).toEqual([]);
  expect(lines.filter(({ level }) => level >= 50)).toEqual([]);
}

/** What comes back for these bytes until the server closes, or for a second. */
async function send(text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.setTimeout(3_000, () => socket.destroy());
  socket.on("data", (chunk) => {
    answer += chunk.toString("latin1");
    if (answer.length > 100) socket.destroy();
  });
  socket.on("error", () => undefined);
  socket.write(
    Buffer.from(
      text.replace(/\\x([0-9a-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
      "latin1",
    ),
  );
  await once(socket, "close");
  return answer;
}
