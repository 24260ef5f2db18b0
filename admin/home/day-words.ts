const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** A day of the server's counts, which begin and end in UTC: "3 Dec". */
export function dayWords(day: string): string {
  return DAY.format(new Date(day));
}
