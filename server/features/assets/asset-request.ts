import type { AssetRequest } from "./find-picture.js";

export interface PictureParams {
  key: string;
  /** A width with an optional format: `640`, `640.webp`. */
  size?: string;
}

/** Parses an asset address; null if it is invalid. `isNegotiated`: the Accept header decides the format. */
export function readAssetRequest(
  { key, size }: PictureParams,
  accept: string | undefined,
): { parsed: AssetRequest | null; isNegotiated: boolean } {
  const [, width, format] = /^(96|320|640|1080)(?:\.(webp|jpg))?$/.exec(size ?? "") ?? [];
  const isNegotiated = width !== undefined && format === undefined;
  if (!/^[0-9a-f]{40}$/.test(key) || (size !== undefined && width === undefined)) return { parsed: null, isNegotiated };
  if (width === undefined) return { parsed: { key, width: null, type: null }, isNegotiated };
  const isWebp = format === undefined ? takesWebp(accept ?? "") : format === "webp";
  return { parsed: { key, width: Number(width), type: isWebp ? "image/webp" : "image/jpeg" }, isNegotiated };
}

function takesWebp(accept: string): boolean {
  const ranges = accept.toLowerCase().split(",");
  return ranges.some((range) => /^\s*image\/webp\s*(;|$)/.test(range) && !/;\s*q\s*=\s*0(\.0*)?\s*(;|$)/.test(range));
}
