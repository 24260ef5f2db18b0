import type { NewAccountRow } from "../../db/schema/accounts.js";
import type { ReadProfile } from "../../instagram/types.js";
import { fold } from "../../lib/case-fold.js";
import { picturePath } from "../../lib/net.js";

/**
 * Turns a profile into the columns it contains; others stay unchanged. A missing name, biography, website or picture was
 * removed by the owner, but only if every field was requested and all mandatory ones arrived.
 */
export function profileToRow(profile: ReadProfile): Partial<ProfileColumns> {
  const { username, name, accountType, followersCount, followsCount, mediaCount } = profile;
  const always = { username, accountType, followersCount, followsCount, mediaCount };
  const mayLack = {
    name,
    biography: profile.biography,
    website: profile.website,
    picturePath: picturePath(profile.profilePictureUrl),
  };
  const isWhole = profile.isWhole && Object.values(always).every((value) => value !== null);
  return {
    ...present(always),
    ...(username === null ? {} : { usernameFolded: fold(username) }),
    ...(isWhole ? mayLack : present(mayLack)),
    ...(isWhole || name !== null ? { nameFolded: name === null ? null : fold(name) } : {}),
  };
}

function present<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const known = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(known) as { [K in keyof T]?: NonNullable<T[K]> };
}

export type ProfileColumns = Pick<
  NewAccountRow,
  | "username"
  | "usernameFolded"
  | "name"
  | "nameFolded"
  | "biography"
  | "website"
  | "accountType"
  | "picturePath"
  | "followersCount"
  | "followsCount"
  | "mediaCount"
>;
