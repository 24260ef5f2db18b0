import { type FeedInput, type FeedLineFragment, FeedRecordDocument, FeedsDocument } from "../gql/graphql.js";
import { request } from "../lib/request.js";
import { pageOf, type Resource } from "./resource.js";
import { VERBS } from "./verbs.js";

/** What a feed says is changed by the verb `updateFeed`, which names the version that was read. */
export const feeds = {
  /** The filter's `search` finds a part of the title or the slug. */
  async list({ first, offset, filter }) {
    const search = typeof filter.search === "string" ? filter.search : null;
    const { feeds } = await request(FeedsDocument, { first, offset, search });
    return pageOf(feeds);
  },
  async one(id) {
    const { feed } = await request(FeedRecordDocument, { id });
    return feed;
  },
  async create(input: FeedInput) {
    return await VERBS.createFeed.run({ input });
  },
  async delete(id) {
    return { id: String(await VERBS.removeFeed.run({ id })) };
  },
} satisfies Resource<FeedLineFragment>;
