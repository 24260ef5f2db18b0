import type { Config } from "../config/config.js";

/**
 * The session cookie's name. Under https it begins with `__Host-`: browsers accept it only from this host over https,
 * so that no other host of the domain can set it.
 * @see RFC 6265bis, "The __Host- prefix"
 */
export function sessionCookie({ publicUrl }: Pick<Config, "publicUrl">): string {
  return isSecure({ publicUrl }) ? "__Host-darkroom_session" : "darkroom_session";
}

/** For the owner of an account, logged in with Instagram. */
export function ownerCookie({ publicUrl }: Pick<Config, "publicUrl">): string {
  return isSecure({ publicUrl }) ? "__Host-darkroom_owner" : "darkroom_owner";
}

/** Binds an OAuth flow to a browser; does not identify the person. */
export function browserCookie({ publicUrl }: Pick<Config, "publicUrl">): string {
  return isSecure({ publicUrl }) ? "__Host-darkroom_browser" : "darkroom_browser";
}

export function sessionCookieOptions(config: Pick<Config, "publicUrl">) {
  return { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure(config) } as const;
}

function isSecure({ publicUrl }: Pick<Config, "publicUrl">): boolean {
  return publicUrl.startsWith("https:");
}
