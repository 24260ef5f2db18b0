import { Secret } from "../lib/secret.js";
import { SCOPE } from "./authorize-url.js";
import { type ClientContext, endpoint } from "./client-context.js";
import { isPersonal, readAccountType } from "./diagnose-permission.js";
import { InstagramError } from "./errors.js";
import { sendRequest } from "./request.js";
import { type ShortLivedToken, shortLivedTokenSchema } from "./schemas.js";
import type { CallOptions, CodeRequest } from "./types.js";

/**
 * Exchanges the code of the consent page for a token that is valid for an hour. A code is single-use: only a refused
 * connection is retried.
 * @throws {InstagramError} CODE_REJECTED, APP_MISCONFIGURED, PERMISSION_MISSING (the owner switched it off),
 * ACCOUNT_NOT_PROFESSIONAL …
 */
export async function exchangeCode(
  client: ClientContext,
  { code, redirectUri }: CodeRequest,
  { signal }: CallOptions,
): Promise<ShortLivedToken> {
  const { appId, appSecret, apiUrl } = client.settings;
  // A pasted callback address contains a fragment.
  const bareCode = code.replace(/#_$/, "").trim();
  if (bareCode === "") throw new InstagramError("There is no code.", { failureCause: "CODE_REJECTED" });
  const token = await sendRequest(client, {
    call: "exchangeCode",
    request: () => ({
      url: endpoint(apiUrl, "oauth", "access_token"),
      form: new URLSearchParams({
        client_id: appId,
        client_secret: appSecret.reveal(),
        grant_type: "authorization_code",
        redirect_uri: redirectUri,
        code: bareCode,
      }),
    }),
    isSingleUse: true,
    shape: shortLivedTokenSchema,
    bytesMax: 1_000_000,
    secrets: [new Secret(bareCode), appSecret],
    signal,
  });
  await requireGrant(client, token, signal);
  return token;
}

/** A personal account grants nothing, whatever its owner accepts: `/me` shows why. */
async function requireGrant(
  client: ClientContext,
  token: ShortLivedToken,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    requireScope(token.permissions);
  } catch (failure) {
    const accountType = await readAccountType(client, token.accessToken, signal).catch(() => null);
    if (!isPersonal(accountType)) throw failure;
    throw new InstagramError("This is a personal account.", { failureCause: "ACCOUNT_NOT_PROFESSIONAL" });
  }
}

/** Null means that Instagram did not list them; that is not an error. */
export function requireScope(permissions: readonly string[] | null): void {
  if (permissions === null || permissions.includes(SCOPE)) return;
  throw new InstagramError(`The permission ${SCOPE} was not granted.`, { failureCause: "PERMISSION_MISSING" });
}
