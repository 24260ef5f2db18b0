import { LinkEndedError } from "../../features/connect/links.js";
import { InstagramError, type InstagramErrorCause } from "../../instagram/errors.js";
import { MINUTE_MS, SECOND_MS } from "../../lib/clock.js";
import { type ApiError, ERRORS, type ErrorCode } from "../../lib/errors.js";
import type { Result } from "./result-page.js";
import { ERROR_LANGUAGE, type Language, TEXTS } from "./texts.js";

interface Retry {
  /** Where the button starts again; it leads home without it. */
  retryHref?: string;
}

export function resultFor(code: ErrorCode, language: Language, { retryHref }: Retry = {}): Result {
  const { codes, unforeseen } = TEXTS[language].results;
  const nextStep = language === ERROR_LANGUAGE ? ERRORS[code].nextStep : unforeseen.nextStep;
  const texts = codes[code] ?? { ...unforeseen, nextStep };
  const action = code in SIGN_IN ? signIn(language) : again(language, retryHref);
  return { ...texts, action, ...(code === "NOT_FOUND" && { second: documentation(language) }) };
}

/** True if only the operator can fix it, with settings and commands that a visitor does not know. */
export function isForOperators({ code }: Pick<ApiError, "code">): boolean {
  return code === "APP_MISCONFIGURED" || code === "REDIRECT_URI_NOT_ALLOWED";
}

/** The page for an error outside an OAuth flow. */
export function resultOfError(apiError: ApiError, language: Language, { isForm }: { isForm: boolean }): Result {
  if (apiError instanceof LinkEndedError) return endedLinkResult(apiError, language);
  const { code, message: text, nextStep, retryAfterS } = apiError;
  const outcome = resultFor(code, language);
  if (isForOperators(apiError)) return outcome;
  if (language === ERROR_LANGUAGE) return { ...outcome, text, nextStep };
  const { staleForm, waitMinutes } = TEXTS[language].results;
  if (isForm && code === "FORBIDDEN") return { ...staleForm, tone: "neutral", action: home(language) };
  if (retryAfterS === undefined) return outcome;
  return { ...outcome, nextStep: waitMinutes(Math.ceil((retryAfterS * SECOND_MS) / MINUTE_MS)) };
}

/** The page for an error in an OAuth flow. Shows the error's own next step; steps for operators only to operators. */
export function resultOf(
  apiError: ApiError,
  language: Language,
  { isOperator = false, ...retry }: Retry & { isOperator?: boolean } = {},
): Result {
  const cause = apiError.cause instanceof InstagramError ? apiError.cause.failureCause : null;
  const own = cause === null ? null : resultForCause(cause, language, retry);
  if (own) return own;
  const outcome = resultFor(apiError.code, language, retry);
  const isGeneral = language !== ERROR_LANGUAGE || apiError.nextStep === ERRORS[apiError.code].nextStep;
  return isGeneral || (isForOperators(apiError) && !isOperator) ? outcome : { ...outcome, nextStep: apiError.nextStep };
}

function resultForCause(cause: InstagramErrorCause, language: Language, { retryHref }: Retry): Result | null {
  const texts = TEXTS[language].results.causes[cause];
  return texts ? { ...texts, action: again(language, retryHref) } : null;
}

export function otherBrowserResult(language: Language, { href }: { href?: string } = {}): Result {
  const { heading, text, goOn, goBack, button } = TEXTS[language].results.otherBrowser;
  return {
    ...{ heading, text },
    nextStep: href ? goOn : goBack,
    action: href ? { label: button, href } : home(language),
    tone: "neutral",
  };
}

/** For the account's owner, who has no sign-in here and can only ask for another link. */
export function endedLinkResult({ reason }: LinkEndedError, language: Language): Result {
  const { nextStep, ...reasons } = TEXTS[language].results.endedLink;
  return { ...reasons[reason], nextStep, action: home(language), tone: "neutral" };
}

interface ConnectedAccount {
  username: string;
  pictureUrl: string | null;
  /** For operators. */
  dashboardHref?: string;
  /** Where anyone may read the posts. */
  postsHref?: string;
}

export function connectedResult(account: ConnectedAccount, language: Language): Result {
  const { dashboardHref, postsHref, username, pictureUrl } = account;
  const texts = TEXTS[language].results.connected;
  return {
    heading: texts.heading(username),
    text: texts.text,
    nextStep: dashboardHref || !postsHref ? texts.upToDate : texts.close,
    action: connectedAction(account, language),
    tone: "good",
    ...(pictureUrl && { picture: { url: pictureUrl, alt: texts.portrait(username) } }),
  };
}

function connectedAction({ dashboardHref, postsHref }: ConnectedAccount, language: Language): Action {
  const texts = TEXTS[language].results.connected;
  if (dashboardHref) return { label: texts.dashboard, href: dashboardHref };
  return postsHref ? { label: texts.posts, href: postsHref } : home(language);
}

export function declinedResult(language: Language, { retryHref }: Retry = {}): Result {
  return { ...TEXTS[language].results.declined, action: again(language, retryHref), tone: "neutral" };
}

export function usedResult(language: Language, { retryHref }: Retry = {}): Result {
  return { ...TEXTS[language].results.used, action: again(language, retryHref), tone: "neutral" };
}

type Action = NonNullable<Result["action"]>;

function home(language: Language): Action {
  return { label: TEXTS[language].results.home, href: "/" };
}

function again(language: Language, href: string | undefined): Action {
  return href === undefined ? home(language) : { label: TEXTS[language].results.again, href };
}

function documentation(language: Language): Action {
  return { label: TEXTS[language].layout.docs, href: "/docs/" };
}

function signIn(language: Language): Action {
  return { label: TEXTS[language].results.signIn, href: "/admin/" };
}

const SIGN_IN: Partial<Record<ErrorCode, true>> = { UNAUTHENTICATED: true, FORBIDDEN: true };
