import type { FoundPostFragment, SearchQuery } from "../gql/graphql.js";
import { accountsUrl, accountUrl, feedUrl } from "../ui/list-url.js";

type FoundAccount = NonNullable<SearchQuery["accounts"]>["nodes"][number];
type FoundFeed = NonNullable<SearchQuery["feeds"]>["nodes"][number];
type FoundKey = NonNullable<SearchQuery["apiKeys"]>["nodes"][number];

/** One line of the results, and where it leads. */
export type Hit =
  | { group: "accounts"; id: string; to: string; account: FoundAccount }
  | { group: "accounts"; id: "all"; to: string; account: null; count: number }
  | { group: "posts"; id: string; to: string; post: FoundPostFragment }
  | { group: "feeds"; id: string; to: string; feed: FoundFeed }
  | { group: "keys"; id: string; to: string; apiKey: FoundKey };

/** Posts come first: they are looked up by what only they have. */
export function hitsOf(found: SearchQuery, text: string): Hit[] {
  const posts = [found.byPermalink, found.byId].filter((post) => post != null);
  const { nodes = [], totalCount = 0 } = found.accounts ?? {};
  return [
    ...posts.map((post): Hit => ({ group: "posts", id: post.id, to: postUrl(post), post })),
    ...nodes.map((account): Hit => ({ group: "accounts", id: account.id, to: accountUrl(account.id), account })),
    ...(totalCount > nodes.length
      ? [{ group: "accounts", id: "all", to: accountsUrl({ search: text }), account: null, count: totalCount } as const]
      : []),
    ...(found.feeds?.nodes ?? []).map((feed): Hit => ({ group: "feeds", id: feed.id, to: feedUrl(feed.id), feed })),
    ...(found.apiKeys?.nodes ?? []).map(
      (apiKey): Hit => ({ group: "keys", id: apiKey.id, to: keyUrl(apiKey.id), apiKey }),
    ),
  ];
}

/** The account's page with the post open. */
function postUrl({ id, account }: FoundPostFragment): string {
  return `${accountUrl(account.id)}?${new URLSearchParams({ post: id })}`;
}

/** The list of keys with this one open. */
function keyUrl(id: string): string {
  return `/apiKeys/${encodeURIComponent(id)}`;
}
