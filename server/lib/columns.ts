import { timestamp } from "drizzle-orm/pg-core";

/** A moment, in UTC, to the millisecond that JavaScript's Date knows. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
}
