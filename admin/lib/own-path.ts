/** The address of a picture without the host where it is the server's own: the dashboard may be open under another name of it. */
export function ownPath(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname.startsWith("/files/") ? pathname + search : url;
}

/** The same for a picture scaled down to this width; one of another server stays as it is. */
export function ownRendition(url: string, width: 96 | 320): string {
  const path = ownPath(url);
  return path.startsWith("/files/") ? `${path}/${width}` : path;
}
