import type { FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { StateAlreadyUsedError } from "../features/connect/consume-state.js";
import { LinkEndedError, tryLink, tryLinkOfState } from "../features/connect/links.js";
import { type FeedRow, readAccount } from "../features/feed/read-accounts.js";
import { NotConnectedError } from "../features/owners/log-in.js";
import type { ApiError } from "../lib/errors.js";
import { SYSTEM, type Viewer } from "../viewer.js";
import { boundBrowser, rememberedInvite } from "./oauth-cookies.js";
import { notConnectedResult } from "./pages/owner-results.js";
import { type Result, resultPage } from "./pages/result-page.js";
import {
  connectedResult,
  endedLinkResult,
  isForOperators,
  otherBrowserResult,
  resultOf,
  usedResult,
} from "./pages/result-pages.js";
import type { Language } from "./pages/texts.js";

type ResultOf = (language: Language) => Result;
type PageOf = (language: Language) => string;

export async function errorPage(
  app: AppContext,
  error: ApiError,
  { request, viewer, retry }: { request: FastifyRequest; viewer: Viewer; retry: { retryHref?: string } },
): Promise<PageOf> {
  const { code, nextStep } = error;
  if (isForOperators(error)) app.log.warn({ code, nextStep }, "a visitor met what operators must mend");
  if (error instanceof StateAlreadyUsedError) return inLanguage((language) => usedResult(language, retry));
  if (error instanceof NotConnectedError) {
    return inLanguage((language) => notConnectedResult(error, app.config.contact, language));
  }
  const elsewhere = await elsewhereOutcome(app, { request, error, retry });
  const isOperator = viewer.kind === "OPERATOR";
  return inLanguage(elsewhere ?? ((language) => resultOf(error, language, { ...retry, isOperator })));
}

export async function connectedPage(app: AppContext, id: string, viewer: Viewer): Promise<PageOf> {
  const columns = new Set(["username"]);
  const selection = { columns, profile: new Set(["profilePictureUrl"]), token: false, lists: [] };
  const account: FeedRow | null = await readAccount(app, SYSTEM, { id, selection });
  const profile = account?.profile as { profilePictureUrl: string | null } | undefined;
  const username = String(account?.username ?? "");
  const shown = {
    username,
    pictureUrl: profile?.profilePictureUrl ?? null,
    ...(app.config.publicRead && { postsHref: `/?account=${encodeURIComponent(username)}` }),
    ...(viewer.kind === "OPERATOR" && { dashboardHref: `/admin/accounts/${id}/show` }),
  };
  return inLanguage((language) => connectedResult(shown, language));
}

/**
 * The last valid connect link of this browser, past the page that it shows first, or the dashboard for an operator. Null
 * without one.
 */
export async function retryOf(
  app: AppContext,
  request: FastifyRequest,
  viewer: Viewer,
): Promise<{ retryHref?: string }> {
  const invite = rememberedInvite(request);
  if (invite && (await tryLink(app, invite)) === true)
    return { retryHref: `/oauth/start?invite=${encodeURIComponent(invite)}&go=1` };
  if (viewer.kind === "OPERATOR") return { retryHref: "/admin/connect" };
  return app.config.openConnect ? { retryHref: "/oauth/start" } : {};
}

/** Continues with the same connect link if it is valid. Null if this browser began the flow, or none did. */
async function elsewhereOutcome(
  app: AppContext,
  { request, error, retry }: { request: FastifyRequest; error: ApiError; retry: { retryHref?: string } },
): Promise<ResultOf | null> {
  const { code, state } = request.query as Record<string, unknown>;
  if (error.code !== "STATE_INVALID" || typeof code !== "string" || typeof state !== "string") return null;
  const link = await tryLinkOfState(app, state);
  if (link instanceof LinkEndedError) return (language) => endedLinkResult(link, language);
  if (link) {
    const href = `/oauth/start?again=${encodeURIComponent(state)}`;
    return (language) => otherBrowserResult(language, { href });
  }
  if (boundBrowser(app, request)) return null;
  const { retryHref: href } = retry;
  return (language) => otherBrowserResult(language, href === undefined ? {} : { href });
}

function inLanguage(result: ResultOf): PageOf {
  return (language) => resultPage(result(language), language);
}
