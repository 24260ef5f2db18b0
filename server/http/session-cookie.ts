import type { Config } from "../config/config.js";

/**
 * The name of the cookie that holds the session of a person who is signed in. Under https it begins with `__Host-`:
 * browsers then take it from this host only, over https only, so that no other host of the domain can plant one.
 *
 * @see RFC 6265bis, "The __Host- prefix"
 */
export function sessionCookie({ publicUrl }: Pick<Config, "publicUrl">): string {
  return isSecure({ publicUrl }) ? "__Host-darkroom_session" : "darkroom_session";
}

/** What the cookie is set and cleared with. */
export function sessionCookieOptions(config: Pick<Config, "publicUrl">) {
  return { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure(config) } as const;
}

function isSecure({ publicUrl }: Pick<Config, "publicUrl">): boolean {
  return publicUrl.startsWith("https:");
}
