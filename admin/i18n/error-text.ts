import { ApiError, asSentence, isUnreachable } from "../lib/api-error.js";
import { texts } from "./en/errors.js";
import type { Translate } from "./use-translate.js";

/** What a person is told: what happened, and what to do. */
export function errorText(error: unknown, translate: Translate): string {
  if (!(error instanceof ApiError)) return translate("darkroom.errors.page");
  const { code, message, nextStep, status } = error;
  if (isUnreachable(error)) {
    return translate(status === 0 ? "darkroom.errors.unreachable" : "darkroom.errors.no_body", {
      status: String(status),
    });
  }
  const key = isKnown(code) ? (`darkroom.errors.code.${code}` as const) : "darkroom.errors.other";
  return translate(key, { message: asSentence(message), nextStep });
}

function isKnown(code: string): code is keyof typeof texts.code {
  return Object.hasOwn(texts.code, code);
}
