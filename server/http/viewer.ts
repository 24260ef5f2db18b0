import type { FastifyRequest } from "fastify";
import { Refusal } from "../lib/errors.js";
import { sameText } from "../lib/id.js";
import { ANONYMOUS, type Viewer } from "../viewer.js";
import type { World } from "../world.js";

/**
 * Who is calling. A header that is not valid is refused, whatever else the request carries.
 *
 * @throws {Refusal} UNAUTHENTICATED for credentials that are not valid
 */
export async function readViewer(world: World, request: FastifyRequest): Promise<Viewer> {
  const presented = readCredentials(request);
  if (presented === null) return ANONYMOUS;
  const { operatorToken } = world.config;
  if (operatorToken && sameText(presented, operatorToken.reveal())) {
    return { kind: "OPERATOR", operatorId: "token", byHeader: true };
  }
  throw new Refusal("UNAUTHENTICATED", "These credentials are not valid.");
}

function readCredentials({ headers }: FastifyRequest): string | null {
  const { authorization } = headers;
  if (authorization !== undefined) {
    const match = /^Bearer +(\S+) *$/i.exec(authorization);
    if (match?.[1]) return match[1];
    throw new Refusal("UNAUTHENTICATED", "The Authorization header is not of the form `Bearer …`.");
  }
  const key = headers["x-api-key"];
  return key === undefined ? null : String(key).trim();
}
