import { type AppContext, inTransaction } from "../../app-context.js";
import type { ShortLivedToken } from "../../instagram/schemas.js";
import { ApiError } from "../../lib/errors.js";
import type { Secret } from "../../lib/secret.js";
import { ANONYMOUS, type Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import type { ConnectReturn } from "../connect/consume-state.js";
import { findAccounts } from "../connect/save-account.js";
import { fetchGrantDetails, OPERATION_MS, saveConnection } from "../connect/save-connection.js";
import { settleState } from "../connect/settle-handshake.js";
import { allowProbe } from "../rate-limits/guard-calls.js";
import { replaceWorkingToken } from "../tokens/replace-token.js";
import { openSession } from "./session.js";
import { lockAccount } from "./store.js";

/** The account is not connected, and its owner may not connect it. */
export class NotConnectedError extends ApiError {
  constructor(username: string | null) {
    super("FORBIDDEN", `${username === null ? "This account" : `@${username}`} is not connected here.`, {
      nextStep: "Ask the people who run this server for a connect link.",
    });
  }
}

/**
 * Logs in the owner of a connected account by Instagram's code, and returns the session cookie's value. With
 * OPEN_CONNECT=on it first connects an unknown account. Call it once the state is consumed.
 *
 * The login's token replaces the stored one if possible, and reconnects a lost account. If neither works, the person is
 * still logged in: Instagram has identified them.
 * @throws {NotConnectedError} when the account is not connected and OPEN_CONNECT is off; nothing is stored
 * @throws {ApiError} CODE_REJECTED and the codes of Instagram's other failures
 */
export async function logIn(app: AppContext, request: Pick<ConnectReturn, "code" | "redirectUri">): Promise<Secret> {
  await allowProbe(app, null);
  const signal = AbortSignal.timeout(OPERATION_MS);
  const login = await identify(app, request, signal);
  const { known, username } = login;
  if (known === null && !app.config.openConnect) throw new NotConnectedError(username);
  try {
    return await open(app, await storeToken(app, login, signal), username);
  } catch (error) {
    const apiError = await settleState(app, error);
    if (known === null || !(apiError instanceof ApiError)) throw apiError;
    app.log.info({ accountId: known, code: apiError.code }, "token of a login not stored");
    return await open(app, known, username);
  }
}

interface Login {
  short: ShortLivedToken;
  known: string | null;
  /** Whether several accounts are theirs; reconnecting merges them. */
  hasDuplicate: boolean;
  username: string | null;
}

async function identify(
  app: AppContext,
  { code, redirectUri }: Pick<ConnectReturn, "code" | "redirectUri">,
  signal: AbortSignal,
): Promise<Login> {
  try {
    const short = await app.instagram.exchangeCode({ code, redirectUri }, { signal });
    const profile = await app.instagram.readProfile(short.accessToken, { signal });
    const [known = null, ...duplicates] = await findAccounts(app, profile);
    return { short, known, hasDuplicate: duplicates.length > 0, username: profile.username };
  } catch (error) {
    throw await settleState(app, error);
  }
}

async function storeToken(app: AppContext, login: Login, signal: AbortSignal): Promise<string> {
  const { short, known, hasDuplicate } = login;
  const long = await app.instagram.exchangeToken(short.accessToken, { signal });
  const token = { ...long, permissions: long.permissions ?? short.permissions, estimated: false, refreshedAt: null };
  if (known !== null && !hasDuplicate) {
    const isReplaced = await inTransaction(app, async (app) => {
      const account = await lock(app, known);
      return account !== null && (await replaceWorkingToken(app, account, token));
    });
    if (isReplaced) return known;
  }
  const granted = await fetchGrantDetails(app, { token, exchangeUserId: short.userId, signal });
  const by: Viewer = known === null ? ANONYMOUS : { kind: "OWNER", accountId: known };
  const isKnown = known !== null;
  return await saveConnection(app, { granted, by, reference: null, linkId: null, action: "connected", isKnown });
}

async function open(app: AppContext, accountId: string, username: string | null): Promise<Secret> {
  return await inTransaction(app, async (app) => {
    if (!(await lock(app, accountId))) throw new NotConnectedError(username);
    await recordEvent(app, { by: { kind: "OWNER", accountId }, action: "owner.logged_in", accountId });
    return await openSession(app, accountId);
  });
}

async function lock(app: AppContext, id: string) {
  return await lockAccount(app.db, { id, sandbox: app.config.mode === "sandbox" });
}
