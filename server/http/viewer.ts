import type { FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { verifyKey } from "../features/api-keys/verify-key.js";
import { readSession } from "../features/operators/read-session.js";
import { ApiError } from "../lib/errors.js";
import { constantTimeEqual } from "../lib/id.js";
import { ANONYMOUS, type Viewer } from "../viewer.js";
import { assertTrustedOrigin, originOf } from "./csrf.js";
import { sessionCookie } from "./session-cookie.js";

/**
 * Who is calling. A header beats a key in the address, which beats a cookie; the first that is there decides, and one that
 * is not valid is refused, whatever else the request carries. Only a session that is over makes nobody of its holder: a
 * browser goes on sending it, also where everybody may read.
 *
 * @throws {ApiError} UNAUTHENTICATED for credentials that are not valid
 * @throws {ApiError} FORBIDDEN for a publishable key on a page that it does not allow, or a cookie on another site's page
 */
export async function readViewer(server: AppContext, request: FastifyRequest): Promise<Viewer> {
  const app = { ...server, db: server.pools.lookups.db };
  const header = readHeader(request);
  if (header !== null) return isOperatorToken(app, header) ? SCRIPT : await verifyKey(app, header, originOf(request));
  const key = readAddress(request);
  if (key !== null) return await verifyKey(app, key, originOf(request));
  const session = request.cookies[sessionCookie(app.config)];
  if (session === undefined) return ANONYMOUS;
  assertTrustedOrigin(app, request);
  return (await readSession(app, session)) ?? ANONYMOUS;
}

/** Whoever holds OPERATOR_TOKEN. */
const SCRIPT: Viewer = { kind: "OPERATOR", operatorId: "token", byHeader: true };

function isOperatorToken({ config }: AppContext, presented: string): boolean {
  return config.operatorToken !== null && constantTimeEqual(presented, config.operatorToken.reveal());
}

function readHeader(request: FastifyRequest): string | null {
  const authorization = ownAuthorization(request);
  if (authorization !== null) {
    const match = /^Bearer +(\S+)$/i.exec(authorization);
    if (match?.[1]) return match[1];
    throw new ApiError("UNAUTHENTICATED", "The Authorization header is not of the form `Bearer …`.");
  }
  const key = request.headers["x-api-key"];
  return key === undefined ? null : String(key).trim();
}

/**
 * What an Authorization header says to us, null where none does. Another scheme, such as a staging proxy's `Basic …` or
 * `Negotiate`, is meant for somebody else, also where it stands before ours in a header of its own. A lone key lacks its
 * `Bearer`.
 */
export function ownAuthorization({ headers, raw }: FastifyRequest): string | null {
  if (headers.authorization === undefined) return null;
  // `headers` holds the first of several only. A request that Fastify injects has no more than it.
  const sent = raw.headersDistinct?.authorization ?? [headers.authorization];
  return sent.map((text) => text.trim()).find((text) => /^(Bearer(\s|$)|[ps]k_\S*$)/i.test(text)) ?? null;
}

/** A publishable key in the address of a GET. Addresses are logged and remembered, so nothing secret may be there. */
function readAddress(request: FastifyRequest): string | null {
  const { key } = request.query as Record<string, unknown>;
  if (key === undefined) return null;
  if (typeof key === "string" && key.startsWith("pk_") && request.method !== "POST") return key;
  throw new ApiError("UNAUTHENTICATED", "Only a publishable key may be in the address, and only of a GET.", {
    nextStep: String(key).startsWith("sk_")
      ? "Addresses end up in logs: revoke this key, make another one, and send it as `Authorization: Bearer …`."
      : "Send the key as `Authorization: Bearer …` or `x-api-key`.",
  });
}
