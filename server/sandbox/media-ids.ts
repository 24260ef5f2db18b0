import { CAST, type CastMember } from "./cast.js";
import { hash32 } from "./seed.js";

const POST_ID = /^1795(\d{2})(\d{5})(\d{6})$/;
const PART_ID = /^1801(\d{2})(\d{5})(\d{2})(\d{4})$/;

interface MediaPlace {
  member: CastMember;
  /** Counted from the account's first post, which is 0. */
  index: number;
  /** Place inside an album; null for the post itself. */
  part: number | null;
}

/** Seventeen digits that look like Instagram's and can be read back, so that ten thousand posts need no table. */
export function postId(member: CastMember, index: number): string {
  const place = `1795${member.number}${String(index).padStart(5, "0")}`;
  return place + checkDigits(place, 6);
}

export function partId(member: CastMember, index: number, part: number): string {
  const place = `1801${member.number}${String(index).padStart(5, "0")}${String(part).padStart(2, "0")}`;
  return place + checkDigits(place, 4);
}

/** Null when no post or part could ever have this id. */
export function readMediaId(id: string): MediaPlace | null {
  const match = POST_ID.exec(id) ?? PART_ID.exec(id);
  const member = CAST.find(({ number }) => number === Number(match?.[1]));
  if (!match || !member) return null;
  const index = Number(match[2]);
  const part = id.startsWith("1801") ? Number(match[3]) : null;
  const expected = part === null ? postId(member, index) : partId(member, index, part);
  return expected === id ? { member, index, part } : null;
}

function checkDigits(place: string, count: number): string {
  return String(hash32(place) % 10 ** count).padStart(count, "0");
}
