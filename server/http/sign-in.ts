import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import type { AppContext } from "../app-context.js";
import { SESSION_LIFE_MS } from "../features/operators/read-session.js";
import { signIn, signOut } from "../features/operators/sign-in.js";
import { endSession } from "../features/owners/session.js";
import { SECOND_MS } from "../lib/clock.js";
import { ApiError } from "../lib/errors.js";
import { Secret } from "../lib/secret.js";
import { addressOf } from "./address.js";
import { authCors } from "./cors-and-caching.js";
import { assertTrustedOrigin } from "./csrf.js";
import { ownerCookie, sessionCookie, sessionCookieOptions } from "./session-cookie.js";

const SignInBody = z.object({ email: z.string().max(1_000), password: z.string().max(10_000) });
const SignOutBody = z.object({ everywhere: z.boolean().default(false) });

/**
 * `/auth/sign-in` and `/auth/sign-out`. JSON only: another site's form cannot send it.
 *
 * Sign-in responds 200 `{email, expiresAt}` with the cookie. Errors have GraphQL's shape, `{errors: [{message, extensions:
 * {code, nextStep}}]}`: 401 UNAUTHENTICATED for wrong credentials, 429 RATE_LIMITED with `Retry-After` in seconds, 400
 * BAD_USER_INPUT, 403 FORBIDDEN for another site's page, 415 for anything but JSON. Sign-out responds 204. It ends an
 * operator's session and an owner's.
 */
export function signInRoutes(server: FastifyInstance, app: AppContext): void {
  acceptJsonOnly(server);
  authCors(server, app, ["/auth/sign-in", "/auth/sign-out"]);
  server.addHook("onRequest", async (request, reply) => {
    reply.header("cache-control", "no-store");
    assertTrustedOrigin(app, request);
  });

  server.post("/auth/sign-in", async (request, reply) => {
    const { data } = SignInBody.safeParse(request.body);
    if (!data) {
      throw new ApiError("BAD_USER_INPUT", "Sign in with an e-mail and a password.", {
        nextStep: 'Send JSON: {"email": "…", "password": "…"}.',
      });
    }
    const password = new Secret(data.password);
    const { email, token, expiresAt } = await signIn(app, {
      email: data.email,
      password,
      address: addressOf(request),
    });
    setSessionCookie(app, reply, token);
    return { email, expiresAt: expiresAt.toISOString() };
  });

  server.post("/auth/sign-out", async (request, reply) => {
    const { data } = SignOutBody.safeParse(request.body ?? {});
    if (!data) throw new ApiError("BAD_USER_INPUT", 'Send nothing, or JSON: {"everywhere": true}.');
    const token = request.cookies[sessionCookie(app.config)];
    const ownerToken = request.cookies[ownerCookie(app.config)];
    if (token) await signOut(app, token, data);
    if (ownerToken) await endSession(app, ownerToken, data);
    for (const name of [sessionCookie(app.config), ownerCookie(app.config)]) {
      reply.clearCookie(name, sessionCookieOptions(app.config));
    }
    return await reply.code(204).send();
  });
}

function acceptJsonOnly(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser("error", "error");
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, {});
    else void parseJson(request, String(body), done);
  });
}

function setSessionCookie(app: AppContext, reply: FastifyReply, token: Secret): void {
  reply.setCookie(sessionCookie(app.config), token.reveal(), {
    ...sessionCookieOptions(app.config),
    // The database decides when the session expires.
    maxAge: SESSION_LIFE_MS / SECOND_MS,
  });
}
