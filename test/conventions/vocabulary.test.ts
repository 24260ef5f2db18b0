import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, visit } from "graphql";
import { expect, test } from "vitest";

/*
 * Retired words are in no name. The words are those of the table in docs/decisions/0045-the-words-we-use.md; a name is cut into
 * its words (`needsAttention`: needs, attention), so that a word within another one does not count.
 */

const ROOT = join(import.meta.dirname, "../..");
const decision = readFileSync(join(ROOT, "docs/decisions/0045-the-words-we-use.md"), "utf8");
const [everywhere = "", inServer = ""] = decision.split("| retired in server |");
const retired = wordsIn(everywhere);
const retiredInServer = new Set([...retired, ...wordsIn(inServer)]);

function wordsIn(text: string): Set<string> {
  const cells = [...text.matchAll(/^\| (`.*?) \|/gm)].map(([, cell = ""]) => cell);
  return new Set(cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, word = ""]) => word)));
}

/** Comments, strings and regular expressions hold prose and foreign names; what is left are identifiers and keywords. */
const PROSE = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`/g;

/** Names that hold a retired word for a reason. */
const EXCEPTIONS: Record<string, string> = {
  isWorldAccessible: "file modes are world-accessible or not",
  leftovers: "a table of the first layout, which an upgrade renames",
  SWEEP_EVERY: "a setting that operators have set",
};

function wordsOf(name: string): string[] {
  return name.split(/_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map((word) => word.toLowerCase());
}

function retiredNames(text: string, words = retired): string[] {
  const names = new Set(text.replace(PROSE, " ").match(/[A-Za-z_]\w*/g) ?? []);
  return [...names]
    .filter((name) => !(name in EXCEPTIONS))
    .filter((name) => wordsOf(name).some((word) => words.has(word)));
}

const files = ["server", "test"].flatMap((top) =>
  readdirSync(join(ROOT, top), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${top}/${file.replaceAll("\\", "/")}`)
    // Tests of the dashboard use its names.
    .filter((file) => !/^test\/(admin|browser|frameworks\/(node_modules|build))\//.test(file)),
);

function retiredIn(file: string): Set<string> {
  return file.startsWith("server/") ? retiredInServer : retired;
}

test("the decision retires words", () => {
  expect(retired.size).toBeGreaterThan(20);
  expect(retiredInServer.size).toBeGreaterThan(retired.size + 10);
  expect(retired).toContain("world");
});

test("no identifier contains a retired word", () => {
  const found = files.flatMap((file) =>
    retiredNames(readFileSync(join(ROOT, file), "utf8"), retiredIn(file)).map((name) => `${file}: ${name}`),
  );
  expect(found).toEqual([]);
});

test("no file is named by a retired word", () => {
  expect(files.filter((file) => file.split(/[/.-]/).some((word) => retiredIn(file).has(word)))).toEqual([]);
});

test("no name of the schema contains a retired word", () => {
  const found: string[] = [];
  visit(parse(readFileSync(join(ROOT, "schema.graphql"), "utf8")), {
    Name({ value }) {
      if (wordsOf(value).some((word) => retired.has(word))) found.push(value);
    },
  });
  expect(found).toEqual([]);
});

test("a retired word would be found, within a name and alone", () => {
  const text = "const world = 1; // the wish\nfunction hasNews(unWorldly: string) {}";
  expect(retiredNames(text)).toEqual(["world", "hasNews"]);
  expect(retiredNames("const told = 1;", retiredIn("server/main.ts"))).toEqual(["told"]);
  expect(retiredNames("const told = 1;", retiredIn("test/main.test.ts"))).toEqual([]);
});
