/** Safe HTML: only `html` and `trusted` create it, never a stranger's text. */
export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

export type Fragment = Html | string | number | null | undefined | false | readonly Fragment[];

/** Writes HTML and escapes every value except other `Html`. Quote attribute values; use `safeHref` for a stranger's address. */
export function html(words: TemplateStringsArray, ...values: readonly Fragment[]): Html {
  return new Html(words.map((word, i) => word + (i < values.length ? render(values[i]) : "")).join(""));
}

/** For constants in this repository only, such as a drawing. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** http, https, or a path on this server; anything else becomes "#". */
export function safeHref(address: string): string {
  const base = "http://this-server.invalid";
  if (!URL.canParse(address, base)) return "#";
  const { protocol } = new URL(address, base);
  return protocol === "http:" || protocol === "https:" ? address : "#";
}

function render(value: Fragment): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "string" || typeof value === "number") return escapeHtml(String(value));
  return value.map(render).join("");
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
