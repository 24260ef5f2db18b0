import type { InstagramProfile } from "../instagram/shapes.js";
import { fold } from "../lib/fold.js";
import type { NewAccountRow } from "./table.js";

/** A profile as Instagram gave it → the columns that keep it. */
export function profileColumns(profile: InstagramProfile): ProfileColumns {
  return {
    username: profile.username,
    usernameFolded: fold(profile.username),
    name: profile.name,
    biography: profile.biography,
    website: profile.website,
    accountType: profile.accountType,
    profilePictureUrl: profile.profilePictureUrl,
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
  | "biography"
  | "website"
  | "accountType"
  | "profilePictureUrl"
  | "followersCount"
  | "followsCount"
  | "mediaCount"
>;
