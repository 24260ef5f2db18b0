import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";

export const EXCHANGE_SHAPES = [
  "flat",
  "flat-string",
  "wrapped",
  "wrapped-strings",
  "comma",
  "no-permissions",
  "empty-permissions",
  "empty-string",
] as const;

export const REVOCATION_CAUSES = [
  "expired",
  "password-changed",
  "app-removed",
  "checkpoint",
  "unconfirmed",
  "invalidated",
  "logged-out",
] as const;

export const PostName = z.string().regex(/^(newest|oldest|\d{17})$/, "must be newest, oldest or a post's id");

const FieldName = z.string().regex(/^[a-z_]{1,40}$/, "must be a field such as media_url");

/** A test's changes of a post; null removes the field. */
export const PostChange = z.strictObject({
  caption: z.string().max(2200).nullable().optional(),
  altText: z.string().max(1000).nullable().optional(),
  likeCount: z.int().min(0).nullable().optional(),
  commentsCount: z.int().min(0).optional(),
  givesUrl: z.boolean().optional(),
  isSharedToFeed: z.boolean().optional(),
});

export const NewPost = PostChange.extend({
  type: z.enum(["IMAGE", "VIDEO", "REEL", "CAROUSEL_ALBUM"]).default("IMAGE"),
  mediaType: z
    .string()
    .regex(/^[A-Z_]{1,40}$/)
    .optional(),
  parts: z.int().min(2).max(20).optional(),
  takenAt: z.iso.datetime({ offset: true }).optional(),
});

export const ProfileChange = z.strictObject({
  username: z
    .string()
    .regex(/^[a-z0-9._]{1,30}$/)
    .optional(),
  name: z.string().max(64).nullable().optional(),
  biography: z.string().max(300).nullable().optional(),
  website: z.url().nullable().optional(),
  accountType: z.enum(["BUSINESS", "MEDIA_CREATOR"]).optional(),
  followersCount: z.int().min(0).optional(),
  followsCount: z.int().min(0).optional(),
  mediaCount: z.int().min(0).nullable().optional(),
  picture: z.int().min(1).nullable().optional(),
});

/** Deviations of the post list from "newest first, all of them, once". */
export const Listing = z.strictObject({
  order: z.enum(["newest", "oldest", "shuffled"]).default("newest"),
  /** Moved posts, from 1: pinned or late ones. */
  move: z
    .array(z.strictObject({ id: PostName, to: z.int().min(1).max(10_000) }))
    .max(50)
    .default([]),
  hide: z.array(PostName).max(1_000).default([]),
  endAfter: z.int().min(0).max(10_000).optional(),
  circular: z.boolean().default(false),
});

export const FIELD_OWNERS = ["posts", "parts", "profile"] as const;
export const ERROR_WORDINGS = ["named", "quoted", "unnamed"] as const;

export const FieldsChange = z.strictObject({
  missing: z.array(FieldName).max(30).default([]),
  refused: z.array(FieldName).max(30).default([]),
  as: z.enum(ERROR_WORDINGS).default("named"),
});

const AccountState = z.object({
  listing: Listing.optional(),
  fields: z.partialRecord(z.enum(FIELD_OWNERS), FieldsChange).default({}),
  profile: ProfileChange.default({}),
  personal: z.enum(["no", "named", "refused"]).optional(),
  withdrawn: z.enum(["unsupported", "permission"]).nullable().default(null),
  added: z.array(z.object({ index: z.int(), takenAtMs: z.number(), post: NewPost })).default([]),
  changed: z.record(z.string(), PostChange).default({}),
  deleted: z.array(z.int()).default([]),
});

const Revocation = z.object({
  account: z.string(),
  /** One token; null for all issued before. */
  tokenId: z.string().nullable(),
  atMs: z.number(),
  cause: z.enum(REVOCATION_CAUSES),
  subcode: z.boolean(),
});

const State = z.object({
  version: z.literal(1),
  epochMs: z.number(),
  clockOffsetMs: z.number(),
  exchangeShape: z.enum(EXCHANGE_SHAPES),
  usedCodes: z.record(z.string(), z.number()),
  revocations: z.array(Revocation),
  accounts: z.record(z.string(), AccountState),
});

export type State = z.infer<typeof State>;
export type AccountState = z.infer<typeof AccountState>;
export type Revocation = z.infer<typeof Revocation>;

export function freshState(epochMs: number): State {
  return {
    version: 1,
    epochMs,
    clockOffsetMs: 0,
    exchangeShape: "flat",
    usedCodes: {},
    revocations: [],
    accounts: {},
  };
}

export function freshAccountState(): AccountState {
  return AccountState.parse({});
}

export const STATE_FILE = "sandbox.json";

export function readStateFile(path: string): State | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  try {
    return State.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`The sandbox cannot understand its state in ${path}; delete the file to begin anew.`, {
      cause: error,
    });
  }
}

export function writeStateFile(path: string, state: State): void {
  const draft = `${path}.${process.pid}.tmp`;
  const file = openSync(draft, "w", 0o600);
  try {
    writeFileSync(file, JSON.stringify(state));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}
