import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { expect, test } from "vitest";

/*
 * No function has more than 60 lines. Biome's limit leaves out the lines of literals, so that a function of one large object
 * passes it. Blank lines do not count; the lines of inner functions do.
 */

const LINES_MAX = 60;

const ROOT = join(import.meta.dirname, "../..");

const files = ["server", "admin", "embed", "scripts"].flatMap((top) =>
  readdirSync(join(ROOT, top), { recursive: true, encoding: "utf8" })
    .map((file) => join(top, file))
    .filter((file) => /\.(tsx?|cjs)$/.test(file)),
);

test("no function has more than 60 lines, literals included", () => {
  expect(files.length).toBeGreaterThan(300);
  const long = files.flatMap((file) => longFunctions(file, readFileSync(join(ROOT, file), "utf8")));
  expect(long).toEqual([]);
});

test.each([
  ["a declaration", (body: string) => `export function planted() {\n${body}\n}`],
  ["an arrow", (body: string) => `const planted = () => {\n${body}\n};`],
  ["a method", (body: string) => `class Planted {\n  @Field() planted(): void {\n${body}\n  }\n}`],
])("%s of one long literal is found, and one that is short enough is not", (_, functionOf) => {
  const literal = (lines: number) => `return [\n${'  "1",\n\n'.repeat(lines - 4)}];`;
  expect(longFunctions("planted.ts", functionOf(literal(LINES_MAX)))).toEqual([]);
  expect(longFunctions("planted.ts", functionOf(literal(LINES_MAX + 1)))).toHaveLength(1);
});

/** Functions of a file that are too long, as `file:line (lines)`. */
function longFunctions(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  return functionsIn(program).flatMap(({ start, end }) => {
    const lines = source.slice(start, end).split("\n");
    const count = lines.filter((line) => line.trim() !== "").length;
    return count > LINES_MAX ? [`${file}:${source.slice(0, start).split("\n").length} (${count})`] : [];
  });
}

interface Span {
  start: number;
  end: number;
}

/** Every function of a syntax tree, by its place in the source. */
function functionsIn(node: unknown): Span[] {
  if (typeof node !== "object" || node === null) return [];
  const inner = Object.values(node).flatMap(functionsIn);
  const isFunction = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(
    String((node as { type?: unknown }).type),
  );
  return isFunction ? [node as Span, ...inner] : inner;
}
