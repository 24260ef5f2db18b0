/** What stands for a key in what is shown to be copied: a key itself is shown once, when it is made. */
export const KEY_PLACE = "YOUR_API_KEY";

/** The query that a site asks for the newest pictures of an account. */
export function querySnippet(username: string): string {
  return `{
  account(username: ${JSON.stringify(username)}) {
    username
    media(first: 12, isSharedToFeed: true) {
      permalink
      caption
      timestamp
      image {
        url(width: 640)
        alt
      }
    }
  }
}`;
}

/** The same from a shell, by a secret key. */
export function curlSnippet(username: string, publicUrl: string): string {
  const body = JSON.stringify({ query: querySnippet(username).replace(/\s+/g, " ") });
  return [
    `curl ${new URL("/graphql", publicUrl)} \\`,
    `  -H 'authorization: Bearer ${KEY_PLACE}' \\`,
    "  -H 'content-type: application/json' \\",
    `  -d '${body.replaceAll("'", String.raw`'\''`)}'`,
  ].join("\n");
}
