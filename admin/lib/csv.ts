/** What a spreadsheet takes for the start of a formula; such a cell gets an apostrophe before it, which spreadsheets hide. */
const FORMULA_START = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

type Cell = string | number | boolean | null | undefined;

/** Rows as CSV (RFC 4180). Nothing in a cell can run as a formula when a spreadsheet opens it. */
export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
}

/** Hands a CSV text to the browser as a file to be kept. */
export function downloadCsv(name: string, text: string): void {
  // Excel takes a file for UTF-8 only where it begins with this mark.
  const url = URL.createObjectURL(new Blob(["\uFEFF", text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell !== "string") return String(cell);
  const safe = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
