/** What a newcomer finds in the explorer's first tab. */
export const DEFAULT_QUERY = `# Press the play button to run this query.
# Ctrl-Enter does the same.
# Type inside braces to see what there is.
{
  account {
    username
    media(type: IMAGE, first: 6) {
      mediaUrl
      permalink
    }
  }
}

# To try one of these, remove its # signs
# and put the cursor inside.

# Who am I to this server?
# query Viewer {
#   viewer { kind }
# }

# The profile, as a website shows it.
# query Profile {
#   profile {
#     username
#     name
#     biography
#     website
#     profilePictureUrl
#   }
# }

# Pictures and albums with one hashtag.
# query Tagged {
#   account {
#     media(
#       type: [IMAGE, CAROUSEL_ALBUM]
#       hashtag: "bread"
#       first: 12
#     ) {
#       id
#       caption
#       mediaUrl
#       timestamp
#     }
#   }
# }

# Page by page, with a count.
# query Pages {
#   mediaConnection(first: 10) {
#     totalCount
#     pageInfo { hasNextPage endCursor }
#     edges { node { id permalink } }
#   }
# }

# With an API key, write under Headers:
# { "authorization": "Bearer sk_..." }
`;

/** Where a key goes. The session of the dashboard counts while this is a comment. */
export const DEFAULT_HEADERS = `// To read with an API key instead of your session, remove the two slashes:
// { "authorization": "Bearer pk_…" }
`;
