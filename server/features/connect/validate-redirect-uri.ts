import type { AppContext } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";

/**
 * @throws {ApiError} REDIRECT_URI_NOT_ALLOWED when it is not one of REDIRECT_URIS, byte for byte as Instagram compares
 */
export function validateRedirectUri(app: AppContext, redirectUri: string): void {
  const { redirectUris } = app.config;
  if (redirectUris.includes(redirectUri)) return;
  const near = redirectUris.find((allowed) => allowed.replace(/\/+$/, "") === redirectUri.replace(/\/+$/, ""));
  throw new ApiError("REDIRECT_URI_NOT_ALLOWED", `The redirect URI ${redirectUri.slice(0, 300)} is not allowed here.`, {
    nextStep: near
      ? `It differs from ${near} by a slash at the end; Instagram compares byte for byte. Use that one.`
      : `Use one of REDIRECT_URIS (${redirectUris.join(", ")}), or add this one there and to the Meta app.`,
  });
}
