import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The serious faults of accessibility that axe finds on the page as it stands, but for these rules. */
export function faults(page: Page, disabled: string[] = []): Promise<string[]> {
  return runAxe(page, { rules: Object.fromEntries(disabled.map((rule) => [rule, { enabled: false }])) });
}

/** Those of its colours alone, where all else was looked at already. */
export function colourFaults(page: Page): Promise<string[]> {
  return runAxe(page, { runOnly: ["cat.color"] });
}

async function runAxe(page: Page, options: RunOptions): Promise<string[]> {
  if (await page.evaluate("!window.axe")) await page.evaluate(AXE);
  // Nobody reads what is as it should be, nor waits for styles of elsewhere.
  const asked: RunOptions = { resultTypes: ["violations"], preload: false, ...options };
  const { violations } = await page.evaluate<Pick<AxeResults, "violations">>(
    `axe.run(${JSON.stringify(asked)}).then(({ violations }) => ({ violations }))`,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}
