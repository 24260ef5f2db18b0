import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import polyglotI18nProvider from "ra-i18n-polyglot";
import { expect, test } from "vitest";
import { messages as german } from "../../../admin/i18n/de/messages.js";
import { texts } from "../../../admin/i18n/en/server.js";
import { errorText } from "../../../admin/i18n/error-text.js";
import { serverText } from "../../../admin/i18n/server-text.js";
import type { Translate } from "../../../admin/i18n/use-translate.js";
import { ApiError } from "../../../admin/lib/api-error.js";
import { ERRORS } from "../../../server/lib/errors.js";
import { english } from "../english.js";

const toGerman: Translate = polyglotI18nProvider(() => german, "de").translate;
const root = join(import.meta.dirname, "../../../server");
/** The server's code, its long texts in one piece. */
const SOURCE = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.startsWith("http/pages"))
  .map((file) => readFileSync(join(root, file), "utf8"))
  .join("\n")
  .replace(/["`] \+\s+["`]/g, "")
  .replaceAll("\\`", "`");

/** What the server puts before a reason. */
const COMPOSED = /(?<=^no response: |^its status page: |^Excluded by rule %\{number\}, “%\{rule\}”: )/;

test.each(leavesOf(texts))("the server says: %s", (text) => {
  const parts = text.split(COMPOSED).flatMap((part) => part.split(/%\{\w+\}/));
  for (const part of parts) expect(SOURCE).toContain(part);
});

test.each(Object.entries(texts.step).filter(([code]) => code in ERRORS))(
  "the step of %s is the server's",
  (code, step) => {
    expect(step).toBe(ERRORS[code as keyof typeof ERRORS].nextStep);
  },
);

test.each([
  ["refresh due tokens", "fällige Tokens erneuern"],
  ["the receiver answered 500", "der Empfänger hat mit 500 geantwortet"],
  ["the mail server refused the mail (554)", "der Mailserver hat die Mail abgelehnt (554)"],
  ["the connection failed (ECONNREFUSED)", "die Verbindung ist fehlgeschlagen (ECONNREFUSED)"],
  [
    "This is the last operator. Add another one first.",
    "Das ist der letzte Betreiber. Legen Sie zuerst einen weiteren an.",
  ],
  [
    "no response: the connection failed (ECONNREFUSED)",
    "keine Antwort: Die Verbindung ist fehlgeschlagen (ECONNREFUSED)",
  ],
  ["status 404", "Status 404"],
  ["A password must have 12 to 200 characters.", "Ein Passwort hat 12 bis 200 Zeichen."],
  ["This is the last operator. Nobody wrote this.", "This is the last operator. Nobody wrote this."],
])("%j is in German %j, and in English as it was", (text, translated) => {
  expect(serverText(text, toGerman)).toBe(translated);
  expect(serverText(text, english)).toBe(text);
});

test("Instagram's own words stand behind the plain ones", () => {
  const error = new ApiError("Unsupported request - method type: get", {
    code: "RECONNECT_REQUIRED",
    nextStep: ERRORS.RECONNECT_REQUIRED.nextStep,
    status: 400,
  });
  expect(errorText(error, english)).toBe(
    "Instagram rejects the account's token. Connect the account again: its owner must consent on Instagram's page. (Details: Unsupported request - method type: get)",
  );
  expect(errorText(error, toGerman)).toMatch(/^Instagram lehnt das Token.* zustimmen\. \(Im Einzelnen: Unsupported/);
});

function leavesOf(node: object): string[] {
  return Object.values(node).flatMap((value: string | object) =>
    typeof value === "string" ? [value] : leavesOf(value),
  );
}
