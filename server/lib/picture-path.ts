/** A signed address without host and signature, which change at each read: the rest changes only with the picture. */
export function picturePath(address: string | null): string | null {
  return address === null ? null : new URL(address).pathname;
}
