import type { AppContext } from "../../app-context.js";
import { ANONYMOUS } from "../../viewer.js";
import { isAuditLogEmpty } from "../audit/list-events.js";
import { finishConnect } from "./finish-connect.js";
import { browserInitiator } from "./initiator.js";
import { startConnect } from "./start-connect.js";

/** Connected at the first start, so that the first query has a result. */
const DEMO_ACCOUNTS = ["bakery", "florist"];
const TIMEOUT_MS = 10_000;

export async function connectDemo(app: AppContext): Promise<void> {
  if (app.config.mode !== "sandbox" || !(await isAuditLogEmpty(app))) return;
  const [redirectUri] = app.config.redirectUris;
  if (!redirectUri) return;
  for (const account of DEMO_ACCOUNTS) {
    try {
      await connectOne(app, account, redirectUri);
    } catch (error) {
      app.log.warn({ account, err: error }, "demo account not connected");
    }
  }
}

async function connectOne(app: AppContext, account: string, redirectUri: string): Promise<void> {
  const caller = browserInitiator("demo");
  const { authorizeUrl, state } = await startConnect(app, { viewer: ANONYMOUS, caller, redirectUri });
  const consent = new URL(`${app.config.instagram.apiUrl}/oauth/authorize${new URL(authorizeUrl).search}`);
  consent.searchParams.set("sandbox_account", account);
  const answer = await fetch(consent, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
  // An unread body would keep its connection.
  await answer.body?.cancel();
  const code = new URL(answer.headers.get("location") ?? "", redirectUri).searchParams.get("code");
  if (!code) throw new Error("the sandbox's consent page gave no code");
  await finishConnect(app, { viewer: ANONYMOUS, caller, redirectUri, code, state });
}
