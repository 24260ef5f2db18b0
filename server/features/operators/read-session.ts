import { type AppContext, perProcess } from "../../app-context.js";
import { createPatientBatch, type PatientBatch } from "../../db/patient-batch.js";
import type { SessionRow } from "../../db/schema/operators.js";
import { DAY_MS, MINUTE_MS } from "../../lib/clock.js";
import { hashOf } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";
import { selectSessions, updateSession } from "./store.js";

export const SESSION_IDLE_MS = 7 * DAY_MS;
/** Even with use. */
export const SESSION_LIFE_MS = 30 * DAY_MS;
const SEEN_EVERY_MS = MINUTE_MS;
const TOKEN_SHAPE = /^[\w-]{43}$/;

/** Null if expired. Concurrent requests share one read; use extends it, written at most once a minute. */
export async function readSession(app: AppContext, token: string): Promise<Operator | null> {
  const now = app.clock.now();
  const session = TOKEN_SHAPE.test(token) ? await batchOf(app).load(hashOf(token)) : null;
  if (!session) return null;
  if (now.getTime() - session.lastSeenAt.getTime() >= SEEN_EVERY_MS) {
    const latest = session.createdAt.getTime() + SESSION_LIFE_MS;
    const expiresAt = new Date(Math.min(now.getTime() + SESSION_IDLE_MS, latest));
    app.background.start("session seen", () => updateSession(app.db, session.hash, { lastSeenAt: now, expiresAt }));
  }
  return { kind: "OPERATOR", operatorId: session.operatorId, byHeader: false };
}

const batchOf = perProcess((app): PatientBatch<SessionRow> => {
  const { db, clock } = app;
  return createPatientBatch(async (hashes) => {
    const rows = await selectSessions(db, hashes, clock.now());
    return new Map(rows.map((row) => [row.hash, row]));
  });
});

type Operator = Extract<Viewer, { kind: "OPERATOR" }>;
