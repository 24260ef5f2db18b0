import type { SearchQueryVariables } from "../gql/graphql.js";

const TEXT_MIN = 2;
/** As long as the server takes. */
export const TEXT_MAX = 200;
/** A pasted key is found by its visible start: the rest is a secret, which stays in the browser. */
const KEY = /^(?:sk|pk)_/;
const KEY_PREFIX_LENGTH = 9;
const MEDIA_ID = /^\d{5,25}$/;
const SHORTCODE = /^[\w-]{5,40}$/;
const INSTAGRAM = /^(?:https?:\/\/)?(?:(?:www|m)\.)?(?:instagram\.com|instagr\.am)\/(.*)$/i;
const POST_PATH = /^(?:(?!share\/)[\w.]+\/)?(?:p|reel|reels|tv)\/[\w-]+\/?(?:[?#].*)?$/;
const PROFILE_PATH = /^([\w.]{1,30})\/?(?:[?#].*)?$/;

/** What to look up for a text, in one request; null for a text that is too short. */
export function planSearch(input: string): SearchQueryVariables | null {
  const text = input.trim().slice(0, TEXT_MAX);
  if (text.length < TEXT_MIN) return null;
  if (KEY.test(text)) return { ...NOTHING, keyText: text.slice(0, KEY_PREFIX_LENGTH), withKeys: true };
  const path = input.trim().match(INSTAGRAM)?.[1];
  if (path !== undefined) return planAddress(path);
  if (text.startsWith("@")) return { ...NOTHING, text, withAccounts: true };
  return {
    ...{ text, withAccounts: true, withFeeds: true, keyText: text, withKeys: true },
    ...{ mediaId: text, withMediaId: MEDIA_ID.test(text) },
    permalink: `https://www.instagram.com/p/${encodeURIComponent(text)}/`,
    withPermalink: SHORTCODE.test(text) && !MEDIA_ID.test(text),
  };
}

/** Looks nothing up. */
export const NOTHING: SearchQueryVariables = {
  ...{ text: "", withAccounts: false, withFeeds: false, keyText: "", withKeys: false },
  ...{ permalink: "", withPermalink: false, mediaId: "", withMediaId: false },
};

/** An address at Instagram: of a post, or of a profile. */
function planAddress(path: string): SearchQueryVariables | null {
  if (POST_PATH.test(path)) {
    const permalink = `https://www.instagram.com/${path.replace(/[?#].*$/, "")}`;
    return { ...NOTHING, permalink, withPermalink: true };
  }
  const username = path.match(PROFILE_PATH)?.[1];
  return username ? { ...NOTHING, text: username, withAccounts: true } : null;
}
