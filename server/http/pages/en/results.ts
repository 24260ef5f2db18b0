import type { InstagramErrorCause } from "../../../instagram/errors.js";
import type { ErrorCode } from "../../../lib/errors.js";

export interface ResultText {
  heading: string;
  text: string;
  nextStep: string;
  tone: "bad" | "neutral";
}

/** The pages at the end of an OAuth flow, of an owner's act, or for an error. */
export const results = {
  home: "Go to the home page",
  again: "Start again",
  signIn: "Sign in",
  otherBrowser: {
    heading: "You came back in another browser",
    text: "You started in another browser, perhaps inside a mail app. Nothing was connected yet.",
    goOn: "Go on here: agree once more on Instagram's page.",
    goBack: "Go back to where you began and open the link there, or open it in this browser. A link works for days.",
    button: "Go on in this browser",
  },
  endedLink: {
    UNKNOWN: {
      heading: "This link is not known here",
      text: "Part of its address may be missing: mail programs break long links.",
    },
    USED: {
      heading: "This link was used already",
      text: "A link connects one account, once. If yours shows as connected, there is nothing to do.",
    },
    REVOKED: { heading: "This link was withdrawn", text: "Its sender has ended it." },
    EXPIRED: { heading: "This link has expired", text: "A link works for some days only." },
    nextStep: "Ask the sender for a new link.",
  },
  connected: {
    heading: (username: string) => `@${username} is connected`,
    text: "Its newest posts are here. Older ones follow by themselves.",
    upToDate: "From now on it is kept up to date.",
    close: "You can close this page, or go and look at the posts.",
    dashboard: "See it in the dashboard",
    posts: "See the posts",
    portrait: (username: string) => `Portrait of @${username}`,
  },
  declined: {
    heading: "Nothing was connected",
    text: "You chose not to agree on Instagram's page. This server got no access.",
    nextStep: "If that was a slip, start again and agree.",
  },
  used: {
    heading: "This link was used already",
    text: "You have come back from Instagram by it before. It works once.",
    nextStep: "If the account shows as connected, there is nothing to do. If it does not, start again.",
  },
  notConnected: {
    heading: "This account is not connected",
    text: "On this server operators connect the accounts.",
    nothing: "There is nothing of it on this server.",
    nextStep: (contact: string) => `To connect it, ask ${contact} for a connect link.`,
  },
  noLogin: {
    heading: "Logging in is switched off",
    text: "On this server owners of accounts do not log in.",
    nextStep: (contact: string) => `To see or delete what is stored of your account, ask ${contact}.`,
  },
  disconnected: {
    heading: "Your account is disconnected",
    text: "This server has forgotten its access, and deleted your profile, your posts and the pictures' addresses. The files follow within minutes.",
    nextStep:
      "To be sure that no app of this server's is left at Instagram, look in its settings under Website permissions, Apps and websites.",
  },
  /** For an error of a language whose own messages the server does not have. */
  waitMinutes: (minutes: number) => (minutes === 1 ? "Try again in a minute." : `Try again in ${minutes} minutes.`),
  staleForm: {
    heading: "This form is out of date",
    text: "The form was not made for you, or it is out of date. Nothing was changed.",
    nextStep: "Open your page again, at /me, and press the button there.",
  },
  unforeseen: {
    heading: "This request cannot be answered",
    text: "Something in it is not as this server expects.",
    nextStep: "Check the address, or start at the home page.",
    tone: "bad",
  } satisfies ResultText as ResultText,
  causes: {
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
  } satisfies Partial<Record<InstagramErrorCause, ResultText>> as Partial<Record<InstagramErrorCause, ResultText>>,
  /** In the order of an OAuth flow. Every other code gets `unforeseen`. */
  codes: {
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
  } satisfies Partial<Record<ErrorCode, ResultText>> as Partial<Record<ErrorCode, ResultText>>,
};
