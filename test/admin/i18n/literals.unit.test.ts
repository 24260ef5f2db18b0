import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ADMIN = join(import.meta.dirname, "../../../admin");
const FOLDERS = readdirSync(ADMIN, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Names that no language translates. */
const NAMES = /^(OAuth redirect URI|Deauthorize callback URL|Data deletion request URL|Privacy policy URL|Instagram)$/;

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ADMIN, folder))
    .filter((file) => file.endsWith(".tsx"))
    .map((file) => `${folder}/${file}`),
);

test.each(files)("%s has no text of its own for people", (file) => {
  expect(literalsIn(readFileSync(join(ADMIN, file), "utf8"))).toEqual([]);
});

test("a literal between tags or in a label is found", () => {
  const page = `<Panel title="Last days" sx="none">\n  Went well\n</Panel>`;
  expect(literalsIn(page)).toEqual(["Last days", "Went well"]);
});

function literalsIn(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const attributes = code.matchAll(
    /\b(?:title|label|text|name|placeholder|helperText|alt|aria-label|titleAccess)="([^"]+)"/g,
  );
  const children = code.matchAll(/>\s*([A-Za-z][^<>{}=;()]*?)\s*</g);
  return [...attributes, ...children]
    .map(([, text = ""]) => text)
    .filter((text) => /^[A-Z].*[a-z]/.test(text) && !NAMES.test(text));
}
