import { createHash, randomBytes } from "node:crypto";
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from "jose";
import { Secret } from "./secret.js";

/** The first encrypts, all decrypt. */
export type KeyRing = readonly { id: string; key: Secret }[];

/**
 * Encrypts a value with AES-256-GCM as a compact JWE. The authenticated header contains the key's id and `place` (such
 * as `token:acc_1`), so that a ciphertext moved to another row does not decrypt.
 * @see RFC 7516
 */
export async function seal(keys: KeyRing, value: Secret, place: string): Promise<string> {
  const [first] = keys;
  if (!first) throw new Error("the key ring is empty");
  return await new CompactEncrypt(new TextEncoder().encode(value.reveal()))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: first.id, place })
    .encrypt(keyBytes(first.key));
}

/** No key of the ring decrypts the text: the key is missing, the id belongs to another key, or the text was changed. */
export class CannotOpen extends Error {
  override readonly name = "CannotOpen";

  constructor(
    readonly keyId: string | null,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Decrypts `seal`'s output for the same place; a plain error for other texts.
 * @throws {CannotOpen} when no key of the ring decrypts it
 */
export async function unseal(keys: KeyRing, sealed: string, place: string): Promise<Secret> {
  const kid = sealedUnder(sealed) ?? null;
  const entry = keys.find(({ id }) => id === kid);
  if (kid === null) throw new CannotOpen(kid, "what is stored is no sealed text");
  if (!entry) throw new CannotOpen(kid, `no key "${kid}" in SECRET_KEYS`);
  const options = { keyManagementAlgorithms: ["dir"], contentEncryptionAlgorithms: ["A256GCM"] };
  const { plaintext, protectedHeader } = await compactDecrypt(sealed, keyBytes(entry.key), options).catch(() => {
    throw new CannotOpen(kid, `the key "${kid}" in SECRET_KEYS is another one`);
  });
  if (protectedHeader.place !== place) throw new Error("sealed for another place");
  return new Secret(new TextDecoder().decode(plaintext));
}

export function sealedUnder(sealed: string): string | undefined {
  try {
    return decodeProtectedHeader(sealed).kid;
  } catch {
    return undefined;
  }
}

/** Identifies a key without revealing it: 256 random bits cannot be derived from it. */
export function fingerprintOf({ id, key }: KeyRing[number]): string {
  return createHash("sha256").update(`darkroom-key\0${id}\0`).update(keyBytes(key)).digest("hex").slice(0, 16);
}

/** A new key in the setting's form. The id contains its fingerprint, so that two keys never share an id. */
export function newKey(): string {
  const key = randomBytes(32);
  return `k${createHash("sha256").update(key).digest("hex").slice(0, 12)}:${key.toString("base64")}`;
}

/** Parses `id:base64,…`; null if a key is not 32 bytes or an id repeats. */
export function parseKeyRing(parts: string[]): KeyRing | null {
  const ring = parts.map((part) => {
    const match = /^([\w-]{1,32}):([A-Za-z0-9+/_-]{43}=?)$/.exec(part);
    const bytes = match ? Buffer.from(match[2] ?? "", "base64") : null;
    return match?.[1] && bytes?.length === 32 ? { id: match[1], key: new Secret(bytes.toString("base64")) } : null;
  });
  const whole = ring.filter((entry) => entry !== null);
  const ids = new Set(whole.map(({ id }) => id));
  return whole.length === parts.length && ids.size === parts.length && parts.length > 0 ? whole : null;
}

function keyBytes(key: Secret): Uint8Array {
  return Buffer.from(key.reveal(), "base64");
}
