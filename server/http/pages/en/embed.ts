/** A feed on another site. */
export const embed = {
  /** The text of a picture without words. */
  post: (username: string) => `Post by @${username}`,
  more: "More posts",
  empty: "There are no posts yet.",
  onInstagram: "View on Instagram",
};
