import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";

/*
 * The arrows run one way: no two folders import each other, types included, and no chain of folders comes back to its
 * beginning. Biome checks single imports; only the whole graph shows this.
 */

const ROOT = join(import.meta.dirname, "../..");
const IMPORT = /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g;

/** Folders that hold features or parts of their own: each of their folders is a node of the graph. */
const NESTED = ["server/features", "server/lib", "server/db", "server/graphql", "server/http"];

/** For each folder the folders that it imports, and one import of each as evidence. */
function readGraph(top: string): Map<string, Map<string, string>> {
  const graph = new Map<string, Map<string, string>>();
  const files = readdirSync(join(ROOT, top), { recursive: true, encoding: "utf8" })
    .map((file) => posix.join(top, file.replaceAll("\\", "/")))
    .filter((file) => /\.tsx?$/.test(file));
  for (const file of files) {
    const edges = graph.get(folderOf(file)) ?? new Map<string, string>();
    graph.set(folderOf(file), edges);
    for (const [, specifier = ""] of readFileSync(join(ROOT, file), "utf8").matchAll(IMPORT)) {
      const target = posix.join(posix.dirname(file), specifier);
      if (target.startsWith(`${top}/`) && folderOf(target) !== folderOf(file))
        edges.set(folderOf(target), `${file} imports ${target}`);
    }
  }
  return graph;
}

/** The folder that a file counts for; a file at the top counts for itself. */
function folderOf(file: string): string {
  const parts = file.replace(/\.(js|tsx?)$/, "").split("/");
  const nested = NESTED.includes(parts.slice(0, 2).join("/"));
  return parts.slice(0, nested && parts.length > 3 ? 3 : 2).join("/");
}

function mutualPairs(graph: Map<string, Map<string, string>>): string[] {
  return [...graph].flatMap(([from, edges]) =>
    [...edges].flatMap(([to, evidence]) => {
      const back = graph.get(to)?.get(from);
      return back && from < to ? [`${evidence}, and ${back}`] : [];
    }),
  );
}

/** One chain of imports that ends where it began, or none. */
function findCircle(graph: Map<string, Map<string, string>>): string[] {
  const done = new Set<string>();
  const visit = (folder: string, path: readonly string[]): string[] => {
    if (path.includes(folder)) return [...path.slice(path.indexOf(folder)), folder];
    if (done.has(folder)) return [];
    for (const next of graph.get(folder)?.keys() ?? []) {
      const circle = visit(next, [...path, folder]);
      if (circle.length > 0) return circle;
    }
    done.add(folder);
    return [];
  };
  for (const folder of graph.keys()) {
    const circle = visit(folder, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

test.each(["server", "admin"])("no two folders of %s import each other", (top) => {
  const graph = readGraph(top);
  expect(graph.size).toBeGreaterThan(5);
  expect(mutualPairs(graph)).toEqual([]);
});

test("no chain of folders of the server comes back to its beginning", () => {
  expect(findCircle(readGraph("server"))).toEqual([]);
});

test("a pair and a chain are found where they are", () => {
  const edge = (to: string, from: string): [string, string] => [to, `${from} imports ${to}`];
  const pair = new Map([
    ["a", new Map([edge("b", "a")])],
    ["b", new Map([edge("a", "b")])],
  ]);
  expect(mutualPairs(pair)).toEqual(["a imports b, and b imports a"]);
  const chain = new Map([
    ["a", new Map([edge("b", "a")])],
    ["b", new Map([edge("c", "b")])],
    ["c", new Map([edge("a", "c")])],
  ]);
  expect(mutualPairs(chain)).toEqual([]);
  expect(findCircle(chain)).toEqual(["a", "b", "c", "a"]);
});
