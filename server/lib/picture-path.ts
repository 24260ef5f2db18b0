/** A signed address without host and signature, which both differ at each reading: what changes only when the picture does. */
export function picturePath(address: string | null): string | null {
  return address === null ? null : new URL(address).pathname;
}
