import { accountState, type Sandbox } from "./create-sandbox.js";
import { TEST_ACCOUNTS, type TestAccount, testAccount } from "./fixtures.js";
import { omitUndefined } from "./omit-undefined.js";
import { listPosts } from "./read-posts.js";
import type { AccountState } from "./state.js";

/** A profile as the platform keeps it; null where the platform leaves a field out. */
export interface Profile {
  username: string;
  name: string | null;
  accountType: TestAccount["accountType"];
  biography: string | null;
  website: string | null;
  followersCount: number;
  followsCount: number;
  mediaCount: number | null;
  /** Which profile picture; null for none. */
  picture: number | null;
}

/** The profile as it stands now. */
export function readProfile(sandbox: Sandbox, member: TestAccount): Profile {
  const { profile } = accountState(sandbox, member);
  return {
    username: member.key,
    name: member.name,
    biography: member.biography,
    website: member.website,
    followersCount: member.followersCount,
    followsCount: member.followsCount,
    picture: member.hasPicture ? 1 : null,
    mediaCount: listPosts(sandbox, member).length,
    ...omitUndefined(profile),
    accountType: isPersonal(sandbox, member) ? "PERSONAL" : (profile.accountType ?? professionalType(member)),
  };
}

function professionalType({ accountType }: TestAccount): "BUSINESS" | "MEDIA_CREATOR" {
  return accountType === "PERSONAL" ? "MEDIA_CREATOR" : accountType;
}

/**
 * `no` for a professional account. A personal one is `named` when `/me` still tells its username and type, `refused`
 * when everything is.
 */
export function personalMode(sandbox: Sandbox, member: TestAccount): NonNullable<AccountState["personal"]> {
  return accountState(sandbox, member).personal ?? (member.accountType === "PERSONAL" ? "named" : "no");
}

export function isPersonal(sandbox: Sandbox, member: TestAccount): boolean {
  return personalMode(sandbox, member) !== "no";
}

/** By the cast's key or by the username of the moment. */
export function findMember(sandbox: Sandbox, named: string): TestAccount | null {
  const wanted = named.replace(/^@/, "").toLowerCase();
  return (
    testAccount(wanted) ?? TEST_ACCOUNTS.find((member) => readProfile(sandbox, member).username === wanted) ?? null
  );
}
