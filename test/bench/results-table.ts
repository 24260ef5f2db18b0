import { gateOf } from "./gates.js";
import type { Measured } from "./load.js";
import { median } from "./median.js";
import { pairedRatios, type Ratios } from "./paired-ratios.js";

/** One case: the rounds of Darkroom, and of each other contender that took part. */
export interface Result {
  row: string;
  ours: Measured[];
  others: Record<string, Measured[]>;
}

export const RIVALS = ["L0", "L1", "A0", "Mercurius", "PostGraphile"] as const;

/** Three tables in Markdown: Darkroom's own figures, requests per second, and processor time per request. */
export function resultTables(results: readonly Result[]): string {
  return [
    ownTable(results),
    "Requests per second, Darkroom's divided by the other's:",
    ratioTable(results, "rps"),
    "CPU time per request, the other's divided by Darkroom's:",
    ratioTable(results, "cpu"),
  ].join("\n\n");
}

function ownTable(results: readonly Result[]): string {
  const rows = results.map(({ row, ours }) => {
    const figure = (key: keyof Measured) => String(Math.round(median(ours.map((round) => round[key]))));
    return [row, figure("requestsPerS"), figure("cpuUsPerRequest"), figure("p50Ms"), figure("p99Ms")];
  });
  return markdownTable(["case", "requests/s", "CPU µs per request", "p50 ms", "p99 ms"], rows);
}

function ratioTable(results: readonly Result[], by: keyof Ratios): string {
  const rows = results.map((result) => [result.row, ...RIVALS.map((rival) => ratioCell(result, rival, by))]);
  return markdownTable(["case", ...RIVALS.map((rival) => `× ${rival}`)], rows);
}

function ratioCell({ row, ours, others }: Result, rival: string, by: keyof Ratios): string {
  const theirs = others[rival];
  if (!theirs) return "–";
  const ratio = pairedRatios(ours, theirs)[by];
  const gate = gateOf(row, rival, by);
  if (!gate) return shown(ratio);
  return `${shown(ratio)} (≥ ${shown(gate.min)}: ${ratio >= gate.min ? "met" : "not met"})`;
}

/** Two digits that count, and no rounding up to a gate. */
function shown(ratio: number): string {
  const digits = ratio >= 10 ? 0 : ratio >= 0.1 ? 2 : 3;
  const factor = 10 ** digits;
  return (Math.floor(ratio * factor + 1e-9) / factor).toFixed(digits);
}

export function markdownTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|---${"|---:".repeat(head.length - 1)}|`, ...rows.map(line)].join("\n");
}
