import { fastify } from "fastify";
import { turnableClock } from "../lib/clock.js";
import { onShutdown } from "../lib/graceful-shutdown.js";
import { isLocalHost } from "../lib/net.js";
import { Secret } from "../lib/secret.js";
import { createSandbox } from "./create-sandbox.js";
import { clientSettings } from "./index-page.js";
import { sandboxRoutes } from "./routes.js";

async function main(): Promise<void> {
  const port = Number(setting("PORT") ?? 4000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) fail(EXIT_MISCONFIGURED, "PORT must be from 1 to 65535.");
  const host = setting("HOST") ?? "127.0.0.1";
  const baseUrl = (setting("PUBLIC_URL") ?? `http://localhost:${port}`).replace(/\/+$/, "");
  if (!/^https?:/.test(baseUrl) || !URL.canParse(baseUrl)) {
    fail(EXIT_MISCONFIGURED, "PUBLIC_URL must be an address such as http://localhost:4000.");
  }
  const stateFile = setting("SANDBOX_STATE_FILE");
  const appId = setting("INSTAGRAM_APP_ID");
  const appSecret = setting("INSTAGRAM_APP_SECRET");
  const sandbox = createSandbox({
    clock: turnableClock(),
    baseUrl,
    ...(stateFile === undefined ? {} : { stateFile }),
    ...(appId === undefined ? {} : { appId }),
    ...(appSecret === undefined ? {} : { appSecret: new Secret(appSecret) }),
  });
  const server = fastify();
  await server.register(sandboxRoutes(sandbox));
  onShutdown(() => server.close(), { timeoutMs: 9_500 });
  try {
    await server.listen({ port, host });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    fail(EXIT_TRY_LATER, `Port ${port} is taken. Choose another: PORT=${port + 1} npm run sandbox`);
  }
  say(`The sandbox Instagram listens on ${sandbox.baseUrl()}. Tell your client:\n`);
  for (const [name, value] of clientSettings(sandbox)) say(`  ${name}=${value}`);
  say(`\nFaults and time travel: POST ${sandbox.baseUrl()}/_control (see docs/sandbox.md)`);
  if (!isLocalHost(host)) say(`It listens on ${host}: whoever reaches this machine can read it.`);
}

/** sysexits.h: EX_TEMPFAIL and EX_CONFIG. */
const EXIT_TRY_LATER = 75;
const EXIT_MISCONFIGURED = 78;

function fail(code: number, line: string): never {
  say(line);
  process.exit(code);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** An empty setting counts as unset. */
function setting(name: string): string | undefined {
  // biome-ignore lint/style/noProcessEnv: the sandbox is a program of its own and knows nothing of our config.ts.
  return process.env[name] || undefined;
}

await main();
