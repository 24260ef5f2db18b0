import { type TestAccount, testAccount } from "./fixtures.js";

/** A post in the account that lists it. */
export interface PostPlace {
  member: TestAccount;
  index: number;
}

/** Posts with two authors. Instagram lists them for both, under one id and shortcode; the first account owns them. */
const COLLABORATIONS = [{ owner: { key: "pottery", index: 20 }, guest: { key: "roastery", index: 18 } }];

/** Where the account that owns the post lists it: the given place, unless the account is a guest. */
export function ownPlace(place: PostPlace): PostPlace {
  const shared = COLLABORATIONS.find(({ guest }) => guest.key === place.member.key && guest.index === place.index);
  const owner = shared && testAccount(shared.owner.key);
  return owner ? { member: owner, index: shared.owner.index } : place;
}

/** At which index the account lists the post that stands at its owner's place; null if the account does not have it. */
export function indexFor(member: TestAccount, { member: owner, index }: PostPlace): number | null {
  if (member.key === owner.key) return ownPlace({ member, index }).member.key === member.key ? index : null;
  const shared = COLLABORATIONS.find((one) => one.owner.key === owner.key && one.owner.index === index);
  return shared?.guest.key === member.key ? shared.guest.index : null;
}

/** The keys of accounts whose lists change with the account's posts. */
export function guestsOf({ key }: TestAccount): string[] {
  return COLLABORATIONS.filter(({ owner }) => owner.key === key).map(({ guest }) => guest.key);
}
