import { nearName } from "../lib/near-name.js";
import { SETTINGS } from "./settings.js";

/** Other programs also read these in lower case. */
const PROXIES = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] as const;

/** `docker run --env-file` passes quotation marks on as part of the value. */
export function withoutQuotes(env: Record<string, string | undefined>): { env: typeof env; notes: string[] } {
  const plain = { ...env };
  for (const name of PROXIES) plain[name] ??= env[name.toLowerCase()];
  const notes: string[] = [];
  for (const name of Object.keys(SETTINGS)) {
    const text = plain[name]?.trim() ?? "";
    const inner = /^(["'`])(.*)\1$/s.exec(text)?.[2];
    if (inner !== undefined) {
      plain[name] = inner;
      notes.push(`${name} was in quotation marks, which were removed`);
    } else if (/^["'`]|["'`]$/.test(text)) {
      notes.push(`${name} starts or ends with a quotation mark, which counts as part of it`);
    }
  }
  return { env: plain, notes };
}

/** Unknown variables that resemble a setting's name. */
export function misspelt(env: Record<string, string | undefined>): string[] {
  const known = Object.keys(SETTINGS);
  const read = [...known, ...PROXIES.map((name) => name.toLowerCase())];
  const others = Object.keys(env).filter((name) => !read.includes(name) && /^[\w.-]{1,60}$/.test(name));
  return others.flatMap((name) => {
    const meant = nearName(name, known);
    return meant === null ? [] : [`${name} is not a setting and was ignored; did you mean ${meant}?`];
  });
}
