/** One line of the file that names an account; what has no column, or an empty cell, is left out. */
export interface ImportRow {
  line: number;
  username: string;
  reference?: string;
  tags?: string;
}

export type LineFault =
  | "quotes"
  | "cells"
  | "no_username"
  | "username"
  | "reference"
  | "tags"
  | "tag"
  | "twice"
  | "ambiguous";

export interface FaultyLine {
  line: number;
  fault: LineFault;
}

export type FileFault = "too_large" | "too_long" | "no_columns" | "empty";

export type ReadFile = { fault: FileFault } | { fault: null; rows: ImportRow[]; faultyLines: FaultyLine[] };

export const BYTES_MAX = 10_000_000;
export const ROWS_MAX = 10_000;

/** As Excel writes it too: with a byte order mark, with semicolons, in UTF-8 or in Windows' own encoding. */
export async function readCsv(file: Blob): Promise<ReadFile> {
  if (file.size > BYTES_MAX) return { fault: "too_large" };
  const { default: papa } = await import("papaparse");
  // A row more than allowed tells that there are more; the first has the names of the columns.
  const text = textOf(await file.arrayBuffer());
  const { data, errors } = papa.parse<string[]>(text, { delimiter: delimiterOf(text), preview: ROWS_MAX + 2 });
  const brokenRows = new Set(errors.flatMap(({ type, row }) => (type === "Quotes" ? [row ?? 0] : [])));
  const [head = [], ...rows] = data;
  const columns = columnsOf(head);
  if (!columns) return { fault: "no_columns" };
  if (rows.length > ROWS_MAX && !isBlank(rows.at(-1) ?? [])) return { fault: "too_long" };

  const read: ImportRow[] = [];
  const faultyLines: FaultyLine[] = [];
  let line = 1 + lineCount(head);
  for (const [index, cells] of rows.entries()) {
    const fault = brokenRows.has(index + 1) ? "quotes" : cells.length > head.length ? "cells" : null;
    if (fault) faultyLines.push({ line, fault });
    else if (!isBlank(cells)) read.push({ line, username: "", ...cellsOf(columns, cells) });
    line += lineCount(cells);
  }
  if (read.length + faultyLines.length === 0) return { fault: "empty" };
  return { fault: null, rows: read, faultyLines };
}

function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** What separates the names of the columns, which hold none themselves; a cell further down may hold any. */
function delimiterOf(text: string): string {
  const [head = ""] = text.split(/[\r\n]/, 1);
  const count = (delimiter: string) => head.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, other) => (count(other) > count(best) ? other : best));
}

const COLUMNS = ["username", "reference", "tags"] as const;
type Columns = Record<(typeof COLUMNS)[number], number>;

/** Null without a name of the account, or without anything to say of it. */
function columnsOf(head: string[]): Columns | null {
  const names = head.map((cell) => cell.trim().toLowerCase());
  const [username, reference, tags] = COLUMNS.map((name) => names.indexOf(name)) as [number, number, number];
  return username < 0 || Math.max(reference, tags) < 0 ? null : { username, reference, tags };
}

function cellsOf(columns: Columns, cells: string[]): Partial<Record<keyof Columns, string>> {
  const named = COLUMNS.map((name) => [name, (cells[columns[name]] ?? "").trim()] as const);
  return Object.fromEntries(named.filter(([, text]) => text !== ""));
}

function isBlank(cells: string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

/** A cell in quotes may hold lines. */
function lineCount(cells: string[]): number {
  return cells.reduce((count, cell) => count + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 1);
}
