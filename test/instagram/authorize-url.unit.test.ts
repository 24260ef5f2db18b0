import { expect, test } from "vitest";
import { authorizeUrl } from "../../server/instagram/authorize-url.js";
import { Secret } from "../../server/lib/secret.js";

const SETTINGS = {
  appId: "990602627938098",
  appSecret: new Secret("the-app-secret"),
  authorizeUrl: "https://www.instagram.com/oauth/authorize",
  apiUrl: "https://api.instagram.com",
  graphUrl: "https://graph.instagram.com",
  graphVersion: "v26.0",
};
const REQUEST = { redirectUri: "https://feeds.example/oauth/callback/", state: "s&t=a+t/e", forceReauth: false };

test("the consent page is asked for one permission, and the redirect URI and state go unchanged", () => {
  const url = new URL(authorizeUrl(SETTINGS, REQUEST));
  expect(url.origin + url.pathname).toBe("https://www.instagram.com/oauth/authorize");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: "990602627938098",
    redirect_uri: "https://feeds.example/oauth/callback/",
    response_type: "code",
    scope: "instagram_business_basic",
    state: "s&t=a+t/e",
  });
});

test("a new login is asked for only on demand", () => {
  expect(authorizeUrl(SETTINGS, { ...REQUEST, forceReauth: true })).toContain("&force_reauth=true");
  expect(authorizeUrl(SETTINGS, REQUEST)).not.toContain("force");
});
