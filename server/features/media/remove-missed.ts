import type { AppContext } from "../../app-context.js";
import { InstagramError } from "../../instagram/errors.js";
import type { Secret } from "../../lib/secret.js";
import { type Incident, judgeMissed, spanOf, sparesOf } from "./judge-missed.js";
import type { Progress } from "./paginate.js";
import { countPosts, markMissed, removePosts, selectMarked, selectMissed } from "./store.js";

const OPERATION_MS = 30_000;

export interface Reading {
  accountId: string;
  token: Secret;
  place: Progress;
  mediaCount: number | null;
}

export interface Removals {
  gone: string[];
  missed: string[];
  met: string[];
  isUnconfirmed: boolean;
}

/** Two syncs missed them, and this one was complete or Instagram confirms. Call it outside a transaction. */
export async function findRemovals(app: AppContext, reading: Reading): Promise<Removals> {
  const { accountId, place, mediaCount } = reading;
  const span = spanOf(place, { mediaCount, listWindow: app.listWindow });
  const posts =
    span.by === "NOTHING"
      ? await selectMarked(app.db, accountId)
      : await selectMissed(app.db, { accountId, after: span.after, ids: [...place.ids] });
  const { gone, unconfirmed, missed, met } = judgeMissed(posts, place.ids, span);
  const named = await requestPosts(app, reading, unconfirmed);
  return {
    gone: [...gone, ...named.gone],
    missed,
    met: [...met, ...named.there],
    isUnconfirmed: span.by === "COUNT" && missed.length > 0,
  };
}

export async function applyRemovals(app: AppContext, accountId: string, removals: Removals): Promise<number> {
  const now = app.clock.now();
  const { gone, missed, met } = removals;
  if (gone.length > 0) await removePosts(app.db, { accountId, ids: gone, now });
  if (missed.length > 0) await markMissed(app.db, { accountId, ids: missed, at: now });
  if (met.length > 0) await markMissed(app.db, { accountId, ids: met, at: null });
  return gone.length;
}

/** A missing one counts only if a listed post can be read: some tokens cannot read single posts. */
async function requestPosts(app: AppContext, reading: Reading, unconfirmed: Incident["unconfirmed"]) {
  const answers = { gone: [] as string[], there: [] as string[] };
  if (unconfirmed.length === 0) return answers;
  const { accountId, token, place, mediaCount } = reading;
  const isThere = async (id: string) =>
    (await app.instagram.readMedia(token, id, { signal: AbortSignal.timeout(OPERATION_MS) })) !== null;
  const spares = sparesOf(await countPosts(app.db, accountId), { mediaCount, listWindow: app.listWindow });
  try {
    for (const id of unconfirmed.slice(0, spares)) answers[(await isThere(id)) ? "there" : "gone"].push(id);
    const [listed] = place.ids;
    const isConfirmed = answers.gone.length === 0 || (listed !== undefined && (await isThere(listed)));
    return isConfirmed ? answers : { ...answers, gone: [] };
  } catch (error) {
    // Only this check failed, not the sync; a later sync checks again.
    if (error instanceof InstagramError) return { gone: [], there: answers.there };
    throw error;
  }
}
