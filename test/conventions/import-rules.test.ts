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

const LIB = "lib imports packages, nothing of ours.";
const CSV = "csv is read by the dashboard too: it imports packages, nothing of ours.";
const LIB_POSTGRES = "lib/postgres imports lib and packages, nothing else of ours.";
const INTEGRATION = "An integration speaks HTTP and imports lib only.";
const INTEGRATION_DATABASE = "An integration has no database.";
const TABLE = "A table imports other tables, columns and lib.";
const DB = "db imports lib and packages, nothing else of ours.";
const CONFIG = "config imports lib and db, no feature.";
const STORE = "A store imports tables, lib and the access scope.";
const STORE_WEB = "A store knows neither GraphQL nor HTTP.";
const SQL = "SQL lives in a store.";
const NEIGHBOUR = "A feature calls another feature's functions, never its store.";
const FEATURE = "A feature knows no entry point.";
const FEATURE_WEB = "A feature knows neither GraphQL nor HTTP.";
const ENTRY = "An entry point calls a feature's functions, never a store.";
const DASHBOARD = "The dashboard knows only schema.graphql, and server/csv.";

/** Where, what is imported, and the sentence; null where it is allowed. */
const IMPORTS: [file: string, specifier: string, sentence: string | null][] = [
  ["server/lib/planted.ts", "../features/accounts/require-account.js", LIB],
  ["server/lib/planted.ts", "../app-context.js", LIB],
  ["server/lib/planted.ts", "./clock.js", null],
  ["server/csv/planted.ts", "../lib/clock.js", CSV],
  ["server/csv/planted.ts", "./csv.js", null],
  ["server/lib/postgres/planted.ts", "../../db/db.js", LIB_POSTGRES],
  ["server/lib/postgres/planted.ts", "../folder-lock.js", null],
  ["server/instagram/planted.ts", "../features/tokens/read-token.js", INTEGRATION],
  ["server/instagram/planted.ts", "../app-context.js", INTEGRATION],
  ["server/instagram/planted.ts", "../lib/http.js", null],
  ["server/sandbox/planted.ts", "../instagram/create-client.js", INTEGRATION],
  ["server/sandbox/planted.ts", "drizzle-orm", INTEGRATION_DATABASE],
  ["server/sandbox/planted.ts", "fastify", null],
  ["server/db/schema/planted.ts", "../../features/accounts/require-account.js", TABLE],
  ["server/db/schema/planted.ts", "../pools.js", TABLE],
  ["server/db/schema/planted.ts", "./accounts.js", null],
  ["server/db/schema/planted.ts", "./columns.js", null],
  ["server/db/planted.ts", "../features/tokens/store.js", DB],
  ["server/db/planted.ts", "../config/config.js", DB],
  ["server/db/planted.ts", "../lib/clock.js", null],
  ["server/config/planted.ts", "../features/tokens/read-token.js", CONFIG],
  ["server/config/planted.ts", "../app-context.js", CONFIG],
  ["server/config/planted.ts", "../db/database-url.js", null],
  ["server/features/planted/store.ts", "../accounts/require-account.js", STORE],
  ["server/features/planted/store.ts", "../accounts/store.js", STORE],
  ["server/features/planted/store.ts", "../../app-context.js", STORE],
  ["server/features/planted/run-store.ts", "../../instagram/errors.js", STORE],
  ["server/features/planted/store.ts", "type-graphql", STORE_WEB],
  ["server/features/planted/store.ts", "fastify", STORE_WEB],
  ["server/features/planted/store.ts", "../../db/schema/accounts.js", null],
  ["server/features/planted/store.ts", "../../viewer.js", null],
  ["server/features/planted/run-store.ts", "drizzle-orm", null],
  ["server/features/planted/load-planted.ts", "drizzle-orm", SQL],
  ["server/features/planted/load-planted.ts", "../accounts/store.js", NEIGHBOUR],
  ["server/features/planted/load-planted.ts", "../sync/run-store.js", NEIGHBOUR],
  ["server/features/planted/load-planted.ts", "../../graphql/errors.js", FEATURE],
  ["server/features/planted/load-planted.ts", "../../http/viewer.js", FEATURE],
  ["server/features/planted/load-planted.ts", "../../cli/cli.js", FEATURE],
  ["server/features/planted/load-planted.ts", "graphql", FEATURE_WEB],
  ["server/features/planted/load-planted.ts", "type-graphql", FEATURE_WEB],
  ["server/features/planted/load-planted.ts", "@apollo/server", FEATURE_WEB],
  ["server/features/planted/load-planted.ts", "fastify", FEATURE_WEB],
  ["server/features/planted/load-planted.ts", "./store.js", null],
  ["server/features/planted/load-planted.ts", "./run-store.js", null],
  ["server/features/planted/load-planted.ts", "../accounts/require-account.js", null],
  ["server/features/planted/load-planted.ts", "../../app-context.js", null],
  ["server/graphql/planted.ts", "../features/accounts/store.js", ENTRY],
  ["server/graphql/executor/planted.ts", "../../features/accounts/store.js", ENTRY],
  ["server/http/planted.ts", "../features/sync/run-store.js", ENTRY],
  ["server/http/planted.ts", "drizzle-orm/pg-core", SQL],
  ["server/cli/planted.ts", "../features/accounts/store.js", ENTRY],
  ["server/planted.ts", "./features/accounts/store.js", ENTRY],
  ["server/graphql/planted.ts", "../features/accounts/require-account.js", null],
  ["server/graphql/planted.ts", "../db/schema/accounts.js", null],
  ["admin/planted.tsx", "../server/app-context.js", DASHBOARD],
  ["admin/accounts/planted.tsx", "../../server/app-context.js", DASHBOARD],
  ["admin/accounts/planted.tsx", "../../server/csv/csv.js", null],
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
    'import { AppContext } from "../app-context.js";\nexport const of = (app: AppContext) => app;',
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
  const folder = file.includes("/planted/")
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
  write("server/app-context.ts", "export type AppContext = object;\n");
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
