import type { FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { type Owner, readOwnerSession } from "../features/owners/session.js";
import { ApiError } from "../lib/errors.js";
import { constantTimeEqual, hashOf } from "../lib/id.js";
import { assertTrustedOrigin } from "./csrf.js";
import { ownerCookie } from "./session-cookie.js";

export interface OwnerVisit {
  owner: Owner;
  session: string;
  formToken: string;
}

/** The logged-in owner of this browser, or null. Ignores an operator's session. */
export async function readVisit(server: AppContext, request: FastifyRequest): Promise<OwnerVisit | null> {
  const session = request.cookies[ownerCookie(server.config)];
  if (session === undefined) return null;
  const owner = await readOwnerSession({ ...server, db: server.pools.lookups.db }, session);
  return owner && { owner, session, formToken: hashOf(`form ${session}`) };
}

/**
 * For a form that acts: it must come from this server's own page, rendered for this session.
 * @throws {ApiError} FORBIDDEN
 */
export async function readFormVisit(app: AppContext, request: FastifyRequest): Promise<OwnerVisit | null> {
  assertTrustedOrigin(app, request);
  const visit = await readVisit(app, request);
  const sent = (request.body as { form?: unknown } | undefined)?.form;
  if (!visit || (typeof sent === "string" && constantTimeEqual(sent, visit.formToken))) return visit;
  throw new ApiError("FORBIDDEN", "This form was not made for you, or it is out of date.", {
    nextStep: "Open your page again, at /me, and press the button there.",
  });
}
