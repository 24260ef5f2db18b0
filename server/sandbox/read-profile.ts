import { accountState, type Sandbox } from "./create-sandbox.js";
import { TEST_ACCOUNTS, type TestAccount, testAccount } from "./fixtures.js";
import { omitUndefined } from "./omit-undefined.js";
import { listPosts } from "./read-posts.js";
import type { AccountState } from "./state.js";

export interface Profile {
  username: string;
  name: string | null;
  accountType: TestAccount["accountType"];
  biography: string | null;
  website: string | null;
  followersCount: number;
  followsCount: number;
  mediaCount: number | null;
  picture: number | null;
}

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

/** `no`: professional. Personal: `/me` returns username and type (`named`), or nothing (`refused`). */
export function personalMode(sandbox: Sandbox, member: TestAccount): NonNullable<AccountState["personal"]> {
  return accountState(sandbox, member).personal ?? (member.accountType === "PERSONAL" ? "named" : "no");
}

export function isPersonal(sandbox: Sandbox, member: TestAccount): boolean {
  return personalMode(sandbox, member) !== "no";
}

export function findMember(sandbox: Sandbox, named: string): TestAccount | null {
  const folded = named.replace(/^@/, "").toLowerCase();
  return (
    testAccount(folded) ?? TEST_ACCOUNTS.find((member) => readProfile(sandbox, member).username === folded) ?? null
  );
}
