import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { DAY_MS, HOUR_MS } from "../lib/clock.js";
import type { Sandbox } from "./create-sandbox.js";
import type { TestAccount } from "./fixtures.js";
import { hash32 } from "./seed.js";

/** The observed life of the platform's addresses; it documents none. */
const IMAGE_LIFE_MS = 4 * DAY_MS;
const VIDEO_LIFE_MS = 36 * HOUR_MS;

export const IMAGE_FOLDER = "v/t51.29350-15";
export const AVATAR_FOLDER = "v/t51.2885-19";
export const VIDEO_FOLDER = "o1/v/t16/f1/m82";

export function imageUrl(sandbox: Sandbox, mediaId: string): string {
  return signUrl(sandbox, `${IMAGE_FOLDER}/${hash32(mediaId)}_${mediaId}_n.jpg`, IMAGE_LIFE_MS);
}

export function videoUrl(sandbox: Sandbox, mediaId: string): string {
  return signUrl(sandbox, `${VIDEO_FOLDER}/${mediaId}_video_dashinit.mp4`, VIDEO_LIFE_MS);
}

export function avatarUrl(sandbox: Sandbox, member: TestAccount, picture: number): string {
  return signUrl(sandbox, `${AVATAR_FOLDER}/${picture}_${member.userId}_n.jpg`, IMAGE_LIFE_MS);
}

/** Null if `path` (below `/cdn/`) and `query` have a valid, unexpired signature; otherwise the platform's message. */
export function rejectUrl(sandbox: Sandbox, path: string, query: string): string | null {
  const parts = query.split("&");
  const given = Buffer.from(parts.find((part) => part.startsWith("oh="))?.slice(3) ?? "");
  const expiry = /^oe=([0-9A-F]{8})$/.exec(parts.find((part) => part.startsWith("oe=")) ?? "")?.[1];
  if (expiry === undefined) return "Bad URL timestamp";
  if (given.length === 0) return "Bad URL hash";
  const expected = Buffer.from(macOf(sandbox, path, parts.filter((part) => !part.startsWith("oh=")).join("&")));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return "URL signature mismatch";
  return sandbox.clock.now().getTime() >= Number.parseInt(expiry, 16) * 1000 ? "URL signature expired" : null;
}

function signUrl(sandbox: Sandbox, path: string, lifeMs: number): string {
  const base = sandbox.baseUrl();
  const expiryS = Math.floor((sandbox.clock.now().getTime() + lifeMs) / 1000);
  const signed = [
    "stp=dst-jpg_e35_tt6",
    `_nc_ht=${new URL(base).hostname}`,
    `_nc_cat=${100 + (hash32(path) % 12)}`,
    `_nc_ohc=${randomBytes(12).toString("base64url")}`,
    "edm=ANo9K5cEAAAA",
    "ccb=7-5",
    `oe=${expiryS.toString(16).toUpperCase().padStart(8, "0")}`,
    "_nc_sid=ea0b6e",
  ];
  const mac = macOf(sandbox, path, signed.join("&"));
  const query = signed.toSpliced(6, 0, `oh=${mac}`).join("&");
  return `${base}/cdn/${path}?${query}`;
}

function macOf({ appSecret }: Sandbox, path: string, query: string): string {
  const mac = createHmac("sha256", `addresses of ${appSecret.reveal()}`).update(`${path}?${query}`);
  return `00_Af${mac.digest("base64url")}`;
}
