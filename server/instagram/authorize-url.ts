import { withQuery } from "./client-context.js";
import type { AuthorizeRequest, InstagramSettings } from "./types.js";

/** All that this server asks an owner for: to read the profile and the posts. */
export const SCOPE = "instagram_business_basic";

/** Where to send the browser for consent. */
export function authorizeUrl(settings: InstagramSettings, request: AuthorizeRequest): string {
  return withQuery(new URL(settings.authorizeUrl), {
    client_id: settings.appId,
    redirect_uri: request.redirectUri,
    response_type: "code",
    scope: SCOPE,
    state: request.state,
    ...(request.forceReauth && { force_reauth: "true" }),
  }).href;
}
