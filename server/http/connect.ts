import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { StateAlreadyUsedError } from "../features/connect/consume-state.js";
import { isLoginState } from "../features/connect/is-login-state.js";
import { linkOfState, openLink } from "../features/connect/links.js";
import { returnedError } from "../features/connect/returned-error.js";
import { type ConnectRequest, startConnect } from "../features/connect/start-connect.js";
import { finishReturn, type Returned } from "../features/owners/finish-return.js";
import { endSession, OWNER_SESSION_MS } from "../features/owners/session.js";
import { InstagramError } from "../instagram/errors.js";
import { toApiError } from "../instagram/to-api-error.js";
import { MINUTE_MS, SECOND_MS } from "../lib/clock.js";
import { ApiError } from "../lib/errors.js";
import type { Secret } from "../lib/secret.js";
import { ANONYMOUS, SYSTEM, type Viewer } from "../viewer.js";
import { pageBeforeConsent } from "./connect-page.js";
import { bindBrowser, boundBrowser, rememberInvite } from "./oauth-cookies.js";
import { connectedPage, errorPage, retryOf } from "./oauth-results.js";
import { noLoginResult } from "./pages/owner-results.js";
import { resultPage } from "./pages/result-page.js";
import { declinedResult } from "./pages/result-pages.js";
import { sendPage } from "./send-page.js";
import { ownerCookie, sessionCookieOptions } from "./session-cookie.js";
import { readViewer } from "./viewer.js";

/** Flows per address and process without an operator's session: enough for an office, too few to fill a table. */
const STARTS_MAX = 30;
const STARTS_WINDOW_MS = 10 * MINUTE_MS;
/** HEAD comes from link scanners, such as in mail: it must not start or redeem anything. */
const GET_ONLY = { exposeHeadRoute: false };

/**
 * The OAuth flow for people. `/oauth/start` connects an account, `/login/instagram` logs in its owner; both return to
 * `/oauth/callback`.
 */
export async function connectRoutes(server: FastifyInstance, app: AppContext): Promise<void> {
  const redirectUri = `${app.config.publicUrl}/oauth/callback`;
  await server.register(rateLimit, { global: false });
  const countStart = server.createRateLimit({ max: STARTS_MAX, timeWindow: STARTS_WINDOW_MS });

  server.get("/oauth/start", GET_ONLY, async (request, reply) => {
    const count = async () => rejectTooMany(await countStart(request));
    const input = await readStartParams(app, request, count);
    const query = request.query as Record<string, unknown>;
    const page = await pageBeforeConsent(app, query, input.accountId ?? null);
    if (page) return await sendPage(reply, page);
    const caller = bindBrowser(app, request, reply);
    rememberInvite(app, reply, query.invite);
    const start = await startConnect(app, { ...input, caller, redirectUri });
    return await reply.header("cache-control", "no-store").redirect(start.authorizeUrl, 302);
  });

  server.get("/login/instagram", GET_ONLY, async (request, reply) => {
    rejectTooMany(await countStart(request));
    if (!app.config.instagramLogin)
      return await sendPage(reply.code(403), (language) =>
        resultPage(noLoginResult(app.config.contact, language), language),
      );
    const caller = bindBrowser(app, request, reply);
    const start = await startConnect(app, { viewer: ANONYMOUS, caller, redirectUri, purpose: "LOGIN" });
    return await reply.header("cache-control", "no-store").redirect(start.authorizeUrl, 302);
  });

  server.get("/oauth/callback", GET_ONLY, async (request, reply) => {
    const viewer = await readViewer(app, request);
    const isLogin = await isLoginReturn(app, request);
    const retry = isLogin ? { retryHref: "/login" } : await retryOf(app, request, viewer);
    const returned = returnedError(request.query as Record<string, unknown>);
    if (returned === "REFUSED")
      return await sendPage(reply, (language) => resultPage(declinedResult(language, retry), language));
    try {
      if (returned)
        throw toApiError(new InstagramError("Instagram sent no code.", { ...returned, failureCause: returned.cause }));

      const finished = await finish(app, { request, viewer, redirectUri });
      if ("session" in finished) return await enter(app, finished.session, { request, reply });
      return await sendPage(reply, await connectedPage(app, finished.accountId, viewer));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (isLogin && error instanceof StateAlreadyUsedError) return await reply.redirect("/me", 302);
      return await sendPage(reply.code(error.status), await errorPage(app, error, { request, viewer, retry }));
    }
  });
}

/**
 * Who starts the flow: a connect link's bearer, a signed-in operator (`account` reconnects that account), or anyone if
 * OPEN_CONNECT is on. Counts all but operators before any lookup.
 * @throws {ApiError} FORBIDDEN
 */
async function readStartParams(
  app: AppContext,
  request: FastifyRequest,
  count: () => Promise<void>,
): Promise<Pick<ConnectRequest, "viewer" | "accountId" | "reference" | "linkId">> {
  const { invite, again, account } = request.query as Record<string, unknown>;
  if (typeof invite === "string" || typeof again === "string") {
    await count();
    const link = typeof invite === "string" ? await openLink(app, invite) : await linkOfState(app, String(again));
    const { id, accountId, reference } = link;
    return { viewer: SYSTEM, accountId, reference, linkId: id };
  }
  const viewer = await readViewer(app, request);
  if (viewer.kind === "OPERATOR") return { viewer, accountId: typeof account === "string" ? account : null };
  await count();
  if (app.config.openConnect) return { viewer: ANONYMOUS };
  throw new ApiError("FORBIDDEN", "On this server operators connect the accounts.", {
    nextStep: "Ask the people who run this server for a connect link.",
  });
}

/** @throws {ApiError} RATE_LIMITED */
function rejectTooMany(counted: Awaited<ReturnType<ReturnType<FastifyInstance["createRateLimit"]>>>): void {
  if (counted.isAllowed || !counted.isExceeded) return;
  const retryAfterS = Math.max(1, counted.ttlInSeconds);
  throw new ApiError("RATE_LIMITED", "Too many connections were started from your address.", {
    retryAfterS,
    nextStep: `Wait ${Math.ceil(retryAfterS / 60)} minutes, then try again.`,
  });
}

async function isLoginReturn(app: AppContext, request: FastifyRequest): Promise<boolean> {
  const { state } = request.query as Record<string, unknown>;
  return typeof state === "string" && (await isLoginState(app, state));
}

async function finish(
  app: AppContext,
  { request, viewer, redirectUri }: { request: FastifyRequest; viewer: Viewer; redirectUri: string },
): Promise<Returned> {
  const { code, state } = request.query as Record<string, unknown>;
  const caller = boundBrowser(app, request);
  if (typeof code !== "string" || typeof state !== "string" || !caller) {
    throw new ApiError("STATE_INVALID", "This browser did not start this OAuth flow.");
  }
  return await finishReturn(app, { viewer, caller, redirectUri, code, state, onlyOwnState: true });
}

/** Sets the new session and redirects to the owner's page; ends the previous session. */
async function enter(
  app: AppContext,
  session: Secret,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<FastifyReply> {
  const name = ownerCookie(app.config);
  const former = request.cookies[name];
  if (former) await endSession(app, former, { everywhere: false });
  const maxAge = OWNER_SESSION_MS / SECOND_MS;
  reply.setCookie(name, session.reveal(), { ...sessionCookieOptions(app.config), maxAge });
  return await reply.header("cache-control", "no-store").redirect("/me", 302);
}
