import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The serious faults of accessibility that axe finds on the page as it stands, but for these rules. */
export function faults(page: Page, disabled: string[] = []): Promise<string[]> {
  return runAxe(page, { disabled });
}

/** Those of its colours alone, where all else was looked at already. */
export function colourFaults(page: Page): Promise<string[]> {
  return runAxe(page, { runOnly: ["cat.color"] });
}

/** Rules whose breach is moderate or minor: they take as long as all others. */
const MILD = [
  "aria-allowed-role",
  "aria-deprecated-role",
  "empty-heading",
  "empty-table-header",
  "form-field-multiple-labels",
  "heading-order",
  "image-redundant-alt",
  "landmark-banner-is-top-level",
  "landmark-complementary-is-top-level",
  "landmark-contentinfo-is-top-level",
  "landmark-main-is-top-level",
  "landmark-no-duplicate-banner",
  "landmark-no-duplicate-contentinfo",
  "landmark-no-duplicate-main",
  "landmark-one-main",
  "landmark-unique",
  "meta-viewport-large",
  "page-has-heading-one",
  "presentation-role-conflict",
  "region",
  "scope-attr-valid",
  "skip-link",
];

async function runAxe(
  page: Page,
  { disabled = [], ...options }: RunOptions & { disabled?: string[] },
): Promise<string[]> {
  if (await page.evaluate("!window.axe")) await page.evaluate(AXE);
  const rules = Object.fromEntries([...MILD, ...disabled].map((rule) => [rule, { enabled: false }]));
  // Nobody reads what is as it should be, nor waits for styles of elsewhere.
  const asked: RunOptions = { resultTypes: ["violations"], preload: false, rules, ...options };
  const { violations } = await page.evaluate<Pick<AxeResults, "violations">>(
    `axe.run(${JSON.stringify(asked)}).then(({ violations }) => ({ violations }))`,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}
