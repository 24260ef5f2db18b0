import { DAY_MS } from "../../server/lib/clock.js";
import type { Control, SystemAlert } from "./story.js";

type Oddity = Pick<SystemAlert, "name" | "refuses"> & {
  control(account: string): Control;
  end(account: string): Control;
};

const NO_FIELD = { missing: [], refused: [] };

/** Fields that answers lack, or whose asking is refused. Instagram lacks them now and then, for one account. */
const fields = (of: string, change: { missing?: string[]; refused?: string[]; as?: string }): Oddity => ({
  name: `${of}: ${change.missing ? "no" : `${change.as} denial of`} ${(change.missing ?? change.refused ?? []).join(", ")}`,
  ...(change.refused ? { refuses: "FIELD" as const } : {}),
  control: (account) => ({ fields: { account, of, ...change } }),
  end: (account) => ({ fields: { account, of, ...NO_FIELD } }),
});

/** Lists that are not "newest first, all of them, once". */
const list = (name: string, change: Control): Oddity => ({
  name: `list: ${name}`,
  control: (account) => ({ list: { account, ...change } }),
  end: (account) => ({ list: { account } }),
});

const ODDITIES: readonly Oddity[] = [
  fields("posts", { missing: ["media_url", "thumbnail_url"] }),
  fields("posts", { missing: ["caption", "permalink", "shortcode"] }),
  fields("posts", { missing: ["media_type"] }),
  fields("posts", { missing: ["timestamp", "media_product_type"] }),
  fields("posts", { missing: ["children", "comments_count"] }),
  fields("posts", { refused: ["caption"], as: "named" }),
  fields("posts", { refused: ["media_url", "like_count"], as: "quoted" }),
  fields("posts", { refused: ["is_shared_to_feed"], as: "unnamed" }),
  fields("posts", { refused: ["children"], as: "named" }),
  fields("parts", { missing: ["media_url"] }),
  fields("parts", { refused: ["thumbnail_url"], as: "quoted" }),
  fields("profile", { missing: ["username", "media_count"] }),
  fields("profile", { refused: ["media_count"], as: "named" }),
  fields("profile", { refused: ["biography"], as: "quoted" }),
  list("oldest first", { order: "oldest" }),
  list("shuffled, and lacks the newest", { order: "shuffled", hide: ["newest"] }),
  list("the oldest pinned first", { move: [{ id: "oldest", to: 1 }] }),
  list("lacks the oldest", { hide: ["oldest"] }),
  list("empty", { endAfter: 0 }),
  list("ends after two", { endAfter: 2 }),
  list("circular", { circular: true }),
];

export const ODDITY_NAMES = ODDITIES.map(({ name }) => name);

/** The odd answers of turn `turn`: in the account's list or its fields, for two days or three. */
export function oddAnswers(turn: number, account: string): SystemAlert & { end: Control } {
  const oddity = ODDITIES[turn % ODDITIES.length];
  if (!oddity) throw new RangeError(`turn ${turn} is no whole number`);
  const { name, refuses, control, end } = oddity;
  const lastsMs = (2 + (turn % 2)) * DAY_MS;
  const incident = { name, control: control(account), end: end(account), lastsMs, account };
  return refuses ? { ...incident, refuses } : incident;
}
