import { setTimeout as sleep } from "node:timers/promises";
import { ATTACKS, type Known } from "./attacks.js";
import { send } from "./send.js";
import { beSlow, SLOW_CLIENTS } from "./slow-clients.js";

/*
 * A process of its own, so that what attacking costs is not counted as the server's or the readers': every attack at once,
 * until the parent lets go. It sends its count of answers by status each time it is asked.
 */

/** Between two requests of one attack, so that 26 of them leave a small machine to the server. */
const PAUSE_MS = 250;
const SLOW_EACH = 10;
const SLOW_LASTS_MS = 120_000;

const { url, ...known } = JSON.parse(process.env.ABUSE ?? "{}") as Known & { url: string };
const statuses: Record<string, Record<number, number>> = {};

process.on("message", () => process.send?.(statuses));
process.on("disconnect", () => process.exit(0));
for (const [name, attack] of Object.entries(ATTACKS)) void repeat(name, () => send(url, attack(known)));
for (const behave of Object.values(SLOW_CLIENTS)) {
  for (let n = 0; n < SLOW_EACH; n++) void repeat(null, () => beSlow(url, behave, SLOW_LASTS_MS).then(() => 0));
}

async function repeat(name: string | null, act: () => Promise<number>): Promise<never> {
  while (true) {
    const status = await act();
    if (name) {
      statuses[name] ??= {};
      statuses[name][status] = (statuses[name][status] ?? 0) + 1;
    }
    await sleep(PAUSE_MS);
  }
}
