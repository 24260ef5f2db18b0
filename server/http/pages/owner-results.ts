import type { ApiError } from "../../lib/errors.js";
import type { Result } from "./result-page.js";

export interface Contact {
  name: string | null;
  email: string | null;
}

/** The account is not connected, and only operators connect accounts. */
export function notConnectedResult({ message: text }: ApiError, contact: Contact): Result {
  return {
    heading: "This account is not connected",
    text: `${text} There is nothing of it on this server.`,
    nextStep: `To connect it, ask ${contactText(contact)} for a connect link.`,
    action: HOME,
    tone: "neutral",
  };
}

export function noLoginResult(contact: Contact): Result {
  return {
    heading: "Logging in is switched off",
    text: "On this server owners of accounts do not log in.",
    nextStep: `To see or delete what is stored of your account, ask ${contactText(contact)}.`,
    action: HOME,
    tone: "neutral",
  };
}

export function disconnectedResult(): Result {
  return {
    heading: "Your account is disconnected",
    text: "This server has forgotten its access, and deleted your profile, your posts and the pictures' addresses. The files follow within minutes.",
    nextStep:
      "To be sure that no app of this server's is left at Instagram, look in its settings under Website permissions, Apps and websites.",
    action: HOME,
    tone: "good",
  };
}

export function contactText({ name, email }: Contact): string {
  const who = name ?? "the people who run this server";
  return email === null ? who : `${who} (${email})`;
}

const HOME = { label: "Go to the home page", href: "/" } as const;
