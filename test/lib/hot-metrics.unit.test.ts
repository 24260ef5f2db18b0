import { Counter, Histogram, Registry } from "prom-client";
import { expect, test } from "vitest";
import { HotCounter, HotHistogram } from "../../server/lib/hot-metrics.js";

const counted = { name: "made_total", help: "What was made.", labelNames: ["kind", "outcome"] };
const timed = { name: "made_seconds", help: "How long it took.", labelNames: ["kind"], buckets: [0.1, 0.5, 2] };
const SECONDS = [0, 0.05, 0.1, 0.100001, 0.5, 1, 2, 2.5, 100];

test("a scrape shows what prom-client's own metrics show", async () => {
  const [ours, theirs] = [new Registry(), new Registry()];
  const [count, time] = [
    { ...counted, registers: [ours] },
    { ...timed, registers: [ours] },
  ];
  const [hotCounter, hotHistogram] = [new HotCounter(count), new HotHistogram(time)];
  const counter = new Counter({ ...counted, registers: [theirs] });
  const histogram = new Histogram({ ...timed, registers: [theirs] });
  const held = hotCounter.of("bread", "OK");
  for (let n = 0; n < 3; n++) {
    held.count++;
    counter.inc({ kind: "bread", outcome: "OK" });
  }
  hotCounter.of('a "quoted"\\ kind', "FAILED").count++;
  counter.inc({ kind: 'a "quoted"\\ kind', outcome: "FAILED" });
  for (const seconds of SECONDS) {
    for (const kind of ["bread", "cake"]) {
      hotHistogram.of(kind).observe(seconds);
      histogram.observe({ kind }, seconds);
    }
  }
  const linesOf = async (registry: Registry) => (await registry.metrics()).split("\n");
  expect(await linesOf(ours)).toEqual(await linesOf(theirs));
});

test("the same labels are one series", () => {
  const histogram = new HotHistogram({ ...timed, registers: [] });
  expect(histogram.of("bread")).toBe(histogram.of("bread"));
  expect(histogram.of("cake")).not.toBe(histogram.of("bread"));
});
