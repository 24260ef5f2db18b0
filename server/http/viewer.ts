import type { FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { type RequestOrigin, verifyKey } from "../features/api-keys/verify-key.js";
import { readSession } from "../features/operators/read-session.js";
import { readOwnerSession } from "../features/owners/session.js";
import { ApiError } from "../lib/errors.js";
import { constantTimeEqual } from "../lib/id.js";
import { ANONYMOUS, type Viewer } from "../viewer.js";
import { assertTrustedOrigin, originOf } from "./csrf.js";
import { ownerCookie, sessionCookie } from "./session-cookie.js";

/**
 * Authenticates a request. A header beats a key in the address, which beats a cookie. Only the first is used; an
 * invalid one is rejected. An expired session alone makes its viewer anonymous, because browsers still send it. In a
 * browser with both sessions the operator's counts: otherwise a login would change the dashboard's rights.
 * @throws {ApiError} UNAUTHENTICATED for invalid credentials
 * @throws {ApiError} FORBIDDEN for a publishable key on a page that it does not allow, or a cookie on another site's
 * page
 */
export async function readViewer(
  server: AppContext,
  request: FastifyRequest,
  { origin = originOf(request) }: { origin?: RequestOrigin } = {},
): Promise<Viewer> {
  const app = { ...server, db: server.pools.lookups.db };
  const header = readHeader(request);
  if (header !== null) return isOperatorToken(app, header) ? SCRIPT : await verifyKey(app, header, origin);
  const key = readAddress(request);
  if (key !== null) return await verifyKey(app, key, origin);
  const session = request.cookies[sessionCookie(app.config)];
  const ownerSession = request.cookies[ownerCookie(app.config)];
  if (session === undefined && ownerSession === undefined) return ANONYMOUS;
  assertTrustedOrigin(app, request);
  const operator = session === undefined ? null : await readSession(app, session);
  const owner = operator || ownerSession === undefined ? null : await readOwnerSession(app, ownerSession);
  return operator ?? owner ?? ANONYMOUS;
}

/** The credentials that `readViewer` used; null for a session or without any. */
export function presentedCredentials(request: FastifyRequest): string | null {
  return readHeader(request) ?? readAddress(request);
}

const SCRIPT: Viewer = { kind: "OPERATOR", operatorId: "token", byHeader: true };

function isOperatorToken({ config }: AppContext, presented: string): boolean {
  return config.operatorToken !== null && constantTimeEqual(presented, config.operatorToken.reveal());
}

function readHeader(request: FastifyRequest): string | null {
  const authorization = ownAuthorization(request);
  if (authorization !== null) {
    const match = /^Bearer +(\S+)$/i.exec(authorization);
    if (match?.[1]) return match[1];
    throw new ApiError("UNAUTHENTICATED", "The Authorization header is not of the form `Bearer …`.", {
      nextStep: "Write `Authorization: Bearer `, then the key, without quotes.",
    });
  }
  const key = request.headers["x-api-key"];
  return key === undefined ? null : String(key).trim();
}

/** Ignores other schemes, such as a staging proxy's `Basic …`. Accepts a key without `Bearer`. */
export function ownAuthorization({ headers, raw }: FastifyRequest): string | null {
  if (headers.authorization === undefined) return null;
  // `headers` contains only the first of several. Requests injected by Fastify have only that.
  const sent = raw.headersDistinct?.authorization ?? [headers.authorization];
  return sent.map((text) => text.trim()).find((text) => /^(Bearer(\s|$)|[ps]k_\S*$)/i.test(text)) ?? null;
}

/** A publishable key in the address of a GET. Addresses are logged, so secret keys are not accepted there. */
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
