declare const brand: unique symbol;
/** The next page: Instagram's own address on the configured host, without the token. */
export type MediaCursor = string & { readonly [brand]: true };

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
