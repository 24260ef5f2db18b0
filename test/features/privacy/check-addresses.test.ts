import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AppContext } from "../../../server/app-context.js";
import { checkAddresses } from "../../../server/features/privacy/check-addresses.js";
import { Secret } from "../../../server/lib/secret.js";
import { freePort } from "../../support/free-port.js";
import { AS_OPERATOR, ask, expectRefused } from "../../support/graphql.js";
import { countRows } from "../../support/rows.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";

let testApp: TestApp;
let url: string;
beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  testApp = await createTestApp({ JOBS: "off", PUBLIC_URL: url });
  await testApp.serve(port);
  await testApp.connect("bakery");
});
afterAll(() => testApp.close());

const problems = async (app: AppContext) =>
  Object.fromEntries((await checkAddresses(app)).map(({ address, problem }) => [address, problem]));
const withConfig = (config: Partial<AppContext["config"]>): AppContext => ({
  ...testApp.app,
  config: { ...testApp.app.config, ...config },
});

/** Something else at an address, and what it was asked for. */
async function withOther(answer: (server: Server, asked: string[]) => void, act: (at: string) => Promise<void>) {
  const asked: string[] = [];
  const server = createServer();
  server.on("request", (request) => asked.push(request.url ?? ""));
  answer(server, asked);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await act(`http://127.0.0.1:${port}`);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return asked;
}

test("the addresses of a server that runs respond, and the test changes nothing", async () => {
  const before = await countRows(testApp.app.sql);
  const checks = await checkAddresses(testApp.app);
  expect(checks.slice(0, 3)).toEqual([
    { address: "REDIRECT_URI", url: `${url}/oauth/callback`, problem: null },
    { address: "DEAUTHORIZE", url: `${url}/webhooks/instagram/deauthorize`, problem: null },
    { address: "DATA_DELETION", url: `${url}/webhooks/instagram/data-deletion`, problem: null },
  ]);
  expect(checks.slice(3)).toEqual([{ address: "PRIVACY", url: `${url}/privacy`, problem: null }]);
  expect(await countRows(testApp.app.sql)).toEqual(before);
});

test("a server with another secret is told by its status", async () => {
  const { instagram } = testApp.app.config;
  const other = withConfig({ instagram: { ...instagram, appSecret: new Secret("another") } });
  const problem = "status 400 for a signed test request";
  expect(await problems(other)).toMatchObject({ REDIRECT_URI: null, DEAUTHORIZE: problem, DATA_DELETION: problem });
});

test("no server, one that is silent, and another program are each told", async () => {
  const at = (publicUrl: string) => withConfig({ publicUrl, redirectUris: [`${publicUrl}/oauth/callback`] });
  const none = await problems(at(`http://127.0.0.1:${await freePort()}`));
  for (const problem of Object.values(none)) expect(problem).toMatch(/^no response: .*ECONNREFUSED/);
  await withOther(
    () => undefined,
    async (url) => {
      for (const problem of Object.values(await problems(at(url))))
        expect(problem).toMatch(/^no response: no answer in time/);
    },
  );
  await withOther(
    (server) => server.on("request", (_, response) => response.setHeader("content-type", "text/html").end("hello")),
    async (url) => {
      const told = await problems(at(url));
      expect(told.REDIRECT_URI).toMatch(/^status 200: another program/);
      expect(told.DATA_DELETION).toMatch(/another program/);
    },
  );
});

test("only addresses below PUBLIC_URL are called, and no redirect is followed", async () => {
  const away = await withOther(
    (server) => server.on("request", (_, response) => response.end()),
    async (elsewhere) => {
      await withOther(
        (server) => server.on("request", (_, response) => response.writeHead(302, { location: elsewhere }).end()),
        async (publicUrl) => {
          const redirectUris = [`${publicUrl}/oauth/callback`, `${elsewhere}/callback`, `${publicUrl}.evil.example/`];
          const checks = await checkAddresses(withConfig({ publicUrl, redirectUris }));
          expect(checks.map(({ url }) => new URL(url).host)).toEqual(Array(4).fill(new URL(publicUrl).host));
          for (const { problem } of checks) expect(problem).toMatch(/^no response/);
        },
      );
    },
  );
  expect(away).toEqual([]);
});

test("operators run the check in the dashboard, and nobody else", async () => {
  const query = "mutation { checkMetaAddresses { address problem } }";
  const { data } = await ask(url, query, AS_OPERATOR);
  expect(data.checkMetaAddresses[1]).toEqual({ address: "DEAUTHORIZE", problem: null });
  expectRefused(await ask(url, query), "UNAUTHENTICATED");
});
