import type { Measured } from "./load.js";
import { median } from "./median.js";

/** How often Darkroom is better: by requests a second, and by processor time for each. Above 1, Darkroom is better. */
export interface Ratios {
  rps: number;
  cpu: number;
}

/** The median of the ratios of rounds that were measured next to each other: what slows the machine slows both. */
export function pairedRatios(ours: readonly Measured[], theirs: readonly Measured[]): Ratios {
  if (ours.length === 0 || ours.length !== theirs.length) {
    throw new Error(`${ours.length} rounds cannot be paired with ${theirs.length}`);
  }
  const ratios = (of: (our: Measured, their: Measured) => number) =>
    median(ours.map((our, round) => of(our, theirs[round] as Measured)));
  return {
    rps: ratios((our, their) => our.requestsPerS / their.requestsPerS),
    cpu: ratios((our, their) => their.cpuUsPerRequest / our.cpuUsPerRequest),
  };
}

/** What each order of the contenders is in turn, so that none always follows the same one. */
export function rotated<T>(items: readonly T[], by: number): T[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
