export type FileType = "image/jpeg" | "image/png" | "image/webp" | "image/avif" | "video/mp4";

/** By the first bytes; null for unknown types. AVIF is stored as JPEG. */
export function fileType(head: Buffer): FileType | null {
  if (head.readUIntBE(0, 3) === 0xffd8ff) return "image/jpeg";
  if (head.subarray(0, 8).equals(PNG)) return "image/png";
  if (head.toString("latin1", 0, 4) === "RIFF" && head.toString("latin1", 8, 12) === "WEBP") return "image/webp";
  // AVIF, HEIC and MP4 begin with the same box.
  if (head.toString("latin1", 4, 8) !== "ftyp") return null;
  if (/^avi[fs]/.test(head.toString("latin1", 8, 12))) return "image/avif";
  return /^(isom|iso[2-9]|mp4[12]|avc1|dash|msdh|M4V |qt {2}|3gp)/.test(head.toString("latin1", 8, 12))
    ? "video/mp4"
    : null;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
