import { existsSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { PROJECT_ROOT } from "../../lib/project-root.js";

/** A document of the project: `/docs/<slug>` serves it. */
export interface Document {
  slug: string;
  /** From the project's root. */
  file: string;
}

export const SCHEMA_ADDRESS = "/docs/schema";
const PICTURES = "docs/pictures";

const OUTSIDE: readonly Document[] = [
  { slug: "readme", file: "README.md" },
  { slug: "changelog", file: "CHANGELOG.md" },
  { slug: "contributing", file: "CONTRIBUTING.md" },
  { slug: "security-policy", file: "SECURITY.md" },
  { slug: "licence", file: "LICENSE" },
];

/** Every document that is beside the server: the Markdown files of `docs/`, and those at the root. */
export function listDocuments(): Document[] {
  const folder = join(PROJECT_ROOT, "docs");
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  const inside = names
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => ({ slug: name.replace(/(\/README)?\.md$/, ""), file: `docs/${name}` }));
  return [...inside, ...OUTSIDE.filter(({ file }) => existsSync(join(PROJECT_ROOT, file)))];
}

/** Where a link of a document leads on this server. Null for files that the server does not show, such as its code. */
export function resolveLink(href: string, from: Document, documents: readonly Document[]): string | null {
  if (/^(https?:|mailto:|#)/.test(href)) return href;
  const [path = "", hash] = href.split("#");
  const file = posix.join(posix.dirname(from.file), path);
  const end = hash === undefined ? "" : `#${hash}`;
  if (file === "schema.graphql") return SCHEMA_ADDRESS;
  if (posix.dirname(file) === PICTURES) return `/${file}`;
  const target = documents.find((document) => document.file === file);
  return target ? `/docs/${target.slug}${end}` : null;
}
