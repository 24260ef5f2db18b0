import type { MediaOrder, MediaProductType, MediaType, PictureFailure } from "../gql/graphql.js";

export const TYPE_WORDS: Record<MediaType, string> = {
  IMAGE: "Picture",
  VIDEO: "Video",
  CAROUSEL_ALBUM: "Album",
};

export const PRODUCT_WORDS: Record<MediaProductType, string> = {
  FEED: "Feed",
  REELS: "Reel",
  STORY: "Story",
  AD: "Ad",
};

export const ORDER_WORDS: Record<MediaOrder, string> = {
  NEWEST: "Newest first",
  OLDEST: "Oldest first",
  MOST_LIKED: "Most likes first",
  MOST_COMMENTED: "Most comments first",
};

/** Why a post has no picture of its own here. */
export const PICTURE_WORDS: Record<PictureFailure, string> = {
  BROKEN: "Instagram's file is damaged.",
  GONE: "It no longer exists on Instagram.",
  HOST_NOT_ALLOWED: "Its host is not in INSTAGRAM_CDN_HOSTS.",
  PRIVATE_ADDRESS: "Its host is in a private network.",
  RATE_LIMITED: "Instagram is throttling.",
  REDIRECTED: "Its address redirects to another one.",
  REFUSED: "Instagram's picture host rejected the request.",
  SIGNATURE_EXPIRED: "Instagram's address for it has expired.",
  TOKEN_DEAD: "Its address has expired. Reconnect the account to get a new one.",
  TOO_LARGE: "The file is too large.",
  TOO_MANY_PIXELS: "The picture has too many pixels.",
  NOT_GIVEN: "Instagram provided no address.",
  UNAVAILABLE: "Instagram did not respond.",
  WRONG_TYPE: "The file type is not supported.",
};
