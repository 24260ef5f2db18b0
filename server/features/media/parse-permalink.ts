const HOSTS = /^(?:(?:www|m)\.)?(?:instagram\.com|instagr\.am)$/;
/** Also below a username, as Instagram's pages show it. Addresses below /share/ have codes of their own. */
const PATH = /^\/(?:(?!share\/)[\w.]+\/)?(?:p|reel|reels|tv)\/([\w-]+)\/?$/;

/** The shortcode in a post's address at Instagram, with or without https://; null if this is no such address. */
export function shortcodeOf(permalink: string): string | null {
  const text = permalink.trim();
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return null;
  const { hostname, pathname } = new URL(address);
  if (!HOSTS.test(hostname)) return null;
  return pathname.match(PATH)?.[1] ?? null;
}
