import type { Readable } from "node:stream";
import { type AppContext, inTransaction, perProcess } from "../../app-context.js";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../lib/clock.js";
import { ApiError } from "../../lib/errors.js";
import { listEvents } from "../audit/list-events.js";
import { recordEvent } from "../audit/record-event.js";
import { createArchive } from "./archive.js";
import type { Owner } from "./session.js";
import { lockAccount } from "./store.js";

const HOURLY_MAX = 6;
/** Per process; one account has a single one. */
const AT_ONCE_MAX = 3;
/** A slow reader must not block its slot for ever. */
const TIME_MAX_MS = 30 * MINUTE_MS;

/**
 * Opens the archive of an owner's data. The caller reads or destroys the stream.
 * @throws {ApiError} RATE_LIMITED after six in an hour
 * @throws {ApiError} SERVICE_UNAVAILABLE while another download of the account, or too many, run
 */
export async function exportData(app: AppContext, owner: Owner): Promise<Readable> {
  const running = runningOf(app);
  if (running.has(owner.accountId)) throw busy("Your data is being downloaded already.");
  if (running.size >= AT_ONCE_MAX) throw busy("Other people are downloading their data.");
  running.add(owner.accountId);
  const archive = await begin(app, owner).catch((error: unknown) => {
    running.delete(owner.accountId);
    throw error;
  });
  const timer = setTimeout(() => archive.destroy(new Error("the download took too long")), TIME_MAX_MS);
  archive.once("close", () => {
    clearTimeout(timer);
    running.delete(owner.accountId);
  });
  return archive;
}

const runningOf = perProcess(() => new Set<string>());

async function begin(app: AppContext, owner: Owner): Promise<Readable> {
  await inTransaction(app, async (app) => {
    await lockAccount(app.db, { id: owner.accountId, sandbox: app.config.mode === "sandbox" });
    await rejectTooMany(app, owner);
    await recordEvent(app, { by: owner, action: "owner.data_exported", accountId: owner.accountId });
  });
  return createArchive(app, owner);
}

async function rejectTooMany(app: AppContext, { accountId }: Owner): Promise<void> {
  const now = app.clock.now();
  const since = new Date(now.getTime() - HOUR_MS);
  const filter = { accountId, action: ["owner.data_exported" as const], since };
  const { nodes } = await listEvents(app, { filter, first: HOURLY_MAX, after: null, offset: 0 });
  const oldest = nodes[HOURLY_MAX - 1];
  if (!oldest) return;
  const retryAfterS = Math.max(1, Math.ceil((oldest.at.getTime() + HOUR_MS - now.getTime()) / SECOND_MS));
  throw new ApiError("RATE_LIMITED", `Your data was downloaded ${HOURLY_MAX} times in the last hour.`, {
    retryAfterS,
    nextStep: `Wait ${Math.ceil((retryAfterS * SECOND_MS) / MINUTE_MS)} minutes, then try again.`,
  });
}

function busy(message: string): ApiError {
  return new ApiError("SERVICE_UNAVAILABLE", message, { retryAfterS: 60, nextStep: "Wait a minute, then try again." });
}
