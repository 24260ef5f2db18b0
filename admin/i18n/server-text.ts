import { texts } from "./en/server.js";
import { causeSteps, settingMeanings } from "./en/server-texts.js";
import type { MessageKey, Translate } from "./use-translate.js";

interface Template {
  key: MessageKey;
  pattern: RegExp;
}

const TEMPLATES = [
  ...templatesOf(texts, "darkroom.server"),
  ...templatesOf(causeSteps, "darkroom.states.step.cause"),
  ...templatesOf(settingMeanings, "darkroom.settings.meaning"),
];

/** What the server says in English, in the reader's language: unknown sentences stay as they are. */
export function serverText(text: string, translate: Translate): string {
  return knownServerText(text, translate) ?? text;
}

/** Null unless every sentence is known. */
export function knownServerText(text: string, translate: Translate): string | null {
  const whole = translated(text, translate);
  if (whole !== null) return whole;
  for (const { index } of text.matchAll(/(?<=[.!?]) /g)) {
    const first = translated(text.slice(0, index), translate);
    const rest = first === null ? null : knownServerText(text.slice(index + 1), translate);
    if (rest !== null) return `${first} ${rest}`;
  }
  return null;
}

/** A code in parentheses may follow, such as "(550)". */
function translated(text: string, translate: Translate): string | null {
  const [, sentence = "", code = ""] = /^(.*?)( \(\w+\))?$/s.exec(text) ?? [];
  for (const { key, pattern } of TEMPLATES) {
    const found = pattern.exec(sentence);
    const text = found && translate(key, found.groups ?? {});
    // The sign-in page has not all texts.
    if (text !== null && text !== key) return text + code;
  }
  return null;
}

interface Texts {
  [name: string]: string | Texts;
}

function templatesOf(texts: Texts, path: string): Template[] {
  return Object.entries(texts).flatMap(([name, text]) => {
    const key = `${path}.${name}`;
    return typeof text === "string" ? [{ key: key as MessageKey, pattern: patternOf(text) }] : templatesOf(text, key);
  });
}

/** A placeholder stands for some characters. */
function patternOf(text: string): RegExp {
  const pieces = text.split(/%\{(\w+)\}/).map((piece, place) =>
    // At every second place is a placeholder's name.
    place % 2 === 1 ? `(?<${piece}>.+?)` : piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
  );
  return new RegExp(`^${pieces.join("")}$`);
}
