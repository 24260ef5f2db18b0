import MarkdownIt from "markdown-it";
import { escapeHtml, type Html, trusted } from "../../lib/html.js";

export interface Heading {
  level: number;
  id: string;
  text: string;
}

export interface RenderedDocument {
  title: string;
  body: Html;
  headings: Heading[];
  /** For the search: the plain text below each heading. */
  sections: { heading: Heading; text: string }[];
}

type ResolveLink = (href: string) => string | null;

type Token = ReturnType<typeof documents.parse>[number];

// The documents are the project's own, so HTML in them is trusted, like the drawings in the code.
const documents = new MarkdownIt({ html: true });
const inline = new MarkdownIt({ html: false });

/** Renders one of the project's own documents. `resolve` says where a link leads; null makes it plain text. */
export function renderMarkdown(source: string, resolve: ResolveLink): RenderedDocument {
  const tokens = documents.parse(source, {});
  for (const { children } of tokens) resolveLinks(children ?? [], resolve);
  const sections = readSections(tokens);
  const headings = sections.map(({ heading }) => heading).filter(({ level }) => level > 0);
  const body = trusted(documents.renderer.render(tokens, documents.options, {}));
  return { title: headings[0]?.text ?? "", body, headings, sections };
}

/** One sentence or two with `code`, such as a description of the schema; without HTML and outside links. */
export function renderInline(text: string): Html {
  return trusted(inline.renderInline(text));
}

/** Gives each heading its id, as GitHub makes it, and collects the text below it. */
function readSections(tokens: Token[]): RenderedDocument["sections"] {
  const used = new Map<string, number>();
  const sections: { heading: Heading; texts: string[] }[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type === "heading_open") {
      const text = plainText(tokens[index + 1]);
      const id = uniqueId(text, used);
      token.attrSet("id", id);
      sections.push({ heading: { level: Number(token.tag.slice(1)), id, text }, texts: [] });
    } else if (tokens[index - 1]?.type !== "heading_open" && (token.type === "inline" || token.type === "fence")) {
      if (sections.length === 0) sections.push({ heading: { level: 0, id: "", text: "" }, texts: [] });
      sections.at(-1)?.texts.push(token.type === "fence" ? token.content : plainText(token));
    }
  }
  return sections.map(({ heading, texts }) => ({ heading, text: texts.join(" ") }));
}

function plainText(token: Token | undefined): string {
  const parts = (token?.children ?? []).filter(({ type }) => ["text", "code_inline", "softbreak"].includes(type));
  return parts.map(({ type, content }) => (type === "softbreak" ? " " : content)).join("");
}

function uniqueId(text: string, used: Map<string, number>): string {
  const id = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");
  const count = used.get(id) ?? 0;
  used.set(id, count + 1);
  return count === 0 ? id : `${id}-${count}`;
}

const { rules } = documents.renderer;

rules.fence = (tokens, index) => {
  const { info = "", content = "" } = tokens[index] ?? {};
  const [, file] = info.trim().split(/\s+/);
  const caption = file ? `<p class="file">${escapeHtml(file)}</p>` : "";
  return `<div class="snippet">${caption}<pre class="code" tabindex="0"><code>${escapeHtml(content)}</code></pre></div>\n`;
};
rules.table_open = () => '<div class="table"><table>\n';
rules.table_close = () => "</table></div>\n";

function resolveLinks(tokens: readonly Token[], resolve: ResolveLink): void {
  let isLost = false;
  for (const token of tokens) {
    if (token.type === "link_open") isLost = !pointTo(token, "href", resolve);
    if (token.type === "image") {
      pointTo(token, "src", resolve);
      token.attrSet("loading", "lazy");
    }
    if (isLost && (token.type === "link_open" || token.type === "link_close")) token.tag = "span";
  }
}

function pointTo(token: Token, attribute: "href" | "src", resolve: ResolveLink): boolean {
  const address = resolve(String(token.attrGet(attribute) ?? ""));
  if (address === null) token.attrs = [];
  else token.attrSet(attribute, address);
  return address !== null;
}
