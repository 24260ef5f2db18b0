import type { KeyRowFragment } from "../gql/graphql.js";

/** A first request with a key that was just made: a script of a page for a publishable one, `curl` for a secret one. */
export function keyExample(origin: string, key: string, made: Pick<KeyRowFragment, "kind" | "accounts">): string {
  const username = made.accounts[0]?.username;
  const account = username ? `account(username: "${username}")` : "account";
  const query = `{ ${account} { username media(first: 6) { mediaUrl permalink } } }`;
  return made.kind === "SECRET" ? curl(origin, key, query) : script(origin, key, query);
}

function curl(origin: string, key: string, query: string): string {
  return [
    `curl ${origin}/graphql \\`,
    `  -H 'authorization: Bearer ${key}' \\`,
    "  -H 'content-type: application/json' \\",
    `  -d '${JSON.stringify({ query })}'`,
  ].join("\n");
}

function script(origin: string, key: string, query: string): string {
  return [
    `const answer = await fetch("${origin}/graphql", {`,
    '  method: "POST",',
    `  headers: { "content-type": "application/json", authorization: "Bearer ${key}" },`,
    `  body: JSON.stringify({ query: \`${query}\` }),`,
    "});",
    "const { data } = await answer.json();",
  ].join("\n");
}
