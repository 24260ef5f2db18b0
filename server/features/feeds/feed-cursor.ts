import { z } from "zod";
import { ApiError } from "../../lib/errors.js";

/** Where a page ends. It counts also after the post has left the feed. */
export interface FeedPlace {
  mediaId: string;
  place: number;
}

const Cursor = z.tuple([z.string().min(1).max(100), z.number().int().min(1).max(100)]);

export function writeFeedCursor({ mediaId, place }: FeedPlace): string {
  return Buffer.from(JSON.stringify([mediaId, place])).toString("base64url");
}

/** @throws {ApiError} BAD_USER_INPUT */
export function readFeedCursor(cursor: string): FeedPlace {
  const parsed = Cursor.safeParse(parseJson(Buffer.from(cursor, "base64url").toString()));
  if (parsed.success) return { mediaId: parsed.data[0], place: parsed.data[1] };
  throw new ApiError("BAD_USER_INPUT", "`after` is not a cursor of a feed.", {
    argument: "after",
    nextStep: "Pass a cursor of the previous page, or omit `after` to start again.",
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
