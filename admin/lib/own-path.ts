/** The address of a picture without the host where it is the server's own: the dashboard may be open under another name of it. */
export function ownPath(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname.startsWith("/files/") ? pathname + search : url;
}
