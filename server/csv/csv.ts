/** What a spreadsheet takes for the start of a formula; such a cell gets an apostrophe before it, which spreadsheets hide. */
const FORMULA_START = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

type Cell = string | number | boolean | null | undefined;

/** Rows as CSV (RFC 4180). Nothing in a cell can run as a formula when a spreadsheet opens it. */
export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
}

export function safeText(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

/** What `safeText` was given. */
export function unsafeText(text: string): string {
  return text.startsWith("'") && FORMULA_START.test(text.slice(1)) ? text.slice(1) : text;
}

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell !== "string") return String(cell);
  const safe = safeText(cell);
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
