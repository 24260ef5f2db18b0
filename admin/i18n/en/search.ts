export const texts = {
  title: "Search accounts, feeds, posts and API keys",
  button: "Search",
  placeholder: "Username, reference, post address, key name",
  close: "Close the search",
  results: "Results",
  group: {
    accounts: "Accounts",
    posts: "Posts",
    feeds: "Feeds",
    keys: "API keys",
  },
  state: {
    EMPTY:
      "Type a username, a reference, a post's address, shortcode or id, a feed's title, or the name or first characters of an API key.",
    BUSY: "Searching…",
    NONE: "Nothing found",
    DONE: "%{smart_count} result |||| %{smart_count} results",
  },
  all: "Show all %{count} accounts",
  no_caption: "Post without a caption",
  revoked: "revoked",
};
