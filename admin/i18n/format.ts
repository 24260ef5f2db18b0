import { useLocale } from "react-admin";
import { regionalLocale } from "./languages.js";

/** How dates, times and numbers are written for the reader: in their region's way and in their time zone. */
export type Format = ReturnType<typeof createFormat>;

export function useFormat(): Format {
  return formatOf(useLocale());
}

const formats = new Map<string, Format>();

/** For a language of the dashboard. */
export function formatOf(locale: string): Format {
  const format = formats.get(locale) ?? createFormat(regionalLocale(locale, navigator.languages));
  formats.set(locale, format);
  return format;
}

/** Up to this number the API counts accounts exactly. */
const COUNTED_MAX = 10_000;

/** For a region, such as "en-GB". */
function createFormat(locale: string) {
  const numbers = new Intl.NumberFormat(locale);
  const estimates = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const utcDays = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
  const instants = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "long" });
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  const distances = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  return {
    number: (value: number) => numbers.format(value),
    /** A count of accounts; the API estimates large ones, such as "≈ 312,000". */
    accountCount: (value: number) => (value > COUNTED_MAX ? `≈ ${estimates.format(value)}` : numbers.format(value)),
    /** Such as "Nov 30, 2026". */
    day: (at: Date) => days.format(at),
    /** A day of the server's statistics, which are in UTC, such as "Nov 30". */
    utcDay: (at: Date) => utcDays.format(at),
    /** Such as "Monday, November 30". */
    weekday: (at: Date) => weekdays.format(at),
    /** In full, with the time zone, such as "Nov 30, 2026, 5:37:21 PM UTC". */
    instant: (at: Date) => instants.format(at),
    /** Such as "a, b, and c". */
    list: (parts: readonly string[]) => lists.format(parts),
    /** Such as "3 days ago" or "in 2 hours"; the number is whole. */
    relative: (value: number, unit: Intl.RelativeTimeFormatUnit) => distances.format(value, unit),
  };
}
