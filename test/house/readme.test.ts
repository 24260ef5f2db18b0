import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ERRORS } from "../../server/lib/errors.js";
import { SETTINGS } from "../../server/settings.js";
import { renderTables, TABLES } from "./render-tables.js";

const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");

test("the README's tables are those of the code; `npm run docs` writes them", () => {
  const rendered = renderTables(readme);
  expect(linesOf(rendered).filter((line) => !linesOf(readme).includes(line))).toEqual([]);
  expect(rendered === readme).toBe(true);
});

test("a table that says something else would be noticed", () => {
  for (const name of Object.keys(TABLES)) {
    const other = readme.replace(`<!-- ${name} -->\n`, `<!-- ${name} -->\n| something | else |\n`);
    expect(renderTables(other) === renderTables(readme)).toBe(true);
    expect(renderTables(other) === other).toBe(false);
  }
  expect(() => renderTables("no tables")).toThrow("README.md has no <!-- errors -->");
});

test("every setting and every code is a row", () => {
  const names = [...Object.keys(SETTINGS), ...Object.keys(ERRORS)];
  expect(names.filter((name) => !readme.includes(`\n| \`${name}\` | `))).toEqual([]);
});

function linesOf(text: string): string[] {
  return text.split("\n");
}
