import { ApiError, asSentence, isUnreachable } from "../lib/api-error.js";
import { texts } from "./en/errors.js";
import { knownServerText, serverText } from "./server-text.js";
import type { Translate } from "./use-translate.js";

/** What a person is told: what happened, and what to do. */
export function errorText(error: unknown, translate: Translate): string {
  if (!(error instanceof ApiError)) return translate("darkroom.errors.page");
  if (isUnreachable(error)) {
    const { status } = error;
    return translate(status === 0 ? "darkroom.errors.unreachable" : "darkroom.errors.no_body", {
      status: String(status),
    });
  }
  return refusalText(error, translate);
}

/** As `errorText`, of what the server said. Instagram's own words stand behind the plain ones. */
export function refusalText(
  { code, message, nextStep }: { code: string; message: string; nextStep: string },
  translate: Translate,
): string {
  const step = serverText(nextStep, translate);
  const known = knownServerText(message, translate);
  if (known !== null) return `${known} ${step}`;
  if (!isInstagrams(code)) return translate("darkroom.errors.other", { message: asSentence(message), nextStep: step });
  return translate("darkroom.errors.detail", { text: `${translate(`darkroom.errors.what.${code}`)} ${step}`, message });
}

function isInstagrams(code: string): code is keyof typeof texts.what {
  return Object.hasOwn(texts.what, code);
}
