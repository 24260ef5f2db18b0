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

export function misspelt(env: Record<string, string | undefined>): string[] {
  const known = Object.keys(SETTINGS);
  const read = [...known, ...PROXIES.map((name) => name.toLowerCase())];
  const others = Object.keys(env).filter((name) => !read.includes(name) && /^[\w.-]{1,60}$/.test(name));
  return others.flatMap((name) => {
    const meant = nearName(name, known);
    return meant === null ? [] : [`${name} is not a setting and was ignored; did you mean ${meant}?`];
  });
}

function nearName(name: string, names: readonly string[]): string | null {
  const plain = withoutPrefix(name.toUpperCase().replaceAll(/[-.]/g, "_"));
  for (const known of names) {
    const mayDiffer = known.length < 8 ? 0 : known.length < 12 ? 1 : 2;
    if (plain === known || distance(plain, known, mayDiffer) <= mayDiffer) return known;
  }
  return null;
}

function withoutPrefix(name: string): string {
  return name.replace(/^(DARKROOM|APP|IG|VITE|NEXT_PUBLIC)_(?=.)/, "");
}

function distance(one: string, other: string, max: number): number {
  if (Math.abs(one.length - other.length) > max) return max + 1;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
