import { ERRORS } from "../../server/lib/errors.js";
import { SETTINGS, type Setting } from "../../server/settings.js";

/** The tables of the README that are made from the code, by the name of the comments around them. */
export const TABLES: Record<string, () => string> = { errors: errorTable, settings: settingTable };

/** Puts the tables of the code between `<!-- name -->` and `<!-- /name -->`. */
export function renderTables(readme: string): string {
  return Object.entries(TABLES).reduce((text, [name, table]) => {
    const place = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!place.test(text)) throw new Error(`README.md has no <!-- ${name} --> … <!-- /${name} -->`);
    return text.replace(place, (_, start: string, end: string) => `${start}${table()}\n${end}`);
  }, readme);
}

function settingTable(): string {
  const rows = Object.entries(SETTINGS as Record<string, Setting>).map(([name, setting]) => {
    // A value is code; words about a value are not.
    const isWords = /^(unset|none)$|[ `]/.test(setting.default);
    return row([`\`${name}\``, isWords ? setting.default : `\`${setting.default}\``, setting.meaning]);
  });
  return [row(["name", "default", "meaning"]), "|---|---|---|", ...rows].join("\n");
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
