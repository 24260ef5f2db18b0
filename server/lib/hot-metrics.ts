import type { Metric, Registry } from "prom-client";

/*
 * Metrics of what every request does. prom-client makes a text from the labels at each count. These give a series out once,
 * and counting is an addition. The registry shows them as its own.
 */

interface Description<L extends string> {
  name: string;
  help: string;
  labelNames: readonly L[];
  registers: readonly Registry[];
}

type LabelValue = string | number;

/** The series of a metric, by the values of its labels. */
class SeriesMap<S> {
  readonly #series = new Map<string, { labels: Record<string, LabelValue>; series: S }>();

  constructor(
    private readonly labelNames: readonly string[],
    private readonly create: () => S,
  ) {}

  of(values: readonly LabelValue[]): S {
    const key = values.join("\n");
    let found = this.#series.get(key);
    if (!found) {
      const labels = Object.fromEntries(this.labelNames.map((name, n) => [name, values[n] ?? ""]));
      found = { labels, series: this.create() };
      this.#series.set(key, found);
    }
    return found.series;
  }

  all() {
    return [...this.#series.values()];
  }
}

export interface Count {
  count: number;
}

export class HotCounter<L extends string> {
  readonly #series: SeriesMap<Count>;

  constructor(private readonly description: Description<L>) {
    this.#series = new SeriesMap(description.labelNames, () => ({ count: 0 }));
    register(this, description);
  }

  /** The values of the labels in the order of their names. */
  of(...values: LabelValue[]): Count {
    return this.#series.of(values);
  }

  get name(): string {
    return this.description.name;
  }

  /** For the registry. */
  async get() {
    const values = this.#series.all().map(({ labels, series }) => ({ labels, value: series.count }));
    return { ...head(this.description), type: "counter", values };
  }
}

/** How often each bucket was observed, the last one for what is above all, and the sum. */
export class Timing {
  readonly counts: number[];
  sum = 0;

  constructor(private readonly buckets: readonly number[]) {
    this.counts = new Array(buckets.length + 1).fill(0);
  }

  observe(seconds: number): void {
    const { buckets, counts } = this;
    let n = 0;
    while (n < buckets.length && seconds > (buckets[n] as number)) n++;
    (counts[n] as number)++;
    this.sum += seconds;
  }
}

export class HotHistogram<L extends string> {
  readonly #series: SeriesMap<Timing>;

  constructor(private readonly description: Description<L> & { buckets: readonly number[] }) {
    this.#series = new SeriesMap(description.labelNames, () => new Timing(description.buckets));
    register(this, description);
  }

  /** The values of the labels in the order of their names. */
  of(...values: LabelValue[]): Timing {
    return this.#series.of(values);
  }

  get name(): string {
    return this.description.name;
  }

  /** For the registry. */
  async get() {
    const values = this.#series.all().flatMap(({ labels, series }) => this.#samples(labels, series));
    return { ...head(this.description), type: "histogram", values };
  }

  #samples(labels: Record<string, LabelValue>, { counts, sum }: Timing) {
    const { name, buckets } = this.description;
    let count = 0;
    const below = [...buckets, "+Inf"].map((le, n) => {
      count += counts[n] ?? 0;
      return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: count };
    });
    return [
      ...below,
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: count },
    ];
  }
}

function head({ name, help }: Description<string>) {
  return { name, help, aggregator: "sum" };
}

/** The registry needs a name and `get` alone, but its types name prom-client's classes. */
function register(metric: { name: string; get(): Promise<unknown> }, { registers }: Description<string>): void {
  for (const registry of registers) registry.registerMetric(metric as unknown as Metric);
}
