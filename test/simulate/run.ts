import { peaksOf, simulateSchedule } from "./schedule.js";

const RATIO_MAX = 2;
const [accounts = "10000000", days = "60"] = process.argv.slice(2);

const peaks = peaksOf(simulateSchedule(Number(accounts), Number(days)));
for (const { work, mean, peak, ratio, at } of peaks) {
  const perHour = `${Math.round(mean)} an hour, in the fullest ${peak} (${at})`;
  process.stdout.write(`${work}: ${perHour}: ${ratio.toFixed(2)} times the mean\n`);
}
process.stdout.write(
  `${accounts} accounts, ${days} days, in ${Math.round(process.cpuUsage().user / 1e6)} s of a core\n`,
);
if (peaks.some(({ ratio }) => ratio > RATIO_MAX)) {
  process.stderr.write(`A peak is above ${RATIO_MAX} times the mean: the jitter is too small.\n`);
  process.exitCode = 1;
}
