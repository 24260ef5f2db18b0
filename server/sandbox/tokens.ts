import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { CODE_LIFE_MS, LONG_TOKEN_LIFE_MS, type Sandbox, SHORT_TOKEN_LIFE_MS } from "./create-sandbox.js";
import { type TestAccount, testAccount } from "./fixtures.js";

/** The content of a token or code. It is self-contained and signed, so that it survives a restart without a table. */
export interface Grant {
  id: string;
  kind: "code" | "short" | "long";
  member: TestAccount;
  issuedAtMs: number;
  expiresAtMs: number;
  permissions: string[];
  /** For a code: the hash of its `redirect_uri`. */
  redirectHash: string;
}

type GrantInput = Pick<Grant, "kind" | "member" | "permissions"> & { redirectUri?: string };

export const PERMISSIONS = [
  "instagram_business_basic",
  "instagram_business_content_publish",
  "instagram_business_manage_comments",
  "instagram_business_manage_messages",
  "instagram_business_manage_insights",
] as const;

const PREFIX = { code: "AQ", short: "IGAA", long: "IGAA" } as const;
const KIND_CODE = { code: "c", short: "s", long: "l" } as const;
const LIFE_MS = { code: CODE_LIFE_MS, short: SHORT_TOKEN_LIFE_MS, long: LONG_TOKEN_LIFE_MS } as const;
const MAC_LETTERS = 43;

/** A new token or code of 155 to 175 letters; the length varies, as on the platform. */
export function mintGrant(sandbox: Sandbox, input: GrantInput): string {
  const bits = PERMISSIONS.reduce((sum, name, bit) => (input.permissions.includes(name) ? sum | (1 << bit) : sum), 0);
  const fields = [
    KIND_CODE[input.kind],
    input.member.key,
    sandbox.clock.now().getTime().toString(36),
    bits.toString(36),
    hashRedirect(input.redirectUri ?? ""),
  ].join(".");
  const fill = randomBytes(48).toString("hex");
  const length = 80 + (randomBytes(1).readUInt8() % 12);
  const body = Buffer.from(`${fields}.${fill}`.slice(0, length)).toString("base64url");
  return PREFIX[input.kind] + body + macOf(sandbox, body);
}

/** Null unless signed with the same app secret. Ignores expiry and revocation. */
export function readGrant(sandbox: Sandbox, text: string): Grant | null {
  const match = /^(AQ|IGAA)([\w-]{60,300})$/.exec(text);
  const body = match?.[2]?.slice(0, -MAC_LETTERS) ?? "";
  const mac = Buffer.from(match?.[2]?.slice(-MAC_LETTERS) ?? "");
  const expected = Buffer.from(macOf(sandbox, body));
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) return null;
  const [prefix, key = "", issued = "", bits = "", redirectHash = ""] = Buffer.from(body, "base64url")
    .toString()
    .split(".");
  const kind = prefix === "c" ? "code" : prefix === "s" ? "short" : "long";
  const member = testAccount(key);
  if (!member || PREFIX[kind] !== match?.[1]) return null;
  const issuedAtMs = Number.parseInt(issued, 36);
  return {
    id: createHash("sha256").update(text).digest("hex").slice(0, 24),
    kind,
    member,
    issuedAtMs,
    expiresAtMs: issuedAtMs + LIFE_MS[kind],
    permissions: PERMISSIONS.filter((_, bit) => Number.parseInt(bits, 36) & (1 << bit)),
    redirectHash,
  };
}

export function hashRedirect(uri: string): string {
  return createHash("sha256").update(uri).digest("base64url").slice(0, 12);
}

function macOf({ appSecret }: Sandbox, body: string): string {
  return createHmac("sha256", `tokens of ${appSecret.reveal()}`).update(body).digest("base64url");
}
