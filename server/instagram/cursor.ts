declare const brand: unique symbol;
/** Where the next page begins: Instagram's own address of it, on the configured host and without the token it came with. */
export type MediaCursor = string & { readonly [brand]: true };

/** The cursor for a page's `next`; null when that leads anywhere but to the configured Graph API. */
export function toCursor(next: string, graphUrl: string): MediaCursor | null {
  if (!URL.canParse(next)) return null;
  const url = new URL(next);
  const graph = new URL(graphUrl.replace(/\/*$/, "/"));
  if (url.origin !== graph.origin || !url.pathname.startsWith(graph.pathname)) return null;
  if (url.username !== "" || url.password !== "") return null;
  url.searchParams.delete("access_token");
  url.searchParams.delete("appsecret_proof");
  url.hash = "";
  return url.href as MediaCursor;
}
