import type { KeyRowFragment } from "../gql/graphql.js";
import { gridSnippet } from "../ui/grid-snippet.js";

/** What a key that was just made is for: a grid of pictures for a publishable one, a first request by `curl` for a secret one. */
export function keyExample(origin: string, key: string, made: Pick<KeyRowFragment, "kind" | "accounts">): string {
  const username = made.accounts[0]?.username ?? null;
  if (made.kind === "PUBLISHABLE") return gridSnippet({ username, key, publicUrl: origin });
  const account = username ? `account(username: "${username}")` : "account";
  const query = `{ ${account} { username media(first: 6) { mediaUrl permalink } } }`;
  return curl(origin, key, query);
}

function curl(origin: string, key: string, query: string): string {
  return [
    `curl ${origin}/graphql \\`,
    `  -H 'authorization: Bearer ${key}' \\`,
    "  -H 'content-type: application/json' \\",
    `  -d '${JSON.stringify({ query })}'`,
  ].join("\n");
}
