import type { Secret } from "../lib/secret.js";
import type { CallOptions } from "./client.js";
import { type Edge, graphEndpoint, withQuery } from "./client-context.js";
import { askSurely } from "./diagnose-permission.js";
import { InstagramFailure } from "./errors.js";
import { type FieldList, type LeftOut, mediaFields, namesOf } from "./field-availability.js";
import { type InstagramPost, mediaShape, readPosts, type StandIns } from "./media-schemas.js";
import { standInsFor } from "./read-media-page.js";
import { ask, type PatientQuestion } from "./request.js";
import { askFields } from "./request-fields.js";

const LISTS: readonly FieldList[] = ["child", "media"];

export interface MediaRequest extends CallOptions {
  mediaId: string;
}

/** One post, or one part of an album, as it is now; null when it is gone or no longer to be seen with this token. */
export async function readMedia(edge: Edge, token: Secret, request: MediaRequest): Promise<InstagramPost | null> {
  // Dots alone would be read as a step up in the path.
  if (/^\.*$/.test(request.mediaId)) return null;
  const question = (leftOut: LeftOut): PatientQuestion<unknown> => ({
    call: "readMedia",
    request: () => ({
      url: withQuery(graphEndpoint(edge, request.mediaId), { fields: mediaFields(leftOut) }),
      bearer: token,
    }),
    shape: mediaShape,
    names: namesOf(LISTS, leftOut),
    bytesMax: 1_000_000,
    secrets: [token],
    signal: request.signal,
  });
  try {
    const { answer, leftOut } = await askFields(edge, {
      lists: LISTS,
      ask: (leftOut, tries) => ask(edge, { ...question(leftOut), isSingleUse: tries === "ONCE" }),
      askSurely: (leftOut) => askSurely(edge, token, question(leftOut)),
    });
    return onlyPost(answer, standInsFor(edge, leftOut));
  } catch (failure) {
    if (isGone(failure)) return null;
    throw failure;
  }
}

function onlyPost(body: unknown, standIns: StandIns): InstagramPost {
  const post = readPosts([body], { standIns }).posts[0];
  if (post) return post;
  throw new InstagramFailure("Instagram's answer is no post that this server can read.", {
    failureCause: "INSTAGRAM_REJECTED",
  });
}

/** Whether Instagram says that what was asked for does not exist. Also without the subcode, which graph.instagram.com often leaves out. */
export function isGone(failure: unknown): boolean {
  if (!(failure instanceof InstagramFailure) || failure.code !== 100) return false;
  return failure.subcode === 33 || /object with id .*does not exist/i.test(failure.message);
}
