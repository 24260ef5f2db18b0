import type { z } from "zod";
import { MINUTE_MS } from "../lib/clock.js";
import type { Secret } from "../lib/secret.js";
import { type ClientContext, graphEndpoint, withQuery } from "./client-context.js";
import { type MediaCursor, toCursor } from "./cursor.js";
import { diagnosePermission } from "./diagnose-permission.js";
import { InstagramError } from "./errors.js";
import { type FieldList, fieldsOf, type LeftOut, mediaFields, namesOf } from "./field-availability.js";
import { mediaPageSchema, readPosts, type StandIns } from "./media-schemas.js";
import { type RetryableRequest, sendRequest } from "./request.js";
import { requestFields } from "./request-fields.js";
import type { CallOptions, MediaPage, PageRequest } from "./types.js";

const LIMIT_MIN = 10;
const LISTS: readonly FieldList[] = ["child", "media"];

/**
 * One page of an account's posts, newest first. If it is too large for Instagram, it is requested again with half the
 * limit. Never calls another host, even if the next page names one.
 * @throws {InstagramError} when the page cannot be read
 */
export async function readMediaPage(
  client: ClientContext,
  token: Secret,
  page: PageRequest & CallOptions,
): Promise<MediaPage> {
  const start = page.after === null ? graphEndpoint(client, "me", "media") : new URL(ownCursor(client, page.after));
  let limit = page.limit;
  const question = (leftOut: LeftOut): RetryableRequest<z.infer<typeof mediaPageSchema>> => ({
    call: "readMediaPage",
    request: () => ({ url: withQuery(start, { fields: mediaFields(leftOut), limit: String(limit) }), bearer: token }),
    adjust(failure) {
      if (limit <= LIMIT_MIN || !isTooMuch(failure)) return false;
      limit = Math.max(LIMIT_MIN, Math.floor(limit / 2));
      // A plain 500 may have other reasons: it counts as an attempt.
      return isTooLarge(failure);
    },
    shape: mediaPageSchema,
    names: namesOf(LISTS, leftOut),
    bytesMax: 8_000_000,
    secrets: [token],
    signal: page.signal,
  });
  const { answer, leftOut } = await requestFields(client, {
    lists: LISTS,
    sendRequest: (leftOut, tries) => sendRequest(client, { ...question(leftOut), isSingleUse: tries === "ONCE" }),
    diagnosePermission: (leftOut) => diagnosePermission(client, token, question(leftOut)),
  });
  const { data, paging } = answer;
  const next = nextOf(client, paging);
  const standIns = standInsFor(client, leftOut, page.rank);
  const requestedFields = new Set(fieldsOf("media", leftOut));
  if (standIns.mediaType.part) requestedFields.delete("media_type");
  return {
    ...readPosts(data, { standIns }),
    next,
    isCutShort: paging.next !== null && next === null,
    limit,
    requestedFields,
  };
}

const STEP_MS = MINUTE_MS;

/** Substitutes a rejected timestamp with now, one step earlier for each post in the list. */
export function standInsFor({ clock }: ClientContext, leftOut: LeftOut, rank = 0): StandIns {
  const nowMs = clock.now().getTime();
  return {
    timestamp: leftOut.has("media.timestamp") ? (position) => new Date(nowMs - (rank + position) * STEP_MS) : null,
    mediaType: { post: leftOut.has("media.media_type"), part: leftOut.has("child.media_type") },
  };
}

function nextOf(client: ClientContext, { next, after }: z.infer<typeof mediaPageSchema>["paging"]): MediaCursor | null {
  if (next === null) return null;
  const cursor = toCursor(next, client.settings.graphUrl);
  if (cursor !== null || !after) return cursor;
  return toCursor(withQuery(graphEndpoint(client, "me", "media"), { after }).href, client.settings.graphUrl);
}

function ownCursor({ settings }: ClientContext, next: string): MediaCursor {
  const cursor = toCursor(next, settings.graphUrl);
  if (cursor !== null) return cursor;
  throw new InstagramError("This page is on another host; it was not called.", {
    failureCause: "INSTAGRAM_REJECTED",
  });
}

function isTooMuch(failure: InstagramError): boolean {
  return isTooLarge(failure) || (failure.status ?? 0) >= 500;
}

function isTooLarge(failure: InstagramError): boolean {
  return failure.code === 1 && /reduce the amount of data/i.test(failure.message);
}
