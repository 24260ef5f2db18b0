/** The pages that `g` and a letter lead to; the letter is the same in every language. */
export const PAGE_KEYS = {
  h: { to: "/", label: "home" },
  a: { to: "/accounts", label: "accounts" },
  f: { to: "/feeds", label: "feeds" },
  c: { to: "/connect", label: "connect" },
  k: { to: "/apiKeys", label: "keys" },
  l: { to: "/events", label: "activity" },
  j: { to: "/jobs", label: "jobs" },
  e: { to: "/erasures", label: "erasures" },
  o: { to: "/operators", label: "operators" },
  s: { to: "/settings", label: "settings" },
} as const;

export type Shortcut = { kind: "OPEN"; overlay: "search" | "shortcuts" } | { kind: "GO"; to: string };

export interface Press {
  key: string;
  isCommand: boolean;
  /** Whether `g` was pressed just before. */
  isAfterG: boolean;
}

/** What a key press means, outside of fields; null for nothing. */
export function shortcutOf({ key, isCommand, isAfterG }: Press): Shortcut | null {
  if (isCommand) return key.toLowerCase() === "k" ? { kind: "OPEN", overlay: "search" } : null;
  if (isAfterG && Object.hasOwn(PAGE_KEYS, key)) return { kind: "GO", to: PAGE_KEYS[key as keyof typeof PAGE_KEYS].to };
  if (key === "/") return { kind: "OPEN", overlay: "search" };
  if (key === "?") return { kind: "OPEN", overlay: "shortcuts" };
  return null;
}
