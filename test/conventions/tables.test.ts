import { expect, test } from "vitest";
import { SETTINGS } from "../../server/config/settings.js";
import { ERRORS } from "../../server/lib/errors.js";
import { readDocument, renderTable, TABLES } from "./render-tables.js";

const NAMES = Object.keys(TABLES);
const textOf = (name: string) => readDocument(TABLES[name]?.file ?? "");

test.each(NAMES)("the table of %s is that of the code; `npm run docs` writes it", (name) => {
  const rendered = renderTable(name, textOf(name));
  const lines = textOf(name).split("\n");
  expect(rendered.split("\n").filter((line) => !lines.includes(line))).toEqual([]);
  expect(rendered === textOf(name)).toBe(true);
});

test.each(NAMES)("a table of %s that says something else would be noticed", (name) => {
  const other = textOf(name).replace(`<!-- ${name} -->\n`, `<!-- ${name} -->\n| something | else |\n`);
  expect(renderTable(name, other) === textOf(name)).toBe(true);
  expect(renderTable(name, other) === other).toBe(false);
  expect(() => renderTable(name, "no tables")).toThrow(`There is no <!-- ${name} -->`);
});

test("every setting and every code is a row", () => {
  const codes = Object.keys(ERRORS).map((code) => ["errors", code] as const);
  const settings = Object.keys(SETTINGS).map((name) => ["settings", name] as const);
  const missing = [...codes, ...settings].filter(([table, name]) => !textOf(table).includes(`\n| \`${name}\` | `));
  expect(missing).toEqual([]);
});
