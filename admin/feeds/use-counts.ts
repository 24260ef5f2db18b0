import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { FeedCountsDocument } from "../gql/graphql.js";

/**
 * How many posts a feed does not show, by verdict; null until it is known. Apart from the page: it looks at all posts of the
 * feed's accounts, and what the feed shows does not wait for that.
 */
export function useCounts(id: string) {
  const { data } = useGraphqlQuery("feeds", FeedCountsDocument, { variables: { id } });
  const counts = data?.feed?.counts;
  if (!counts) return null;
  const { waiting, hidden, excluded, beyondLimit } = counts;
  return { WAITING: waiting, HIDDEN: hidden, EXCLUDED: excluded, BEYOND_LIMIT: beyondLimit };
}
