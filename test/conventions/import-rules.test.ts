import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/*
 * Who may import whom: one violation of each rule is planted, in a project of its own that is laid out as ours and has our
 * biome.json, and Biome must report it in our own words. Beside each stands an import that is allowed.
 */

const root = join(import.meta.dirname, "../..");
const config = readFileSync(join(root, "biome.json"), "utf8");

const DASHBOARD = "The dashboard knows only schema.graphql.";

/** Where, what is imported, and the sentence; null where it is allowed. */
const IMPORTS: [file: string, specifier: string, sentence: string | null][] = [
  ["admin/planted.tsx", "../server/world.js", DASHBOARD],
  ["admin/accounts/planted.tsx", "../../server/app-context.js", DASHBOARD],
  ["admin/planted.tsx", "react", null],
];

/** Whole files, and the rule that each breaks. */
const OTHERS: [file: string, text: string, rule: string][] = [
  ["server/planted/default.ts", "export default function planted() {}", "lint/style/noDefaultExport"],
  ["server/planted/barrel.ts", 'export * from "./load-planted.js";', "lint/performance/noBarrelFile"],
  [
    "server/planted/one.ts",
    'import { two } from "./two.js";\nexport const one = () => two;',
    "lint/suspicious/noImportCycles",
  ],
  [
    "server/planted/two.ts",
    'import { one } from "./one.js";\nexport const two = () => one;',
    "lint/suspicious/noImportCycles",
  ],
  ["server/planted/env.ts", "export const port = process.env.PORT;", "lint/style/noProcessEnv"],
  [
    "server/planted/four.ts",
    "export function four(a: 1, b: 1, c: 1, d: 1) {\n  return [a, b, c, d];\n}",
    "lint/complexity/useMaxParams",
  ],
  [
    "server/planted/floating.ts",
    "async function later(): Promise<void> {}\nexport function now() {\n  later();\n}",
    "lint/nursery/noFloatingPromises",
  ],
  ["server/planted/any.ts", "export const planted: any = 1;", "lint/suspicious/noExplicitAny"],
  [
    "server/planted/type-import.ts",
    'import { World } from "../world.js";\nexport const of = (world: World) => world;',
    "lint/style/useImportType",
  ],
  [
    "server/planted/long-file.ts",
    `export const planted = [\n${"  1,\n".repeat(300)}];`,
    "lint/style/noExcessiveLinesPerFile",
  ],
  [
    "server/planted/long-function.ts",
    `export function planted() {\n${'  console.info("1");\n'.repeat(61)}}`,
    "lint/complexity/noExcessiveLinesPerFunction",
  ],
];

interface Report {
  diagnostics: { category: string; severity: string; message: string; location: { path: string } }[];
}

const planted = IMPORTS.map(([file, specifier, sentence], n) => {
  // Reserved names must stay as they are, so each violation has a folder of its own.
  const folder = file.startsWith("server/planted/")
    ? file.replace("planted", `planted${n}`)
    : file.replace("planted", `planted-${n}`);
  return { file: folder, text: `import "${specifier}";\n`, specifier, sentence };
});

let folder: string;
let report: Report;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "darkroom-rules-"));
  const { $schema: _, ...ours } = JSON.parse(config) as Record<string, unknown>;
  write("biome.json", JSON.stringify(ours));
  cpSync(join(root, ".gitignore"), join(folder, ".gitignore"));
  for (const { file, text } of planted) write(file, text);
  for (const [file, text] of OTHERS) write(file, `${text}\n`);
  write("server/planted/load-planted.ts", "export const loadPlanted = 1;\n");
  write("server/app-context.ts", "export type World = object;\n");
  const options = ["lint", "--reporter=json", "--max-diagnostics=none", "."];
  const { stdout, stderr } = spawnSync(join(root, "node_modules/.bin/biome"), options, {
    cwd: folder,
    encoding: "utf8",
    timeout: 60_000,
  });
  report = JSON.parse(stdout || `{"diagnostics":[],"error":${JSON.stringify(stderr)}}`) as Report;
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("imports", () => {
  test.each(planted.map((one) => [one.file.replace(/planted-?\d+/, "planted"), one.specifier, one] as const))(
    "%s imports %s",
    (_, __, { file, sentence }) => {
      const found = reportsOn(file).filter(({ category }) => category === "lint/style/noRestrictedImports");
      expect(found.map(({ message }) => message).join("\n")).toEqual(
        sentence === null ? "" : expect.stringContaining(sentence),
      );
    },
  );

  test("each sentence of biome.json is met above", () => {
    const sentences = [...config.matchAll(/"message": "(.*)"/g)].map(([, sentence]) => sentence);
    expect(new Set(sentences)).toEqual(new Set(IMPORTS.flatMap(([, , sentence]) => sentence ?? [])));
  });
});

test.each(OTHERS.map(([file, , rule]) => [file, rule] as const))("%s breaks %s", (file, rule) => {
  expect(
    reportsOn(file)
      .filter(({ severity }) => severity === "error")
      .map(({ category }) => category),
  ).toContain(rule);
});

test("only the config reads the environment", () => {
  write("server/config/config.ts", "export const port = process.env.PORT;\n");
  const { status } = spawnSync(join(root, "node_modules/.bin/biome"), ["lint", "server/config/config.ts"], {
    cwd: folder,
    timeout: 60_000,
  });
  expect(status).toBe(0);
});

function reportsOn(file: string): Report["diagnostics"] {
  return report.diagnostics.filter(({ location }) => location.path.endsWith(file));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}
