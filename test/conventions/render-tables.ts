import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Setting } from "../../server/config/setting-kinds.js";
import { SETTINGS } from "../../server/config/settings.js";
import { ERRORS } from "../../server/lib/errors.js";

/** The documents that hold a table made from the code, by the name of the comments around it. */
export const TABLES: Record<string, { file: string; table: () => string }> = {
  errors: { file: "docs/errors.md", table: errorTable },
  settings: { file: "docs/settings.md", table: settingTable },
};

export function readDocument(file: string): string {
  return readFileSync(join(import.meta.dirname, "../..", file), "utf8");
}

/** Puts the table of the code between `<!-- name -->` and `<!-- /name -->`. */
export function renderTable(name: string, text: string): string {
  const place = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!place.test(text)) throw new Error(`There is no <!-- ${name} --> … <!-- /${name} -->.`);
  const table = TABLES[name]?.table() ?? "";
  return text.replace(place, (_, start: string, end: string) => `${start}${table}\n${end}`);
}

function settingTable(): string {
  const rows = Object.entries(SETTINGS as Record<string, Setting>).map(([name, setting]) => {
    return row([`\`${name}\``, defaultOf(setting), setting.meaning]);
  });
  return [row(["name", "default", "meaning"]), "|---|---|---|", ...rows].join("\n");
}

function defaultOf({ default: byDefault, unset = "unset" }: Setting): string {
  if (byDefault === null) return unset;
  if (typeof byDefault === "string") return `\`${byDefault}\``;
  return `\`${byDefault.live}\` live, \`${byDefault.sandbox}\` in the sandbox`;
}

function errorTable(): string {
  const rows = Object.entries(ERRORS).map(([code, { status, nextStep }]) =>
    row([`\`${code}\``, String(status), nextStep]),
  );
  return [row(["code", "HTTP status", "next step"]), "|---|---|---|", ...rows].join("\n");
}

function row(cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
