/** Before the names under which react-admin's store remembers things in this browser. */
const PREFIX = "RaStore.";

/** What react-admin's store has of this name, for code that does without react-admin. */
export function readStoredItem(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null");
  } catch {
    // Storage may be forbidden, or hold something else.
    return null;
  }
}

/** Stores it as react-admin would; a browser that forbids this forgets it. */
export function writeStoredItem(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // As react-admin: then it lasts as long as the page.
  }
}
