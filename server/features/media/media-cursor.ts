import { z } from "zod";
import { MediaOrder } from "../../db/schema/media.js";
import { ApiError } from "../../lib/errors.js";

/** A post's sort position: the order's count (null without one), its timestamp, its id. */
export interface MediaPlace {
  count: number | null;
  timestamp: string;
  id: string;
}

const Cursor = z.tuple([
  z.enum(MediaOrder),
  z.number().int().min(-1).max(2_147_483_647).nullable(),
  z.iso.datetime({ offset: true }),
  z.string().max(100),
]);

/** An opaque cursor, valid even after its post is removed. */
export function writeCursor(order: MediaOrder, { count, timestamp, id }: MediaPlace): string {
  return Buffer.from(JSON.stringify([order, count, timestamp, id])).toString("base64url");
}

/** @throws {ApiError} BAD_USER_INPUT when it is not a cursor of this order */
export function readCursor(cursor: string, order: MediaOrder): MediaPlace {
  const parsed = Cursor.safeParse(parseJson(Buffer.from(cursor, "base64url").toString()));
  if (parsed.success && parsed.data[0] === order) {
    const [, count, timestamp, id] = parsed.data;
    return { count, timestamp, id };
  }
  throw new ApiError("BAD_USER_INPUT", "`after` is not a cursor of this list.", {
    nextStep: "Pass a cursor of the previous page with the same `orderBy`, or omit `after` to start again.",
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
