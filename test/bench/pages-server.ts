import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAppContext, type OpenAppContext } from "../../server/app-context.js";
import { copyDuePictures } from "../../server/features/assets/copy-due-pictures.js";
import { addOperator } from "../../server/features/operators/add-operator.js";
import { createServer } from "../../server/http/server.js";
import { turnableClock } from "../../server/lib/clock.js";
import { Secret } from "../../server/lib/secret.js";
import { SYSTEM } from "../../server/viewer.js";
import { bringUpToDate } from "../browser/bring-up-to-date.js";
import { connectMember } from "../support/connect-member.js";
import { freePort } from "../support/free-port.js";
import { startSandbox } from "../support/sandbox.js";
import { benchConfig } from "./bench-config.js";
import { createDatabase } from "./create-database.js";

const ACCOUNTS = 12;
const EMAIL = "operator@example.com";
const PASSWORD = "a password for the bench";

export interface PagesServer extends AsyncDisposable {
  origin: string;
  /** `name=value` of an operator's session. */
  session: string;
}

/** The real server with the built dashboard, twelve connected accounts of the sandbox, and copies of their pictures. */
export async function startPagesServer(databaseUrl: string): Promise<PagesServer> {
  await bringUpToDate();
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const clock = turnableClock();
  const sandbox = await startSandbox(clock);
  const dataDir = mkdtempSync(join(tmpdir(), "darkroom-bench-pages-"));
  const { url } = sandbox;
  const { appId, appSecret } = sandbox.sandbox;
  const config = benchConfig(await createDatabase(databaseUrl, "pages"), {
    DATA_DIR: dataDir,
    PUBLIC_URL: origin,
    PUBLIC_READ: "on",
    INSTAGRAM_AUTHORIZE_URL: `${url}/oauth/authorize`,
    INSTAGRAM_API_URL: url,
    INSTAGRAM_GRAPH_URL: url,
  });
  const app = createAppContext({ ...config, instagram: { ...config.instagram, appId, appSecret } }, { clock });
  const server = await createServer(app);
  await server.listen({ port, host: "127.0.0.1" });
  for (let n = 1; n <= ACCOUNTS; n++) await connectMember(app, `shop${n}`);
  await copyDuePictures(app, new AbortController().signal);
  return {
    origin,
    session: await signIn(app, origin),
    async [Symbol.asyncDispose]() {
      const closed = server.close();
      server.server.closeAllConnections();
      await closed;
      await app[Symbol.asyncDispose]();
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function signIn(app: OpenAppContext, origin: string): Promise<string> {
  await addOperator(app, { email: EMAIL, password: new Secret(PASSWORD) }, SYSTEM);
  const answer = await fetch(`${origin}/auth/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: EMAIL, password: PASSWORD }),
  });
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}
