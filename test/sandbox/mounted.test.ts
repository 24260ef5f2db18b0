import compress from "@fastify/compress";
import formbody from "@fastify/formbody";
import helmet from "@fastify/helmet";
import { fastify } from "fastify";
import { afterEach, expect, test } from "vitest";
import { turnableClock } from "../../server/lib/clock.js";
import { createSandbox } from "../../server/sandbox/create-sandbox.js";
import { sandboxRoutes } from "../../server/sandbox/routes.js";
import { authorizeQuery, exchangeForm } from "./start-sandbox.js";

const lines: string[] = [];
const server = fastify({
  forceCloseConnections: true,
  logger: { level: "trace", stream: { write: (line: string) => void lines.push(line) } },
});
afterEach(() => server.close());

test("inside a server with parsers, headers and a log of its own, it answers as alone and no token is logged", async () => {
  let base = "";
  const sandbox = createSandbox({ clock: turnableClock(), baseUrl: () => base });
  for (const plugin of [formbody, helmet, compress]) await server.register(plugin as typeof helmet);
  server.post("/own", async ({ body }) => body);
  await server.register(sandboxRoutes(sandbox), { prefix: "/sandbox" });
  const address = await server.listen({ port: 0, host: "127.0.0.1" });
  base = `${address}/sandbox`;

  const authorize = `${base}/oauth/authorize?${authorizeQuery(sandbox, { sandbox_account: "bakery" })}`;
  const approved = await fetch(authorize, { redirect: "manual" });
  const code = new URL(approved.headers.get("location") ?? "").searchParams.get("code") ?? "";
  const body = new URLSearchParams(exchangeForm(sandbox, { code }));
  const token = JSON.parse(await (await fetch(`${base}/oauth/access_token`, { method: "POST", body })).text());
  const media = await fetch(`${base}/me/media?fields=media_url&access_token=${token.access_token}`);
  const { data } = JSON.parse(await media.text());
  const picture = await fetch(data[0].media_url);
  expect(picture.headers.get("content-type")).toBe("image/jpeg");
  expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(10_000);

  const page = await fetch(`${base}/oauth/authorize?${authorizeQuery(sandbox)}`);
  expect(page.headers.get("content-security-policy")).not.toContain("form-action");
  const own = await fetch(`${address}/own`, { method: "POST", body: new URLSearchParams({ a: "1" }) });
  expect(await own.json()).toEqual({ a: "1" });
  expect(lines.join("")).toContain("/own");
  expect(lines.join("")).not.toMatch(/IGAA|client_secret|access_token/);
});
