import type { FastifyReply, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { browserInitiator, type Initiator } from "../features/connect/initiator.js";
import { randomToken } from "../lib/id.js";
import { browserCookie, sessionCookieOptions } from "./session-cookie.js";

/** The last connect link opened in this browser, for "start again". */
const INVITE_COOKIE = "darkroom_invite";
const LIFE_S = 3600;

export function bindBrowser(app: AppContext, request: FastifyRequest, reply: FastifyReply): Initiator {
  const secret = request.cookies[browserCookie(app.config)] ?? randomToken();
  reply.setCookie(browserCookie(app.config), secret, { ...sessionCookieOptions(app.config), maxAge: LIFE_S });
  return browserInitiator(secret);
}

export function boundBrowser(app: AppContext, { cookies }: FastifyRequest): Initiator | null {
  const secret = cookies[browserCookie(app.config)];
  return secret ? browserInitiator(secret) : null;
}

export function rememberInvite(app: AppContext, reply: FastifyReply, invite: unknown): void {
  const options = { ...sessionCookieOptions(app.config), path: "/oauth" };
  if (typeof invite === "string") reply.setCookie(INVITE_COOKIE, invite, { ...options, maxAge: LIFE_S });
  else reply.clearCookie(INVITE_COOKIE, { path: "/oauth" });
}

export function rememberedInvite({ cookies }: FastifyRequest): string | null {
  return cookies[INVITE_COOKIE] || null;
}
