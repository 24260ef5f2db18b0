import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { finishConnect, StateAlreadyUsedError } from "../features/connect/finish-connect.js";
import { browserInitiator } from "../features/connect/initiator.js";
import { linkOfState, tryLink, tryLinkOfState } from "../features/connect/link-of-state.js";
import { openLink } from "../features/connect/links.js";
import { returnedError } from "../features/connect/returned-error.js";
import { type ConnectRequest, startConnect } from "../features/connect/start-connect.js";
import { type FeedRow, readAccount } from "../features/feed/read-accounts.js";
import { InstagramError } from "../instagram/errors.js";
import { toApiError } from "../instagram/to-api-error.js";
import { MINUTE_MS } from "../lib/clock.js";
import { ApiError } from "../lib/errors.js";
import { randomToken } from "../lib/id.js";
import { ANONYMOUS, SYSTEM, type Viewer } from "../viewer.js";
import { PAGE_HEADERS } from "./pages/layout.js";
import { type Result, resultPage } from "./pages/result-page.js";
import {
  connectedResult,
  endedLinkOutcome,
  isForOperators,
  otherBrowserResult,
  refusedResult,
  resultOf,
  usedResult,
} from "./pages/result-pages.js";
import { readViewer } from "./viewer.js";

/** Binds an OAuth flow to the browser; it does not identify the person. */
const BROWSER_COOKIE = "darkroom_browser";
/** The last connect link opened in this browser, for "start again". */
const INVITE_COOKIE = "darkroom_invite";
/** Flows per address and process without an operator's session: enough for an office, too few to fill a table. */
const STARTS_MAX = 30;
const STARTS_WINDOW_MS = 10 * MINUTE_MS;
/** HEAD comes from link scanners, such as in mail: it must not start or redeem anything. */
const GET_ONLY = { exposeHeadRoute: false };

/** The OAuth flow for browsers: `/oauth/start` redirects to Instagram, `/oauth/callback` receives the result. */
export async function connectRoutes(server: FastifyInstance, app: AppContext): Promise<void> {
  const redirectUri = `${app.config.publicUrl}/oauth/callback`;
  await server.register(rateLimit, { global: false });
  const countStart = server.createRateLimit({ max: STARTS_MAX, timeWindow: STARTS_WINDOW_MS });

  server.get("/oauth/start", GET_ONLY, async (request, reply) => {
    const count = async () => rejectTooMany(await countStart(request));
    const input = await readStartParams(app, request, count);
    const caller = browserInitiator(keepBrowserCookies(app, request, reply));
    const start = await startConnect(app, { ...input, caller, redirectUri });
    return await reply.header("cache-control", "no-store").redirect(start.authorizeUrl, 302);
  });

  server.get("/oauth/callback", GET_ONLY, async (request, reply) => {
    const viewer = await readViewer(app, request);
    const retry = await retryOf(app, request, viewer);
    const returned = returnedError(request.query as Record<string, unknown>);
    if (returned === "REFUSED") return await sendPage(reply, 200, resultPage(refusedResult(retry)));
    try {
      if (returned)
        throw toApiError(new InstagramError("Instagram sent no code.", { ...returned, failureCause: returned.cause }));

      const id = await finishReturn(app, { request, viewer, redirectUri });
      return await sendPage(reply, 200, await connectedPage(app, id, viewer));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { code, nextStep } = error;
      if (isForOperators(error)) app.log.warn({ code, nextStep }, "a visitor met what operators must mend");
      const isOperator = viewer.kind === "OPERATOR";
      const outcome =
        error instanceof StateAlreadyUsedError
          ? usedResult(retry)
          : ((await elsewhereOutcome(app, { request, error, retry })) ?? resultOf(error, { ...retry, isOperator }));
      return await sendPage(reply, error.status, resultPage(outcome));
    }
  });
}

/**
 * Who starts the flow: a connect link's bearer, a signed-in operator (`account` reconnects that account), or anyone if
 * OPEN_CONNECT is on. Counts all but operators before any lookup.
 *
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
  throw new ApiError("RATE_LIMITED", "Too many connections were begun from your address.", {
    retryAfterS,
    nextStep: `Wait ${Math.ceil(retryAfterS / 60)} minutes, then try again.`,
  });
}

async function finishReturn(
  app: AppContext,
  { request, viewer, redirectUri }: { request: FastifyRequest; viewer: Viewer; redirectUri: string },
): Promise<string> {
  const { code, state } = request.query as Record<string, unknown>;
  const cookie = request.cookies[BROWSER_COOKIE];
  if (typeof code !== "string" || typeof state !== "string" || !cookie) {
    throw new ApiError("STATE_INVALID", "This is no return from a handshake that this browser began.");
  }
  const caller = browserInitiator(cookie);
  return await finishConnect(app, { viewer, caller, redirectUri, code, state, onlyOwnState: true });
}

async function connectedPage(app: AppContext, id: string, viewer: Viewer): Promise<string> {
  const columns = new Set(["username"]);
  const selection = { columns, profile: new Set(["profilePictureUrl"]), token: false, lists: [] };
  const account: FeedRow | null = await readAccount(app, SYSTEM, { id, selection });
  const profile = account?.profile as { profilePictureUrl: string | null } | undefined;
  return resultPage(
    connectedResult({
      username: String(account?.username ?? ""),
      pictureUrl: profile?.profilePictureUrl ?? null,
      ...(viewer.kind === "OPERATOR" && { dashboardHref: `/admin/accounts/${id}/show` }),
    }),
  );
}

async function sendPage(reply: FastifyReply, status: number, page: string): Promise<FastifyReply> {
  return await reply.code(status).headers(PAGE_HEADERS).send(page);
}

/**
 * Where to start again: the last connect link of this browser unless it is used, or the dashboard for an operator. Null without
 * a valid link.
 */
async function retryOf(app: AppContext, { cookies }: FastifyRequest, viewer: Viewer): Promise<{ retryHref?: string }> {
  const invite = cookies[INVITE_COOKIE];
  if (invite && (await tryLink(app, invite)) === true)
    return { retryHref: `/oauth/start?invite=${encodeURIComponent(invite)}` };
  if (viewer.kind === "OPERATOR") return { retryHref: "/admin/connect" };
  return app.config.openConnect ? { retryHref: "/oauth/start" } : {};
}

/**
 * For a flow that began in another browser: continues here with the same connect link if it is valid. Null if this browser
 * began it, or nobody did.
 */
async function elsewhereOutcome(
  app: AppContext,
  { request, error, retry }: { request: FastifyRequest; error: ApiError; retry: { retryHref?: string } },
): Promise<Result | null> {
  const { code, state } = request.query as Record<string, unknown>;
  if (error.code !== "STATE_INVALID" || typeof code !== "string" || typeof state !== "string") return null;
  const link = await tryLinkOfState(app, state);
  if (link instanceof ApiError) return endedLinkOutcome(link);
  if (link) return otherBrowserResult({ href: `/oauth/start?again=${encodeURIComponent(state)}` });
  if (request.cookies[BROWSER_COOKIE]) return null;
  return otherBrowserResult(retry.retryHref === undefined ? {} : { href: retry.retryHref });
}

/** Sets the cookies for the callback, and returns the secret that binds the OAuth flow to this browser. */
function keepBrowserCookies(app: AppContext, request: FastifyRequest, reply: FastifyReply): string {
  const secret = request.cookies[BROWSER_COOKIE] ?? randomToken();
  const options = {
    path: "/oauth",
    httpOnly: true,
    sameSite: "lax",
    secure: app.config.publicUrl.startsWith("https:"),
    maxAge: 3600,
  } as const;
  const { invite } = request.query as Record<string, unknown>;
  reply.setCookie(BROWSER_COOKIE, secret, options);
  if (typeof invite === "string") reply.setCookie(INVITE_COOKIE, invite, options);
  else reply.clearCookie(INVITE_COOKIE, { path: "/oauth" });
  return secret;
}
