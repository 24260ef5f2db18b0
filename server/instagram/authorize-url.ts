import { withQuery } from "./client-context.js";
import type { AuthorizeRequest, InstagramSettings } from "./types.js";

/** The only permission that Darkroom requests: read profile and posts. */
export const SCOPE = "instagram_business_basic";

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
