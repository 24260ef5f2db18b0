import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, isEnumType } from "graphql";
import type { Setting } from "../../server/config/setting-kinds.js";
import { SETTINGS } from "../../server/config/settings.js";
import { NEXT_STEPS } from "../../server/instagram/cause-steps.js";
import { ERRORS } from "../../server/lib/errors.js";
import { betweenMarkers } from "../support/between-markers.js";

/** The documents that hold a table made from the code, by the name of the comments around it. */
export const TABLES: Record<string, { file: string; table: () => string }> = {
  errors: { file: "docs/errors.md", table: errorTable },
  settings: { file: "docs/settings.md", table: settingTable },
  states: { file: "admin/i18n/en/server-texts.ts", table: stateTexts },
};

export function readDocument(file: string): string {
  return readFileSync(join(import.meta.dirname, "../..", file), "utf8");
}

/** Puts the table of the code between `<!-- name -->` and `<!-- /name -->`. */
export function renderTable(name: string, text: string): string {
  return betweenMarkers(text, name, TABLES[name]?.table() ?? "");
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

const STATES = ["AccountStatus", "TokenHealth", "SyncRunOutcome", "FailureCause", "JobState"];

/** The server's own texts about states and settings, as the dashboard imports them: it knows nothing of the server but its schema. */
function stateTexts(): string {
  const schema = buildSchema(readDocument("schema.graphql"));
  const meanings = STATES.map((name) => {
    const type = schema.getType(name);
    const values = isEnumType(type) ? type.getValues() : [];
    return `  ${name}: {\n${values.map((each) => property(each.name, each.description ?? "", "    ")).join("\n")}\n  },`;
  });
  const steps = Object.entries(NEXT_STEPS).map(([cause, step]) => property(cause, step, "  "));
  const settings = Object.entries(SETTINGS as Record<string, Setting>).map(([name, { meaning }]) =>
    property(name, meaning, "  "),
  );
  return ` */
export const meanings = {\n${meanings.join("\n")}\n};

export const causeSteps = {\n${steps.join("\n")}\n};

export const settingMeanings = {\n${settings.join("\n")}\n};
/*`;
}

function property(name: string, text: string, indent: string): string {
  const line = `${indent}${name}: ${JSON.stringify(text)},`;
  return line.length <= 120 ? line : `${indent}${name}:\n${indent}  ${JSON.stringify(text)},`;
}

function row(cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
