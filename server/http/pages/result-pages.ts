import { InstagramError, type InstagramErrorCause } from "../../instagram/errors.js";
import { type ApiError, ERRORS, type ErrorCode } from "../../lib/errors.js";
import type { Result } from "./result-page.js";

type Texts = Pick<Result, "heading" | "text" | "nextStep" | "tone">;

/** The button starts again at `retryHref`, or leads home without it. */
export function resultFor(code: ErrorCode, { retryHref }: { retryHref?: string } = {}): Result {
  const texts = TEXTS[code] ?? { ...UNFORESEEN, nextStep: ERRORS[code].nextStep };
  return { ...texts, action: SIGN_IN[code] ?? again(retryHref) };
}

/** True if only the operator can fix it, with settings and commands that a visitor does not know. */
export function isForOperators({ code }: Pick<ApiError, "code">): boolean {
  return code === "APP_MISCONFIGURED" || code === "REDIRECT_URI_NOT_ALLOWED";
}

/** The page for an error in an OAuth flow. Shows the error's own next step; steps for operators only to operators. */
export function resultOf(
  apiError: ApiError,
  { isOperator = false, ...retry }: { retryHref?: string; isOperator?: boolean } = {},
): Result {
  const cause = apiError.cause instanceof InstagramError ? apiError.cause.failureCause : null;
  const own = cause === null ? null : outcomeForCause(cause, retry);
  if (own) return own;
  const outcome = resultFor(apiError.code, retry);
  const isGeneral = apiError.nextStep === ERRORS[apiError.code].nextStep;
  return isGeneral || (isForOperators(apiError) && !isOperator) ? outcome : { ...outcome, nextStep: apiError.nextStep };
}

function outcomeForCause(cause: InstagramErrorCause, { retryHref }: { retryHref?: string } = {}): Result | null {
  const texts = CAUSE_TEXTS[cause];
  return texts ? { ...texts, action: again(retryHref) } : null;
}

export function otherBrowserResult({ href }: { href?: string } = {}): Result {
  return {
    heading: "You came back in another browser",
    text: "You started in another browser, perhaps inside a mail app. Nothing was connected yet.",
    nextStep: href
      ? "Go on here: agree once more on Instagram's page."
      : "Go back to where you began and open the link there, or open it in this browser. A link works for days.",
    action: href ? { label: "Go on in this browser", href } : HOME,
    tone: "neutral",
  };
}

/** The connect link is used, withdrawn or expired, so nothing here can continue the flow. */
export function endedLinkOutcome({ message, nextStep }: ApiError): Result {
  return { heading: "This link is over", text: message, nextStep, action: HOME, tone: "neutral" };
}

export function connectedResult(account: {
  username: string;
  pictureUrl: string | null;
  dashboardHref?: string;
}): Result {
  const { dashboardHref } = account;
  return {
    heading: `@${account.username} is connected`,
    text: "Its newest posts are here. Older ones follow by themselves.",
    nextStep: dashboardHref
      ? "From now on it is kept up to date."
      : "You can close this page, or go and look at the posts.",
    action: dashboardHref
      ? { label: "See it in the dashboard", href: dashboardHref }
      : { label: "See the posts", href: "/" },
    tone: "good",
    ...(account.pictureUrl && { picture: { url: account.pictureUrl, alt: `Portrait of @${account.username}` } }),
  };
}

export function declinedResult({ retryHref }: { retryHref?: string } = {}): Result {
  return {
    heading: "Nothing was connected",
    text: "You chose not to agree on Instagram's page. This server got no access.",
    nextStep: "If that was a slip, start again and agree.",
    action: again(retryHref),
    tone: "neutral",
  };
}

export function usedResult({ retryHref }: { retryHref?: string } = {}): Result {
  return {
    heading: "This link was used already",
    text: "You have come back from Instagram by it before. It works once.",
    nextStep: "If the account shows as connected, there is nothing to do. If it does not, start again.",
    action: again(retryHref),
    tone: "neutral",
  };
}

const HOME = { label: "Go to the home page", href: "/" } as const;

function again(retryHref: string | undefined): { label: string; href: string } {
  return retryHref === undefined ? HOME : { label: "Start again", href: retryHref };
}

const SIGN_IN: Partial<Record<ErrorCode, { label: string; href: string }>> = {
  UNAUTHENTICATED: { label: "Sign in", href: "/admin/" },
  FORBIDDEN: { label: "Sign in", href: "/admin/" },
};

const UNFORESEEN = {
  heading: "This request cannot be answered",
  text: "Something in it is not as this server expects.",
  tone: "bad",
} as const;

const CAUSE_TEXTS: Partial<Record<InstagramErrorCause, Texts>> = {
  NOT_A_TESTER: {
    heading: "This account is not a tester yet",
    text: "You agreed to everything, but Instagram still denies access: Meta lets this app read only its testers' accounts.",
    nextStep:
      "Accept the tester invitation at instagram.com/accounts/manage_access, then start again. If there is none, ask the " +
      "operator of this server: in Meta's dashboard they add the account under App roles, Instagram testers, or get Advanced Access.",
    tone: "bad",
  },
  APP_BLOCKED: {
    heading: "Meta has stopped this server's app",
    text: "Instagram currently rejects everyone who connects here. You did nothing wrong, and no permission is missing.",
    nextStep:
      "Tell the operator of this server to look at the app's alerts at developers.facebook.com/apps. Then try again later.",
    tone: "bad",
  },
};

/** In the order of an OAuth flow. Every other code gets UNFORESEEN and the catalogue's next step. */
const TEXTS: Partial<Record<ErrorCode, Texts>> = {
  STATE_INVALID: {
    heading: "This attempt has expired",
    text: "A connection must be finished within 15 minutes, in the same browser.",
    nextStep: "Start again in this browser. If the account shows as connected already, there is nothing to do.",
    tone: "neutral",
  },
  CODE_REJECTED: {
    heading: "This code was already used",
    text: "Instagram's code works once, for an hour. This one was already used or is too old.",
    nextStep: "Start again. If the account shows as connected already, there is nothing to do.",
    tone: "neutral",
  },
  ACCOUNT_NOT_PROFESSIONAL: {
    heading: "This is a personal account",
    text: "Instagram provides only the posts of professional accounts: business or creator. Nothing was connected.",
    nextStep: "In Instagram's settings, switch to a professional account. It is free of charge. Then start again.",
    tone: "bad",
  },
  WRONG_ACCOUNT: {
    heading: "This is another account",
    text: "The link is for a different Instagram account than the one you are logged in to. Nothing was changed.",
    nextStep: "Log out at Instagram, log in as the intended account, and open the link again.",
    tone: "bad",
  },
  PERMISSION_MISSING: {
    heading: "A permission is missing",
    text: "On Instagram's page a permission was switched off. Without it the posts cannot be read.",
    nextStep: "Start again and leave every permission switched on.",
    tone: "bad",
  },
  RECONNECT_REQUIRED: {
    heading: "Instagram no longer accepts the old permission",
    text: "It has expired, or the owner has withdrawn it.",
    nextStep: "Connect the account again. Its owner must agree on Instagram's page.",
    tone: "bad",
  },
  INSTAGRAM_UNAVAILABLE: {
    heading: "Instagram does not respond",
    text: "Instagram could not be reached, or it took too long. Nothing is lost.",
    nextStep: "Try again in a few minutes.",
    tone: "bad",
  },
  INSTAGRAM_RATE_LIMITED: {
    heading: "Instagram asks for a pause",
    text: "This server has sent Instagram too many requests. Nothing is lost.",
    nextStep: "Try again in an hour.",
    tone: "bad",
  },
  INSTAGRAM_REJECTED: {
    heading: "Instagram rejected the request",
    text: "Instagram rejected a request of this server. You did nothing wrong.",
    nextStep: "Start again. If it fails again, tell the operator of this server when it happened.",
    tone: "bad",
  },
  APP_MISCONFIGURED: {
    heading: "This server is not set up correctly",
    text: "Instagram does not accept the app that this server uses. You did nothing wrong.",
    nextStep: "Tell the people who run this site. The server's log names the problem.",
    tone: "bad",
  },
  REDIRECT_URI_NOT_ALLOWED: {
    heading: "This server is not set up correctly",
    text: "The address to which Instagram should send you back is not on the server's list. You did nothing wrong.",
    nextStep: "Tell the people who run this site. The server's log names the problem.",
    tone: "bad",
  },
  UNAUTHENTICATED: {
    heading: "Please sign in first",
    text: "This page is for people who are signed in.",
    nextStep: "Sign in as an operator, then come back.",
    tone: "neutral",
  },
  FORBIDDEN: {
    heading: "This page is not open to everyone",
    text: "Only operators, and people with a link from one, can open it.",
    nextStep: "Sign in as an operator, or ask an operator for a link.",
    tone: "neutral",
  },
  NOT_FOUND: {
    heading: "There is nothing here",
    text: "The address is wrong, or the page no longer exists.",
    nextStep: "Check the address, or start at the home page.",
    tone: "neutral",
  },
  RATE_LIMITED: {
    heading: "Too many attempts",
    text: "Many requests came from your address in a short time.",
    nextStep: "Wait a minute, then try again.",
    tone: "neutral",
  },
  SERVICE_UNAVAILABLE: {
    heading: "Back in a moment",
    text: "The server is starting, stopping, or waiting for its database.",
    nextStep: "Try again in a minute.",
    tone: "neutral",
  },
  INTERNAL_SERVER_ERROR: {
    heading: "Something went wrong here",
    text: "The error is the server's, not yours. The server's log has the details.",
    nextStep: "Try again. If it happens again, tell the operator of this server the time.",
    tone: "bad",
  },
};
