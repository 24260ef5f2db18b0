import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { freePort } from "../support/free-port.js";

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

test("npm run sandbox says which addresses to set, serves at the root, and drains on SIGTERM", async () => {
  const port = await freePort();
  const { child, printed } = start(port);
  await expect.poll(() => printed(), { timeout: 20_000 }).toContain("_control");
  expect(printed()).toContain(`INSTAGRAM_AUTHORIZE_URL=http://localhost:${port}/oauth/authorize`);
  expect(printed()).toContain(`INSTAGRAM_API_URL=http://localhost:${port}\n`);
  expect(printed()).toContain("INSTAGRAM_CDN_HOSTS=localhost\n");
  const appId = /INSTAGRAM_APP_ID=(\d+)/.exec(printed())?.[1] ?? "";
  const query = new URLSearchParams({
    client_id: appId,
    redirect_uri: "https://shop.example/cb",
    response_type: "code",
    scope: "instagram_business_basic",
    sandbox_account: "bakery",
  });
  const base = `http://127.0.0.1:${port}`;
  const response = await fetch(`${base}/oauth/authorize?${query}`, { redirect: "manual" });
  expect(response.headers.get("location")).toMatch(/^https:\/\/shop\.example\/cb\?code=AQ/);
  expect((await fetch(`${base}/v26.0/me?access_token=x`)).status).toBe(400);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a taken port is named, with exit code 75", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { child, printed } = start(portOf(taken));
  expect(await once(child, "exit")).toEqual([75, null]);
  expect(printed()).toContain("is taken");
  taken.close();
});

test("a setting that cannot be is named, with exit code 78", async () => {
  const { child, printed } = start(99_999);
  expect(await once(child, "exit")).toEqual([78, null]);
  expect(printed()).toContain("PORT must be");
});

function start(port: number): { child: ChildProcess; printed: () => string } {
  const env = { PATH: process.env.PATH, PORT: String(port), INSTAGRAM_APP_ID: "", INSTAGRAM_APP_SECRET: "" };
  const child = spawn(process.execPath, ["scripts/start.cjs", "sandbox/main"], { env });
  children.push(child);
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
  });
  return { child, printed: () => text };
}

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}
