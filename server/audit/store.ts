import type { Db } from "../lib/db.js";
import { events, type NewEventRow } from "./table.js";

export async function insertEvent(db: Db, event: NewEventRow): Promise<void> {
  await db.insert(events).values(event);
}

export async function selectAnyEvent(db: Db): Promise<boolean> {
  const rows = await db.select({ id: events.id }).from(events).limit(1);
  return rows.length > 0;
}
