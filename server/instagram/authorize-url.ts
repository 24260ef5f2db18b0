import type { InstagramSettings } from "./client.js";
import { withQuery } from "./client-context.js";

/** All that this server asks an owner for: to read the profile and the posts. */
export const SCOPE = "instagram_business_basic";

export interface AuthorizeRequest {
  redirectUri: string;
  state: string;
  /** Makes the person log in anew, so that they can choose another account. */
  forceReauth: boolean;
}

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
