import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from "type-graphql";
import { EVERYTHING } from "../db/content-changes.js";
import type { FeedRow } from "../features/feed/read-accounts.js";
import { mediaSelection } from "../features/feed/selection.js";
import { countFeedPosts } from "../features/feeds/count-posts.js";
import { type FeedPlace, readFeedCursor, writeFeedCursor } from "../features/feeds/feed-cursor.js";
import { type FeedAddress, type FeedDefinition, findDefinition } from "../features/feeds/feed-definition.js";
import { layoutOf } from "../features/feeds/feed-input.js";
import { feedScopeOf, mayReadFeed } from "../features/feeds/feed-scope.js";
import { feedPostList } from "../features/feeds/feed-selection.js";
import { feedStateLoader } from "../features/feeds/feed-state.js";
import { type FeedSearch, feedCount, feedsOfAccount, listFeeds, listVersions } from "../features/feeds/list-feeds.js";
import { listPins } from "../features/feeds/list-pins.js";
import { type FeedPostView, feedPagesLoader, readFeedPosts } from "../features/feeds/read-feed.js";
import { checkFirst } from "../features/media/media-filter.js";
import { ApiError } from "../lib/errors.js";
import type { Context } from "../request-context.js";
import { requireOperator } from "./access.js";
import { Account } from "./account-types.js";
import { fieldsOf, pathOf, requestedFields } from "./executor/requested-fields.js";
import {
  Feed,
  FeedCounts,
  FeedList,
  FeedPin,
  FeedPostConnection,
  FeedRule,
  FeedSource,
  FeedVersion,
} from "./feed-types.js";
import { PageArgs, pageOf } from "./page-args.js";

/** A feed as its GraphQL type: the settings beside what is known of it. */
export function feedView(feed: FeedDefinition) {
  const { slug, title, mode, orderBy, size, perAccountMax, otherwise } = feed.settings;
  const { id, version, createdAt, updatedAt } = feed;
  const layout = layoutOf(feed.settings);
  return {
    id,
    slug,
    title,
    mode,
    orderBy,
    size,
    perAccountMax,
    otherwise,
    layout,
    version,
    createdAt,
    updatedAt,
    feed,
  };
}

export type FeedView = ReturnType<typeof feedView>;

@Resolver(() => Feed)
export class FeedResolver {
  @Query(() => Feed, {
    nullable: true,
    description:
      "One feed that the viewer may read, by id or slug; null when there is none. An earlier slug of it is found, too.",
  })
  async feed(
    @Arg("id", () => ID, { nullable: true, description: "The feed's id." }) id: string | null,
    @Arg("slug", () => String, { nullable: true, description: "The feed's slug, or an earlier one." })
    slug: string | null,
    @Ctx() { app, viewer }: Context,
  ) {
    const feed = await findDefinition(app, addressOf(id, slug));
    const isReadable = feed !== null && mayReadFeed(viewer, feed.id, app.config);
    // Who gets null learns of a feed as soon as one is created.
    app.reads.addSources?.(isReadable ? [feed.id] : EVERYTHING);
    return isReadable ? feedView(feed) : null;
  }

  @Query(() => FeedList, { nullable: true, description: "The feeds, newest first. Operators only." })
  async feeds(
    @Arg("search", () => String, {
      nullable: true,
      description: "Only feeds whose title or slug contains this text. Case is ignored.",
    })
    search: string | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    const feeds = await listFeeds(app, { ...pageOf(args), search });
    return { nodes: feeds.map((feed) => ({ ...feedView(feed), isListed: true })), search };
  }

  @FieldResolver(() => [FeedSource], { description: "Its accounts. Those of an earlier source come first." })
  sources(@Root() { feed }: FeedView, @Ctx() { app, viewer }: Context) {
    const seesTags = feedScopeOf(viewer, app.config).accessScope.labels !== "NONE";
    return feed.settings.sources.map((source) => ({ source, tag: "tag" in source && seesTags ? source.tag : null }));
  }

  @FieldResolver(() => [FeedRule], { description: "In order: the first that matches a post decides." })
  rules(@Root() { feed }: FeedView, @Ctx() { app, viewer }: Context) {
    const { rules } = feed.settings;
    if (feedScopeOf(viewer, app.config).accessScope.labels !== "NONE") return rules;
    return rules.map(({ match: { accountTags: _tags, ...match }, ...rule }) => ({ ...rule, match }));
  }

  @FieldResolver(() => [FeedPin], { description: "The posts that it holds at a place, as far as they are stored." })
  pins(@Root() { feed }: FeedView, @Ctx() { app, viewer }: Context, @Info() info: GraphQLResolveInfo) {
    const selection = mediaSelection(fieldsOf(requestedFields(info), "media"));
    return listPins(app, viewer, { feed, selection });
  }

  @FieldResolver(() => FeedPostConnection, {
    description: "What it shows, with posts, parts and pictures in one statement.",
  })
  async posts(
    @Root() { feed, isListed }: FeedView & { isListed?: boolean },
    @Arg("first", () => Int, {
      nullable: true,
      defaultValue: 25,
      description: "The number of items to return, from 1 to 100.",
    })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The cursor of the last post of the previous page." })
    after: string | null,
    @Ctx() { app, viewer, load }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    const selection = feedPostList(requestedFields(info));
    const place = after == null ? null : readFeedCursor(after);
    const page = { first: checkFirst(first ?? 25), after: place, selection };
    const isShared = isListed && place === null;
    const read = isShared
      ? load(feedPagesLoader(page, pathOf(info)), feed)
      : readFeedPosts(app, viewer, { feed, page });
    return describePosts(page, await read);
  }

  @FieldResolver(() => FeedCounts, {
    nullable: true,
    description: "How many posts get which verdict. Operators only; null for anyone else.",
  })
  counts(@Root() { feed }: FeedView, @Ctx() { app, viewer }: Context) {
    return viewer.kind === "OPERATOR" ? countFeedPosts(app, feed) : null;
  }

  @FieldResolver(() => [FeedVersion], {
    nullable: true,
    description: "Its newest versions, newest first. Operators only; null for anyone else.",
  })
  versions(
    @Root() { id }: FeedView,
    @Arg("first", () => Int, {
      nullable: true,
      defaultValue: 10,
      description: "The number of items to return, from 1 to 100.",
    })
    first: number | null,
    @Ctx() { app, viewer }: Context,
  ) {
    return viewer.kind === "OPERATOR" ? listVersions(app, id, checkFirst(first ?? 10)) : null;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: "The oldest `syncedAt` of its accounts; null before the first.",
  })
  async syncedAt(@Root() { feed }: FeedView, @Ctx() { load }: Context) {
    return (await load(feedStateLoader, feed)).syncedAt;
  }

  @FieldResolver(() => Boolean, {
    description: "True while an account of it is stale; what is shown is then the last good copy.",
  })
  async stale(@Root() { feed }: FeedView, @Ctx() { load }: Context) {
    return (await load(feedStateLoader, feed)).stale;
  }
}

@Resolver(() => FeedList)
export class FeedListResolver {
  @FieldResolver(() => Int, { description: "The number of all feeds; with `search`, of those found." })
  totalCount(@Root() list: FeedSearch, @Ctx() { app }: Context) {
    return feedCount(app, list);
  }
}

@Resolver(() => Account)
export class AccountFeedsResolver {
  @FieldResolver(() => [Feed], {
    nullable: true,
    description:
      "The feeds that have this account as a source, by itself or by a tag, at most 100. Operators only; null for anyone else.",
  })
  async feeds(@Root() account: FeedRow, @Ctx() { app, viewer }: Context) {
    if (viewer.kind !== "OPERATOR") return null;
    return (await feedsOfAccount(app, String(account.id))).map(feedView);
  }
}

function addressOf(id: string | null, slug: string | null): FeedAddress {
  if (id != null && slug == null) return { id };
  if (slug != null && id == null) return { slug };
  throw new ApiError("BAD_USER_INPUT", "Name one feed, by `id` or by `slug`.", { argument: "slug" });
}

interface Page {
  first: number;
  after: FeedPlace | null;
}

function describePosts({ first, after }: Page, page: { rows: FeedPostView[]; totalCount: number }) {
  const nodes = page.rows.slice(0, first);
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: page.rows.length > nodes.length,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: page.totalCount,
  };
}

function cursorOf({ media, place }: FeedPostView): string {
  return writeFeedCursor({ mediaId: String(media.id), place });
}
