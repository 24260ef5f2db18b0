import { expect, test } from "vitest";
import { messages as english } from "../../../admin/i18n/en/messages.js";
import { LANGUAGES, type Locale, preferredLocale, regionalLocale } from "../../../admin/i18n/languages.js";
import { MESSAGES } from "../../../admin/i18n/messages.js";

const ENGLISH = textsOf(english);
const OTHERS = Object.keys(LANGUAGES).filter((locale): locale is Locale => locale !== "en");

test.each(OTHERS)("%s has the keys of English, each with a text", async (locale) => {
  const texts = textsOf(await MESSAGES[locale]());
  expect([...texts.keys()].sort()).toEqual([...ENGLISH.keys()].sort());
  const empty = [...texts].filter(([key, text]) => !text.trim() && ENGLISH.get(key)?.trim());
  expect(empty).toEqual([]);
});

test.each(OTHERS)("each text of %s fills in what the English one fills in", async (locale) => {
  const texts = textsOf(await MESSAGES[locale]());
  const wrong = [...texts].filter(([key, text]) => namesIn(text) !== namesIn(ENGLISH.get(key) ?? ""));
  expect(wrong).toEqual([]);
});

test.each(OTHERS)("each text of %s has a plural where the English one has", async (locale) => {
  const texts = textsOf(await MESSAGES[locale]());
  const wrong = [...texts].filter(([key, text]) => hasPlural(text) !== hasPlural(ENGLISH.get(key) ?? ""));
  expect(wrong).toEqual([]);
});

test("the language is the first that the reader prefers of those there are, else English", () => {
  expect(preferredLocale(["fr-CA", "de-AT", "en"])).toBe("de");
  expect(preferredLocale(["EN-us", "de"])).toBe("en");
  expect(preferredLocale(["fr", "constructor"])).toBe("en");
  expect(preferredLocale([])).toBe("en");
});

test("dates and numbers are written as the reader's own region does it, where it speaks the language", () => {
  expect(regionalLocale("de", ["en-US", "de-AT", "de"])).toBe("de-AT");
  expect(regionalLocale("en", ["de-AT"])).toBe("en");
  expect(regionalLocale("en", ["en-US@posix"])).toBe("en");
  expect(regionalLocale("en", ["en_US", "en-GB"])).toBe("en-GB");
});

/** The texts by their keys. */
function textsOf(messages: object, prefix = ""): Map<string, string> {
  const entries = Object.entries(messages).flatMap(([name, value]: [string, string | object]) =>
    typeof value === "string" ? [[prefix + name, value] as const] : [...textsOf(value, `${prefix}${name}.`)],
  );
  return new Map(entries);
}

/** What is filled in: `field_lower_first` is a form of `field` for languages that write nouns small. */
function namesIn(text: string): string {
  const names = [...text.matchAll(/%\{(.*?)\}/g)].map(([, name = ""]) => name.replace("_lower_first", ""));
  return [...new Set(names)].sort().join();
}

function hasPlural(text: string): boolean {
  return text.includes("||||");
}
