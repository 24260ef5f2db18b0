import type { InstagramErrorBody } from "./error-schema.js";

const APP = /\b(?:api access|access to (?:the |this )?(?:\w+ )?api|app|apps|application|developer account)\b/i;
const STOPPED =
  /\b(?:de-?activated|blocked|deleted|disabled|restricted|suspended|banned|inactive|not active|no longer active|switched off|turned off|archived|locked|revoked|terminated|unpublished|paused|in development mode)\b/i;
/** A sentence with one of these words may concern a single account. */
const ONE_ACCOUNT =
  /\b(?:user|users|account|accounts|owner|person|people|permissions?|fields?|media|objects?|posts?|comments?|page|token|session|scopes?)\b/i;

/** Whichever account and code. The words decide, because one owner's actions cause the same codes. */
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
