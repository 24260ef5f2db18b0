import type { InstagramProfile } from "../instagram/shapes.js";
import { fold } from "../lib/fold.js";
import { picturePath } from "../pictures/picture-path.js";
import type { NewAccountRow } from "./table.js";

/** A profile as Instagram gave it → the columns that keep it. */
export function profileColumns(profile: InstagramProfile): ProfileColumns {
  return {
    username: profile.username,
    usernameFolded: fold(profile.username),
    name: profile.name,
    nameFolded: profile.name === null ? null : fold(profile.name),
    biography: profile.biography,
    website: profile.website,
    accountType: profile.accountType,
    picturePath: picturePath(profile.profilePictureUrl),
    followersCount: profile.followersCount,
    followsCount: profile.followsCount,
    mediaCount: profile.mediaCount,
  };
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
