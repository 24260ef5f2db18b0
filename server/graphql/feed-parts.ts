import type { GraphQLResolveInfo } from "graphql";
import { Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { FeedVersionRow, FeedSource as Source } from "../db/schema/feeds.js";
import { describeActor } from "../features/audit/list-events.js";
import type { FeedRow } from "../features/feed/read-accounts.js";
import { accountSelection } from "../features/feed/selection.js";
import { sourceAccountLoader } from "../features/feeds/source-accounts.js";
import type { Context } from "../request-context.js";
import { Account } from "./account-types.js";
import { labelOf } from "./audit.js";
import { pathOf, requestedFields } from "./executor/requested-fields.js";
import { FeedPin, FeedPost, FeedSource, FeedVersion } from "./feed-types.js";
import { Media } from "./media-types.js";

@Resolver(() => FeedSource)
class FeedSourceResolver {
  @FieldResolver(() => Account, {
    nullable: true,
    description: "The account; null for a tag, and after the account was disconnected.",
  })
  account(@Root() { source }: { source: Source }, @Ctx() { load }: Context, @Info() info: GraphQLResolveInfo) {
    if ("tag" in source) return null;
    return load(sourceAccountLoader(accountSelection(requestedFields(info)), pathOf(info)), source.accountId);
  }
}

@Resolver(() => FeedPin)
class FeedPinResolver {
  @FieldResolver(() => Media, { description: "The pinned post." })
  media(@Root() { media }: { media: FeedRow }) {
    return media;
  }
}

@Resolver(() => FeedPost)
class FeedPostResolver {
  @FieldResolver(() => Media, { description: "The post." })
  media(@Root() { media }: { media: FeedRow }) {
    return media;
  }

  @FieldResolver(() => [Account], {
    description: "Further connected accounts that share this post (a collaboration); a feed shows it once.",
  })
  alsoBy(@Root() { alsoBy }: { alsoBy: FeedRow[] }) {
    return alsoBy;
  }
}

@Resolver(() => FeedVersion)
class FeedVersionResolver {
  @FieldResolver(() => String, {
    description: "Who changed them: an operator's e-mail or an API key's name; otherwise a fixed label.",
  })
  by(@Root() { actor }: FeedVersionRow, @Ctx() { load }: Context): Promise<string> {
    return labelOf(load, describeActor(actor));
  }
}

export const FeedPartsResolvers = [FeedSourceResolver, FeedPinResolver, FeedPostResolver, FeedVersionResolver] as const;
