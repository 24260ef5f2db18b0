import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
let folder: string;

/** A copy, so that nothing is ever written beside the committed migrations. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "darkroom-migrations-"));
  cpSync(join(root, "drizzle"), folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the migrations make the tables of the code: there is nothing to generate", () => {
  const before = readdirSync(folder);
  expect(generate()).toContain("No schema changes");
  expect(readdirSync(folder)).toEqual(before);
});

test("a table that no migration makes would be noticed", () => {
  const journal = JSON.parse(readFileSync(join(folder, "meta/_journal.json"), "utf8")) as {
    entries: { idx: number }[];
  };
  const last = String(journal.entries.at(-1)?.idx).padStart(4, "0");
  const file = join(folder, `meta/${last}_snapshot.json`);
  const snapshot = JSON.parse(readFileSync(file, "utf8")) as { tables: Record<string, unknown> };
  delete snapshot.tables["public.media"];
  writeFileSync(file, JSON.stringify(snapshot));
  generate();
  const made = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  expect(made).toHaveLength(journal.entries.length + 1);
  expect(readFileSync(join(folder, made.at(-1) ?? ""), "utf8")).toContain('CREATE TABLE "media"');
});

function generate(): string {
  const program = join(root, "node_modules/drizzle-kit/bin.cjs");
  const options = ["--dialect=postgresql", "--schema=./server/db/schema/*.ts", `--out=${relative(root, folder)}`];
  const { stdout, stderr } = spawnSync(process.execPath, [program, "generate", ...options], {
    cwd: root,
    encoding: "utf8",
    timeout: 30_000,
  });
  return stdout + stderr;
}
