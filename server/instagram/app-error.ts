import type { InstagramErrorBody } from "./error-schema.js";

/** What a sentence is about when Meta has acted against the app, and what Meta has done to it. */
const APP = /\b(?:api access|access to (?:the |this )?(?:\w+ )?api|app|apps|application|developer account)\b/i;
const STOPPED =
  /\b(?:de-?activated|blocked|deleted|disabled|restricted|suspended|banned|inactive|not active|no longer active|switched off|turned off|archived|locked|revoked|terminated|unpublished|paused|in development mode)\b/i;
/** A sentence that names one of these may be about one account. */
const ONE_ACCOUNT =
  /\b(?:user|users|account|accounts|owner|person|people|permissions?|fields?|media|objects?|posts?|comments?|page|token|session|scopes?)\b/i;

/**
 * Whether Instagram says that the app itself is switched off, whichever account met it and whatever the code is. Decided by
 * the words: the same codes are used for what one account's owner did.
 */
export function namesTheApp({ message, userMessage }: Pick<InstagramErrorBody, "message" | "userMessage">): boolean {
  return `${message}. ${userMessage}`
    .slice(0, 2_000)
    .split(/[.!?;:\n]+/)
    .some((sentence) => isOfTheApp(sentence.replace(/developer account/i, "application")));
}

function isOfTheApp(sentence: string): boolean {
  const found = APP.exec(sentence);
  return found !== null && STOPPED.test(sentence.slice(found.index)) && !ONE_ACCOUNT.test(sentence);
}
