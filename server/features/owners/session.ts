import { type AppContext, perProcess } from "../../app-context.js";
import { createPatientBatch, type PatientBatch } from "../../db/patient-batch.js";
import type { OwnerSessionRow } from "../../db/schema/owner-sessions.js";
import { DAY_MS } from "../../lib/clock.js";
import { hashOf, randomToken } from "../../lib/id.js";
import { Secret } from "../../lib/secret.js";
import type { Viewer } from "../../viewer.js";
import { deleteSession, deleteSessionsOf, deleteSurplusSessions, insertSession, selectSessions } from "./store.js";

/** From the login, used or not. */
export const OWNER_SESSION_MS = 7 * DAY_MS;
/** Per account; a further login ends the oldest session. */
export const SESSIONS_MAX = 20;
const TOKEN_SHAPE = /^[\w-]{43}$/;

export type Owner = Extract<Viewer, { kind: "OWNER" }>;

/** Opens a session and returns the cookie's value. Call it in a transaction that locks the account. */
export async function openSession(app: AppContext, accountId: string): Promise<Secret> {
  const token = randomToken();
  const createdAt = app.clock.now();
  const expiresAt = new Date(createdAt.getTime() + OWNER_SESSION_MS);
  await insertSession(app.db, { hash: hashOf(token), accountId, createdAt, expiresAt });
  await deleteSurplusSessions(app.db, accountId, SESSIONS_MAX);
  return new Secret(token);
}

/** Null when it has ended, or while INSTAGRAM_LOGIN is off. Never cached: it ends in every process at once. */
export async function readOwnerSession(app: AppContext, token: string): Promise<Owner | null> {
  if (!app.config.instagramLogin || !TOKEN_SHAPE.test(token)) return null;
  const session = await batchOf(app).load(hashOf(token));
  return session && { kind: "OWNER", accountId: session.accountId };
}

const batchOf = perProcess((app): PatientBatch<OwnerSessionRow> => {
  const { db, clock, config } = app;
  return createPatientBatch(async (hashes) => {
    const rows = await selectSessions(db, hashes, { now: clock.now(), sandbox: config.mode === "sandbox" });
    return new Map(rows.map((row) => [row.hash, row]));
  });
});

/** With `everywhere` ends every session of the account. No effect on an ended one. */
export async function endSession(
  app: AppContext,
  token: string,
  { everywhere }: { everywhere: boolean },
): Promise<void> {
  const owner = everywhere ? await readOwnerSession(app, token) : null;
  if (owner) await deleteSessionsOf(app.db, owner.accountId);
  await deleteSession(app.db, hashOf(token));
}
