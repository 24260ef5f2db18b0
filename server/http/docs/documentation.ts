import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GraphQLSchema } from "graphql";
import { escapeHtml, html } from "../../lib/html.js";
import { PROJECT_ROOT } from "../../lib/project-root.js";
import { type DocsGroup, type DocsLinks, docsHome, docsPage, searchPage } from "../pages/docs.js";
import { schemaOverview, schemaTypePage } from "../pages/docs-schema.js";
import { type Language, TEXTS } from "../pages/texts.js";
import { type Document, listDocuments, resolveLink, SCHEMA_ADDRESS } from "./documents.js";
import { type RenderedDocument, renderInline, renderMarkdown } from "./render-markdown.js";
import { readReference, schemaEntries } from "./schema-reference.js";
import { createSearch, QUERY_MAX, type SearchEntry } from "./search-index.js";

/** In the list beside each page. All other documents are found by links and by the search. */
const GROUPS: Record<DocsGroup, readonly string[]> = {
  clients: ["clients", "feeds", "embed", "frameworks", "errors", "sandbox"],
  operators: [
    "readme",
    "connect",
    "deploy",
    "settings",
    "upgrade",
    "alerts",
    "reliability",
    "scale",
    "security",
    "app-review",
  ],
  makers: ["architecture", "contributing", "translations", "decisions", "changelog", "licence"],
};

/**
 * The documentation that this server serves, of its own version: each document and each type of the schema as a page.
 * Documents are rendered at their first request and stored; there are as many pages as documents, in each language.
 */
export class Documentation {
  readonly #documents = listDocuments();
  readonly #rendered = new Map<string, RenderedDocument>();
  readonly #pages = new Map<string, string>();
  #types: ReturnType<typeof readReference> | null = null;
  #search: ReturnType<typeof createSearch> | null = null;

  constructor(readonly schema: GraphQLSchema) {}

  home(language: Language): string {
    return this.#once(`home ${language}`, () => docsHome(this.#links(language), language));
  }

  /** Null without such a document. */
  page(slug: string, language: Language): string | null {
    const document = this.#documents.find((one) => one.slug === slug);
    if (!document) return null;
    return this.#once(`${slug} ${language}`, () => {
      const { title, body, headings } = this.#render(document);
      const parts = headings
        .filter(({ level }) => level === 2)
        .map(({ id, text }) => ({ href: `#${id}`, title: text }));
      const links = this.#links(language);
      return docsPage({
        language,
        links,
        title,
        href: `/docs/${slug}`,
        body: html`<div class="prose" lang="en">${body}</div>`,
        parts,
      });
    });
  }

  schemaHome(language: Language): string {
    return this.#once(`schema ${language}`, () =>
      this.#schemaPage(schemaOverview(this.#reference(), language), language),
    );
  }

  /** Null without such a type. */
  schemaType(name: string, language: Language): string | null {
    const type = this.#reference().find((one) => one.name === name);
    if (!type) return null;
    const render = () => this.#schemaPage(schemaTypePage({ type, describe: renderInline }, language), language);
    return this.#once(`type ${name} ${language}`, render);
  }

  search(query: string, language: Language, options: { withSchema: boolean }): string {
    this.#search ??= createSearch(this.#entries());
    const trimmed = query.trim().slice(0, QUERY_MAX);
    return searchPage({ query: trimmed, hits: this.#search(trimmed, options) }, this.#links(language), language);
  }

  #schemaPage(content: ReturnType<typeof schemaOverview>, language: Language): string {
    return docsPage({ language, links: this.#links(language), href: SCHEMA_ADDRESS, ...content });
  }

  #once(key: string, render: () => string): string {
    const known = this.#pages.get(key);
    if (known !== undefined) return known;
    const page = render();
    this.#pages.set(key, page);
    return page;
  }

  #render(document: Document): RenderedDocument {
    const known = this.#rendered.get(document.slug);
    if (known) return known;
    const text = readFileSync(join(PROJECT_ROOT, document.file), "utf8");
    const source = document.file.endsWith(".md")
      ? text
      : `# ${TITLES[document.slug]}\n\n<pre>${escapeHtml(text)}</pre>`;
    const rendered = renderMarkdown(source, (href) => resolveLink(href, document, this.#documents));
    this.#rendered.set(document.slug, rendered);
    return rendered;
  }

  #reference() {
    this.#types ??= readReference(this.schema);
    return this.#types;
  }

  #links(language: Language): DocsLinks {
    const linksOf = (slugs: readonly string[]) =>
      this.#documents
        .filter(({ slug }) => slugs.includes(slug))
        .sort((a, b) => slugs.indexOf(a.slug) - slugs.indexOf(b.slug))
        .map((document) => ({
          href: `/docs/${document.slug}`,
          title: TITLES[document.slug] ?? this.#render(document).title,
        }));
    const [first, ...rest] = linksOf(GROUPS.clients);
    const schema = { href: SCHEMA_ADDRESS, title: TEXTS[language].docs.schema.title };
    return {
      clients: [...(first ? [first] : []), schema, ...rest],
      operators: linksOf(GROUPS.operators),
      makers: linksOf(GROUPS.makers),
    };
  }

  #entries(): SearchEntry[] {
    const pages = this.#documents.flatMap((document) => {
      const { title, sections } = this.#render(document);
      return sections.map(({ heading, text }) => {
        const href = `/docs/${document.slug}${heading.level > 1 ? `#${heading.id}` : ""}`;
        return { title, heading: heading.text, href, text, isSchema: false };
      });
    });
    return [...pages, ...schemaEntries(this.#reference(), TEXTS.en.docs.schema.title)];
  }
}

/** In the list, where a document has no heading or its heading says too little. */
const TITLES: Record<string, string> = { readme: "Begin here", licence: "MIT licence" };
