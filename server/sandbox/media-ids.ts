import { ownPlace, type PostPlace } from "./collaborations.js";
import { accountOfNumber, type TestAccount } from "./fixtures.js";
import { hash32 } from "./seed.js";

const POST_IDS = [/^1795(\d{2})(\d{5})\d{6}$/, /^1796(\d{4})(\d{4})\d{5}$/];
const PART_IDS = [/^1801(\d{2})(\d{5})(\d{2})\d{4}$/, /^1802(\d{4})(\d{4})(\d{2})\d{3}$/];

interface MediaPlace extends PostPlace {
  part: number | null;
}

/** The id of the post at this place of the account: of a shared post, the owner's. */
export function postIdAt(place: PostPlace): string {
  const { member, index } = ownPlace(place);
  return postId(member, index);
}

/** Seventeen digits that resemble Instagram's ids and can be decoded, so that ten thousand posts need no table. */
export function postId(member: TestAccount, index: number): string {
  const place = isShop(member) ? `1796${member.number}${padded(index, 4)}` : `1795${member.number}${padded(index, 5)}`;
  return withCheckDigits(place);
}

export function partId(member: TestAccount, index: number, part: number): string {
  const place = isShop(member) ? `1802${member.number}${padded(index, 4)}` : `1801${member.number}${padded(index, 5)}`;
  return withCheckDigits(place + padded(part, 2));
}

export function readMediaId(id: string): MediaPlace | null {
  const match = [...POST_IDS, ...PART_IDS].map((pattern) => pattern.exec(id)).find((found) => found !== null);
  const member = accountOfNumber(Number(match?.[1]));
  if (!match || !member) return null;
  const index = Number(match[2]);
  const part = match[3] === undefined ? null : Number(match[3]);
  const expected = part === null ? postId(member, index) : partId(member, index, part);
  return expected === id ? { member, index, part } : null;
}

const ID_DIGITS = 17;

function withCheckDigits(place: string): string {
  const count = ID_DIGITS - place.length;
  return place + padded(hash32(place) % 10 ** count, count);
}

function isShop({ number }: TestAccount): boolean {
  return number >= 1_000;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}
