import type { NewAccountRow } from "../../db/schema/accounts.js";
import type { ReadProfile } from "../../instagram/types.js";
import { fold } from "../../lib/case-fold.js";
import { picturePath } from "../../lib/picture-path.js";

/**
 * A profile as Instagram gave it → the columns that it tells; the others stay as they are. A name, a biography, a website or a
 * picture that is lacking was taken away by its owner, but only where everything was asked for, and the answer has everything that
 * each account has.
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
    ...told(always),
    ...(username === null ? {} : { usernameFolded: fold(username) }),
    ...(isWhole ? mayLack : told(mayLack)),
    ...(isWhole || name !== null ? { nameFolded: name === null ? null : fold(name) } : {}),
  };
}

function told<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
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
