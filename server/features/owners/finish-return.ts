import type { AppContext } from "../../app-context.js";
import type { Secret } from "../../lib/secret.js";
import { type ConnectReturn, consumeState } from "../connect/consume-state.js";
import { completeConnect } from "../connect/finish-connect.js";
import { validateRedirectUri } from "../connect/validate-redirect-uri.js";
import { logIn } from "./log-in.js";

export type Returned = { accountId: string } | { session: Secret };

/**
 * Finishes an OAuth flow of either purpose.
 * @throws {ApiError} as `finishConnect` and `logIn`
 */
export async function finishReturn(app: AppContext, request: ConnectReturn & { state: string }): Promise<Returned> {
  validateRedirectUri(app, request.redirectUri);
  const state = await consumeState(app, request, request.state);
  if (state.purpose === "LOGIN") return { session: await logIn(app, request) };
  return { accountId: await completeConnect(app, request, state) };
}
