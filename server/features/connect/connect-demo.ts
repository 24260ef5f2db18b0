import type { AppContext } from "../../app-context.js";
import { ANONYMOUS } from "../../viewer.js";
import { isAuditLogEmpty } from "../audit/list-events.js";
import { finishConnect } from "./finish-connect.js";
import { browserInitiator } from "./initiator.js";
import { startConnect } from "./start-connect.js";

/** Connected at the first start, so that the first query has a result. */
const DEMO_ACCOUNTS = ["bakery", "florist", "roastery", "pottery"];
const TIMEOUT_MS = 10_000;

/** Returns the ids of the connected accounts: none at any later start. */
export async function connectDemo(app: AppContext): Promise<string[]> {
  const connected: string[] = [];
  const [redirectUri] = app.config.redirectUris;
  if (app.config.mode !== "sandbox" || !redirectUri || !(await isAuditLogEmpty(app))) return connected;
  for (const account of DEMO_ACCOUNTS) {
    try {
      connected.push(await connectOne(app, account, redirectUri));
    } catch (error) {
      app.log.warn({ account, err: error }, "demo account not connected");
    }
  }
  return connected;
}

async function connectOne(app: AppContext, account: string, redirectUri: string): Promise<string> {
  const caller = browserInitiator("demo");
  const { authorizeUrl, state } = await startConnect(app, { viewer: ANONYMOUS, caller, redirectUri });
  const consent = new URL(`${app.config.instagram.apiUrl}/oauth/authorize${new URL(authorizeUrl).search}`);
  consent.searchParams.set("sandbox_account", account);
  const answer = await fetch(consent, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
  // An unread body would keep its connection.
  await answer.body?.cancel();
  const code = new URL(answer.headers.get("location") ?? "", redirectUri).searchParams.get("code");
  if (!code) throw new Error("the sandbox's consent page gave no code");
  return await finishConnect(app, { viewer: ANONYMOUS, caller, redirectUri, code, state });
}
