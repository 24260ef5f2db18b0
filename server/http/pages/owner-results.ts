import type { ApiError } from "../../lib/errors.js";
import type { Result } from "./result-page.js";
import { ERROR_LANGUAGE, type Language, TEXTS } from "./texts.js";

export interface Contact {
  name: string | null;
  email: string | null;
}

/** The account is not connected, and only operators connect accounts. */
export function notConnectedResult({ message }: ApiError, contact: Contact, language: Language): Result {
  const { heading, text, nothing, nextStep } = TEXTS[language].results.notConnected;
  return {
    heading,
    text: `${language === ERROR_LANGUAGE ? message : text} ${nothing}`,
    nextStep: nextStep(contactText(contact, language)),
    action: home(language),
    tone: "neutral",
  };
}

export function noLoginResult(contact: Contact, language: Language): Result {
  const { heading, text, nextStep } = TEXTS[language].results.noLogin;
  return {
    ...{ heading, text },
    nextStep: nextStep(contactText(contact, language)),
    action: home(language),
    tone: "neutral",
  };
}

export function disconnectedResult(language: Language): Result {
  return { ...TEXTS[language].results.disconnected, action: home(language), tone: "good" };
}

export function contactText({ name, email }: Contact, language: Language): string {
  const who = name ?? TEXTS[language].owners.operators;
  return email === null ? who : `${who} (${email})`;
}

function home(language: Language): NonNullable<Result["action"]> {
  return { label: TEXTS[language].results.home, href: "/" };
}
