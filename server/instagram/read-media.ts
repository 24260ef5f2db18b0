import type { Secret } from "../lib/secret.js";
import { type ClientContext, graphEndpoint, withQuery } from "./client-context.js";
import { diagnosePermission } from "./diagnose-permission.js";
import { InstagramError } from "./errors.js";
import { type FieldList, type LeftOut, mediaFields, namesOf } from "./field-availability.js";
import { type InstagramPost, mediaSchema, readPosts, type StandIns } from "./media-schemas.js";
import { standInsFor } from "./read-media-page.js";
import { type RetryableRequest, sendRequest } from "./request.js";
import { requestFields } from "./request-fields.js";
import type { CallOptions } from "./types.js";

const LISTS: readonly FieldList[] = ["child", "media"];

export interface MediaRequest extends CallOptions {
  mediaId: string;
}

export async function readMedia(
  client: ClientContext,
  token: Secret,
  request: MediaRequest,
): Promise<InstagramPost | null> {
  // Dots alone would change the path.
  if (/^\.*$/.test(request.mediaId)) return null;
  const question = (leftOut: LeftOut): RetryableRequest<unknown> => ({
    call: "readMedia",
    request: () => ({
      url: withQuery(graphEndpoint(client, request.mediaId), { fields: mediaFields(leftOut) }),
      bearer: token,
    }),
    shape: mediaSchema,
    names: namesOf(LISTS, leftOut),
    bytesMax: 1_000_000,
    secrets: [token],
    signal: request.signal,
  });
  try {
    const { answer, leftOut } = await requestFields(client, {
      lists: LISTS,
      sendRequest: (leftOut, tries) => sendRequest(client, { ...question(leftOut), isSingleUse: tries === "ONCE" }),
      diagnosePermission: (leftOut) => diagnosePermission(client, token, question(leftOut)),
    });
    return onlyPost(answer, standInsFor(client, leftOut));
  } catch (failure) {
    if (isGone(failure)) return null;
    throw failure;
  }
}

function onlyPost(body: unknown, standIns: StandIns): InstagramPost {
  const post = readPosts([body], { standIns }).posts[0];
  if (post) return post;
  throw new InstagramError("Instagram's response contains no readable post.", {
    failureCause: "INSTAGRAM_REJECTED",
  });
}

/** True if Instagram says that the object does not exist; graph.instagram.com often omits the subcode. */
export function isGone(failure: unknown): boolean {
  if (!(failure instanceof InstagramError) || failure.code !== 100) return false;
  return failure.subcode === 33 || /object with id .*does not exist/i.test(failure.message);
}
