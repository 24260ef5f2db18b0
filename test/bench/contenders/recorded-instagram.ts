import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { turnableClock } from "../../../server/lib/clock.js";
import { startSandbox } from "../../support/sandbox.js";
import { report } from "../report.js";

/*
 * A process that stands for Instagram: it asks the sandbox for each answer once, and repeats it after a delay, whoever asks.
 * So what is measured waits as for Instagram, and not for the sandbox. `POST /delay?ms=50` sets the delay, and
 * `GET /app` tells the app that it knows.
 */

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const PASSED_ON = ["content-type", "location", "x-app-usage", "x-business-use-case-usage"];

const sandbox = await startSandbox(turnableClock());
const recorded = new Map<string, Promise<Answer>>();
let delayMs = 0;
let ownUrl = "";

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const url = new URL(request.url ?? "/", "http://localhost");
  if (url.pathname === "/delay") {
    delayMs = Number(url.searchParams.get("ms"));
    return response.end();
  }
  if (url.pathname === "/app") {
    const { appId, appSecret } = sandbox.sandbox;
    return response.end(JSON.stringify({ appId, appSecret: appSecret.reveal() }));
  }
  const ask = () =>
    passOn(request.method ?? "GET", request.url ?? "/", { headers: request.headers, body: Buffer.concat(chunks) });
  const isRepeatable = request.method === "GET" && !url.pathname.includes("oauth");
  const key = `${request.headers.authorization} ${request.url}`;
  const { status, headers, body } = await (isRepeatable ? recordedOr(key, ask) : ask());
  if (delayMs > 0) await sleep(delayMs);
  response.writeHead(status, headers).end(body);
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.address() as AddressInfo;
ownUrl = `http://127.0.0.1:${port}`;
report(port);

function recordedOr(key: string, ask: () => Promise<Answer>): Promise<Answer> {
  const answer = recorded.get(key) ?? ask();
  recorded.set(key, answer);
  return answer;
}

async function passOn(
  method: string,
  path: string,
  { headers: { authorization, "content-type": type }, body }: { headers: IncomingHttpHeaders; body: Buffer },
): Promise<Answer> {
  const answer = await fetch(`${sandbox.url}${path}`, {
    method,
    headers: { ...(authorization && { authorization }), ...(type && { "content-type": type }) },
    body: method === "GET" ? null : new Uint8Array(body),
    redirect: "manual",
  });
  const text = (await answer.text()).replaceAll(sandbox.url, ownUrl);
  const passed = PASSED_ON.flatMap((name) => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value.replaceAll(sandbox.url, ownUrl)]];
  });
  return { status: answer.status, headers: Object.fromEntries(passed), body: text };
}
