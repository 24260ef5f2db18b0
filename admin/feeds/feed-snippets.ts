/** What stands for a key in what is shown to be copied: a key itself is shown once, when it is made. */
export const KEY_PLACE = "YOUR_API_KEY";

/** The query that a site asks for the posts of a feed. */
export function querySnippet(slug: string): string {
  return `{
  feed(slug: ${JSON.stringify(slug)}) {
    title
    posts(first: 12) {
      nodes {
        place
        media {
          permalink
          caption
          image {
            url(width: 640)
            alt
          }
        }
      }
    }
  }
}`;
}

interface Site {
  slug: string;
  key: string;
  publicUrl: string;
}

/** The same from a shell. */
export function curlSnippet({ slug, key, publicUrl }: Site): string {
  const body = JSON.stringify({ query: querySnippet(slug).replace(/\s+/g, " ") });
  return [
    `curl ${new URL("/graphql", publicUrl)} \\`,
    `  -H 'authorization: Bearer ${key}' \\`,
    "  -H 'content-type: application/json' \\",
    `  -d '${body}'`,
  ].join("\n");
}
