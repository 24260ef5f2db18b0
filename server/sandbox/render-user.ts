import { isMissing } from "./change-fields.js";
import type { Sandbox } from "./create-sandbox.js";
import { GraphError, unsupportedRequest } from "./errors.js";
import type { TestAccount } from "./fixtures.js";
import type { GraphCall } from "./graph-call.js";
import { listMedia } from "./list-media.js";
import { parseFields } from "./parse-fields.js";
import { isPersonal, type Profile, readProfile } from "./read-profile.js";
import { avatarUrl } from "./sign-url.js";

interface Subject {
  sandbox: Sandbox;
  member: TestAccount;
  profile: Profile;
}

export function renderUser(sandbox: Sandbox, call: GraphCall, member: TestAccount): Record<string, unknown> {
  const subject = { sandbox, member, profile: readProfile(sandbox, member) };
  const user: Record<string, unknown> = {};
  for (const { name, fields, limit } of parseFields(call.query.get("fields") ?? "id")) {
    if (isMissing(sandbox, member, { of: "profile", name })) continue;
    if (name === "user_id" && member.me === "refuses-user-id") throw unsupportedRequest("get");
    const read = USER_FIELDS[name];
    if (!read && name !== "media") throw new GraphError(100, `Tried accessing nonexisting field (${name})`);
    if (isPersonal(sandbox, member) && !PERSONAL_FIELDS.includes(name)) continue;
    const value = read ? read(subject) : listMedia(sandbox, call, { member, inside: { fields, limit } });
    if (value !== null) user[name] = value;
  }
  return { ...user, id: member.appScopedId };
}

const USER_FIELDS: Record<string, (subject: Subject) => unknown> = {
  id: ({ member }) => member.appScopedId,
  user_id: ({ member }) => BigInt(member.userId),
  username: ({ profile }) => profile.username,
  name: ({ profile }) => profile.name,
  account_type: ({ profile }) => profile.accountType,
  biography: ({ profile }) => profile.biography,
  website: ({ profile }) => profile.website,
  followers_count: ({ profile }) => profile.followersCount,
  follows_count: ({ profile }) => profile.followsCount,
  media_count: ({ profile }) => profile.mediaCount,
  profile_picture_url: ({ sandbox, member, profile }) =>
    profile.picture === null ? null : avatarUrl(sandbox, member, profile.picture),
};

/** The only fields of a personal account, so that a client can explain the problem. */
const PERSONAL_FIELDS = ["id", "username", "account_type"];
