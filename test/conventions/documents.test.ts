import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { SETTINGS } from "../../server/config/settings.js";

const root = join(import.meta.dirname, "../..");
const SKIPPED = new Set(["node_modules", "dist", "data", "coverage", ".git"]);
/** For other people's projects, whose own files they name. */
const GUIDES = new Set(["docs/clients.md", "docs/sandbox.md"]);
const files = filesBelow("");
const names = new Set(files.map((file) => basename(file)));
const documents = files.filter((file) => file.endsWith(".md"));
const decisions = documents.filter((file) => /^docs\/decisions\/\d/.test(file));

describe("documents", () => {
  test.each(documents)("%s links only to what exists", (file) => {
    const targets = [...read(file).matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)[^)]*\)/g)].map(([, target = ""]) => target);
    expect(targets.filter((target) => !existsSync(join(root, dirname(file), target)))).toEqual([]);
  });

  test.each(documents)("%s names only files that exist", (file) => {
    const ours = pathsIn(read(file)).filter((path) => path.includes("/") || !GUIDES.has(file));
    expect(ours.filter((path) => !isThere(path))).toEqual([]);
  });

  test.each([...documents, "Dockerfile", "compose.yaml", ".env.example", "package-lock.json"])(
    "%s names no machine's folders and no package registry",
    (file) => {
      expect(read(file)).not.toMatch(
        /(^|[\s"'`(=])\/(home|root|work|tmp|Users)\/|[A-Z]:\\|\bregistry\.[\w-]+\.|_authToken/m,
      );
    },
  );

  test.each(documents)("%s runs only tests that exist", (file) => {
    const runs = [...read(file).matchAll(/`npx vitest run ([^`]+)`/g)].flatMap(([, paths = ""]) => paths.split(" "));
    expect(runs.filter((path) => path.startsWith("test/") && !existsSync(join(root, path)))).toEqual([]);
  });

  test("a path that does not exist would be noticed", () => {
    expect(
      pathsIn("see `server/nowhere.ts`, `features/tokens/store.ts` and `lost.ts`").filter((path) => !isThere(path)),
    ).toEqual(["server/nowhere.ts", "lost.ts"]);
  });
});

test.each([
  ["README.md", 160],
  ["docs/architecture.md", 250],
  ["CONTRIBUTING.md", 80],
  ...decisions.map((file) => [file, 60] as [string, number]),
] as [string, number][])("%s has at most %d lines", (file, linesMax) => {
  expect(read(file).trimEnd().split("\n").length).toBeLessThanOrEqual(linesMax);
});

describe("decisions", () => {
  test.each(decisions)("%s has its number and its four parts, in order", (file) => {
    const headings = [...read(file).matchAll(/^#+ .*/gm)].map(([heading]) => heading);
    expect(headings[0]).toMatch(new RegExp(`^# ${Number(basename(file).slice(0, 4))}\\. `));
    expect(headings.slice(1)).toEqual([
      "## Context",
      "## Decision",
      "## Consequences",
      "## What would change our mind",
    ]);
  });

  test("are numbered without gaps", () => {
    const numbers = decisions.map((file) => Number(basename(file).slice(0, 4)));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  test("are all in the index, with their titles and status", () => {
    const index = [...read("docs/decisions/README.md").matchAll(/^\| (\d+) \| \[(.+)\]\((.+)\) \| (.+) \|$/gm)];
    const listed = index.map(([, number, title, file, status = ""]) => ({
      file: `docs/decisions/${file}`,
      heading: `# ${number}. ${title}`,
      isSuperseded: status.startsWith("superseded"),
    }));
    const written = decisions.map((file) => {
      const [heading = "", superseded] = (read(file).split("\n")[0] ?? "").split(/ \((superseded) by \d+\)$/);
      return { file, heading, isSuperseded: superseded !== undefined };
    });
    expect(listed).toEqual(written);
  });
});

test("every folder of the server is in the code map", () => {
  const map = read("docs/architecture.md").split("## Code map")[1]?.split("\n## ")[0] ?? "";
  const mapped = [...map.matchAll(/^\| `server\/([\w/-]+)\/` \|/gm)].map(([, folder]) => folder);
  const below = (parent: string) =>
    readdirSync(join(root, "server", parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(parent, name))
      .filter((folder) => files.some((file) => file.startsWith(`server/${folder}/`)));
  const folders = [...below("").filter((folder) => folder !== "features"), ...below("features")];
  expect(mapped.toSorted()).toEqual(folders.toSorted());
});

test(".env.example holds only settings", () => {
  const known = new Set([...Object.keys(SETTINGS), "POSTGRES_PASSWORD"]);
  const set = [...read(".env.example").matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name = ""]) => name);
  expect(set).toContain("INSTAGRAM_APP_ID");
  expect(set.filter((name) => !known.has(name))).toEqual([]);
});

describe("examples", () => {
  const schema = buildSchema(read("schema.graphql"));
  const examples = documents.flatMap((file) => queriesIn(read(file)).map((query) => ({ file, query })));

  test.each(examples)("$file: $query", ({ query }) => {
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
  });

  test("the README has GraphQL and curl examples", () => {
    expect(queriesIn(read("README.md")).length).toBeGreaterThanOrEqual(3);
  });
});

/** The queries of a document's GraphQL blocks, and those in the bodies of its shell blocks. */
function queriesIn(text: string): string[] {
  const blocks = [...text.matchAll(/^ *```(\w+)\n([\s\S]*?)^ *```/gm)];
  return blocks.flatMap(([, language, block = ""]) => {
    if (language === "graphql") return [block];
    if (language !== "sh") return [];
    const bodies = [...block.matchAll(/\{"query":.*\}/g)].map(([body]) => body.replace(/\\\$/g, "$"));
    return bodies.map((body) => (JSON.parse(body) as { query: string }).query);
  });
}

/** What a document names in backticks and is, by its look, a file or a folder of this project. */
function pathsIn(text: string): string[] {
  const words = [...text.replace(/^ *```[\s\S]*?^ *```/gm, "").matchAll(/`([^`\s]+)`/g)].map(([, word = ""]) => word);
  return words.filter((word) => {
    if (/[*<>…$:()]/.test(word) || /^(dist|data|DATA_DIR)\b/.test(word)) return false;
    return (
      /^(server|test|docs|admin|drizzle)\//.test(word) || /^[\w./-]*[\w-]\.(tsx?|cjs|md|graphql|ya?ml)$/.test(word)
    );
  });
}

/** From the root, or from `server/` as the architecture's journeys say it; a bare name may be any file's. */
function isThere(path: string): boolean {
  if (!path.includes("/")) return names.has(path);
  return existsSync(join(root, path)) || existsSync(join(root, "server", path));
}

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).filter(({ name }) => !SKIPPED.has(name));
  return entries
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    })
    .sort();
}
