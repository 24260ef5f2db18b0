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
  BROKEN: "What Instagram gave is damaged.",
  GONE: "Instagram has it no more.",
  HOST_NOT_ALLOWED: "It is at a host that INSTAGRAM_CDN_HOSTS does not name.",
  PRIVATE_ADDRESS: "Its host leads into a private network.",
  RATE_LIMITED: "Instagram is throttling.",
  REDIRECTED: "Its address leads on to another one.",
  REFUSED: "Instagram's picture host refused it.",
  SIGNATURE_EXPIRED: "Instagram's address for it has expired.",
  TOKEN_DEAD: "Its address has expired; reconnecting the account brings another.",
  TOO_LARGE: "It has too many bytes.",
  TOO_MANY_PIXELS: "It has too many pixels.",
  NOT_GIVEN: "Instagram has never said where it is.",
  UNAVAILABLE: "Instagram did not answer.",
  WRONG_TYPE: "It is of no kind that is served.",
};
