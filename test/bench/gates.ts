import type { Ratios } from "./paired-ratios.js";

export interface Gate {
  row: string;
  against: string;
  by: keyof Ratios;
  min: number;
}

/** What Darkroom wants to reach. A gate of 1 means: ahead of it. */
export const GATES: Gate[] = [
  { row: "hot", against: "L1", by: "rps", min: 0.65 },
  { row: "hot", against: "A0", by: "rps", min: 3.7 },
  { row: "hot", against: "PostGraphile", by: "rps", min: 1.05 },
  { row: "hot", against: "PostGraphile", by: "cpu", min: 1.5 },
  { row: "hot", against: "Mercurius", by: "cpu", min: 1 },
  { row: "full", against: "L1", by: "rps", min: 0.65 },
  { row: "full", against: "PostGraphile", by: "cpu", min: 1.35 },
  { row: "full", against: "Mercurius", by: "cpu", min: 1 },
  { row: "admin 50 x 10", against: "A0", by: "rps", min: 8 },
  { row: "admin 50 x 10", against: "PostGraphile", by: "cpu", min: 1.5 },
  { row: "admin 50 x 10", against: "Mercurius", by: "cpu", min: 1 },
  { row: "merged, 5 accounts", against: "Mercurius", by: "cpu", min: 1 },
  { row: "hashtag in an account", against: "Mercurius", by: "cpu", min: 1 },
  { row: "page at depth 71", against: "Mercurius", by: "cpu", min: 1 },
  { row: "hot, cached", against: "L0", by: "cpu", min: 0.85 },
  { row: "hot, 304", against: "L0", by: "cpu", min: 0.94 },
];

export function gateOf(row: string, against: string, by: keyof Ratios): Gate | undefined {
  return GATES.find((gate) => gate.row === row && gate.against === against && gate.by === by);
}
