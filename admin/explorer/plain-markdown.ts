const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** In place of markdown-it: the schema's descriptions have paragraphs and names between backticks, nothing else. */
// biome-ignore lint/style/noDefaultExport: as markdown-it exports it
export default class PlainMarkdown {
  render(text: string): string {
    return text
      .split(/\n\s*\n/)
      .map((paragraph) => `<p>${inline(paragraph.trim())}</p>`)
      .join("");
  }
}

function inline(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign).replace(/`([^`]+)`/g, "<code>$1</code>");
}
