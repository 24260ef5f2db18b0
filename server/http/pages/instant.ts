import { type Html, html } from "../../lib/html.js";
import type { Language } from "./texts.js";

const REGIONS: Record<Language, string> = { en: "en-GB", de: "de-DE" };

/** In UTC, which it names: the server does not know the reader's time zone. */
export function instant(at: Date, language: Language): Html {
  const text = format(at, language, { dateStyle: "long", timeStyle: "short" });
  return html`<time datetime="${at.toISOString()}">${text} UTC</time>`;
}

export function day(at: Date, language: Language): Html {
  return html`<time datetime="${at.toISOString()}">${dayText(at, language)}</time>`;
}

export function dayText(at: Date, language: Language): string {
  return format(at, language, { dateStyle: "long" });
}

/** Making one takes longer than a hundred uses. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: Date, language: Language, style: Intl.DateTimeFormatOptions): string {
  const name = `${language} ${style.dateStyle} ${style.timeStyle}`;
  let made = formats.get(name);
  if (!made) {
    made = new Intl.DateTimeFormat(REGIONS[language], { ...style, timeZone: "UTC" });
    formats.set(name, made);
  }
  return made.format(at);
}
