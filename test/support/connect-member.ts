import type { AppContext } from "../../server/app-context.js";
import { finishConnect } from "../../server/features/connect/finish-connect.js";
import { browserInitiator } from "../../server/features/connect/initiator.js";
import { startConnect } from "../../server/features/connect/start-connect.js";
import { ANONYMOUS } from "../../server/viewer.js";

/** Connects a member of the sandbox's cast by the real handshake and answers our id of the account. */
export async function connectMember(app: AppContext, member: string): Promise<string> {
  const redirectUri = app.config.redirectUris[0] ?? "";
  const caller = browserInitiator("test");
  const { authorizeUrl, state } = await startConnect(app, { viewer: ANONYMOUS, caller, redirectUri });
  const code = await consent(authorizeUrl, member);
  return await finishConnect(app, { viewer: ANONYMOUS, caller, redirectUri, code, state });
}

/** Agrees on the sandbox's consent page as a member of its cast, and answers the code. */
export async function consent(authorizeUrl: string, member: string): Promise<string> {
  const answer = await fetch(`${authorizeUrl}&sandbox_account=${member}&sandbox_decision=approve`, {
    redirect: "manual",
  });
  return new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
}
