import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "@graphql-codegen/cli";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import config from "../../codegen.js";

const root = join(import.meta.dirname, "../..");
const DOCUMENT = "docs/contributing-dashboard.md";
const LINES_MAX = 10;
/** What `tsc -p admin` and the types of the queries need. */
const NEEDED = ["admin", "server/csv", "CHANGELOG.md", "schema.graphql", "tsconfig.json"];
/** Of each step. */
const TIMEOUT_MS = 60_000;

const recipes = [
  ...readFileSync(join(root, DOCUMENT), "utf8").matchAll(/^## (.+)$[\s\S]*?^```diff\n([\s\S]*?)^```$/gm),
];

describe("recipes for the dashboard", () => {
  let copy: string;

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "darkroom-recipes-"));
    for (const path of NEEDED) cpSync(join(root, path), join(copy, path), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "dir");
  });

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test("add a column, a filter and a resource", () => {
    expect(recipes.map(([, title]) => title)).toEqual(["Add a column", "Add a filter", "Add a resource"]);
  });

  test.each(recipes.map(([, title = "", diff = ""]) => ({ title, diff })))(
    "$title changes at most ten lines of today's code",
    ({ diff }) => {
      expect(diff.match(/^[+-](?!\+\+ |-- )/gm)?.length).toBeLessThanOrEqual(LINES_MAX);
      execFileSync("git", ["apply"], { cwd: copy, input: diff, timeout: TIMEOUT_MS });
    },
  );

  test("the dashboard with all of them builds", { timeout: TIMEOUT_MS }, async () => {
    await generate({ ...config, cwd: copy, silent: true });
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const args = [
      tsc,
      "-p",
      join(copy, "admin"),
      "--incremental",
      "false",
      "--tsBuildInfoFile",
      "null",
      "--singleThreaded",
    ];
    const { stdout, status } = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8", timeout: TIMEOUT_MS });
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });
});
