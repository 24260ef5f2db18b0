import { z } from "zod";
import { Secret } from "../lib/secret.js";
import { isRecord } from "./read-values.js";
import { idText, optionalCount, optionalId, optionalText, optionalUrl, unwrap } from "./zod-types.js";

export interface ShortLivedToken {
  accessToken: Secret;
  userId: string | null;
  /** Null if Instagram did not list them; empty if the person granted nothing. */
  permissions: string[] | null;
}

export interface LongLivedToken {
  accessToken: Secret;
  expiresInS: number;
  permissions: string[] | null;
}

export interface InstagramProfile {
  /** Differs between apps. */
  id: string;
  /** The professional account's own id (17841…); null if Instagram omits it. */
  userId: string | null;
  username: string | null;
  name: string | null;
  biography: string | null;
  website: string | null;
  accountType: string | null;
  profilePictureUrl: string | null;
  followersCount: number | null;
  followsCount: number | null;
  mediaCount: number | null;
}

const LONG_LIVED_S = 60 * 24 * 60 * 60;
const LIFE_MAX_S = 366 * 24 * 60 * 60;

const accessToken = z
  .string()
  .min(1)
  .transform((token) => new Secret(token));

const permissions = z
  .union([z.string(), z.array(z.string())])
  .nullish()
  .catch(null)
  .transform((scopes) => (scopes == null ? null : [scopes].flat().flatMap(splitScopes)));

const expiresInS = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.number().positive().max(LIFE_MAX_S))
  .transform(Math.floor)
  .catch(LONG_LIVED_S);

export const shortLivedTokenSchema = z
  .preprocess(unwrap, z.object({ access_token: accessToken, user_id: optionalId, permissions }))
  .transform(
    (body): ShortLivedToken => ({
      accessToken: body.access_token,
      userId: body.user_id,
      permissions: body.permissions,
    }),
  );

export const longLivedTokenSchema = z
  .preprocess(unwrap, z.object({ access_token: accessToken, expires_in: expiresInS, permissions }))
  .transform(
    (body): LongLivedToken => ({
      accessToken: body.access_token,
      expiresInS: body.expires_in,
      permissions: body.permissions,
    }),
  );

export const profileSchema = z
  .preprocess(
    (body) => withId(unwrap(body)),
    z.object({
      id: idText,
      user_id: optionalId,
      username: optionalText,
      name: optionalText,
      biography: optionalText,
      website: optionalText,
      account_type: optionalText,
      profile_picture_url: optionalUrl,
      followers_count: optionalCount,
      follows_count: optionalCount,
      media_count: optionalCount,
    }),
  )
  .transform(
    (body): InstagramProfile => ({
      id: body.id,
      userId: body.user_id,
      username: body.username,
      name: body.name,
      biography: body.biography,
      website: body.website,
      accountType: body.account_type,
      profilePictureUrl: body.profile_picture_url,
      followersCount: body.followers_count,
      followsCount: body.follows_count,
      mediaCount: body.media_count,
    }),
  );

export const accountTypeSchema = z
  .preprocess((body) => withId(unwrap(body)), z.object({ id: idText, account_type: optionalText }))
  .transform((body) => body.account_type);

function withId(body: unknown): unknown {
  return isRecord(body) ? { ...body, id: body.id ?? body.user_id } : body;
}

function splitScopes(scopes: string): string[] {
  return decoded(scopes)
    .split(/[,\s+]+/)
    .filter((scope) => scope !== "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
