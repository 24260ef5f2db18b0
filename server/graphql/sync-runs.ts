import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from "type-graphql";
import { SyncRunOutcome } from "../db/schema/sync-runs.js";
import type { FeedRow } from "../features/feed/read-accounts.js";
import { checkFirst } from "../features/media/media-filter.js";
import { dailyStats } from "../features/stats/daily-stats.js";
import { accountProgress, accountRuns } from "../features/sync/sync-history.js";
import { FailureCause } from "../instagram/errors.js";
import type { Context } from "../request-context.js";
import { requireOperator } from "./access.js";
import { Account } from "./account-types.js";

registerEnumType(SyncRunOutcome, {
  name: "SyncRunOutcome",
  description: "The results of a sync.",
  valuesConfig: {
    OK: { description: "The sync read everything that it should." },
    FAILED: { description: "Instagram or a bug in this server made the sync fail. Posts read before stay stored." },
    INTERRUPTED: {
      description: "The sync stopped after a page because the process ended or time ran out. It resumes later.",
    },
  },
});

@ObjectType({ simpleResolvers: true, description: "One sync of an account." })
class SyncRun {
  @Field(() => ID, { description: "The sync's id." })
  id!: number;

  @Field(() => Date, { description: "When the sync started." })
  startedAt!: Date;

  @Field(() => Int, { description: "The duration, in milliseconds." })
  ms!: number;

  @Field(() => Boolean, { description: "Whether the sync should read every post or only new ones." })
  full!: boolean;

  @Field(() => SyncRunOutcome, { description: "The result." })
  outcome!: SyncRunOutcome;

  @Field(() => FailureCause, {
    nullable: true,
    description: "Why the sync failed; null after a success or a bug in this server.",
  })
  cause!: FailureCause | null;

  @Field(() => Int, { description: "The number of new posts. Parts of albums do not count." })
  newCount!: number;

  @Field(() => Int, { description: "The number of changed posts. An album with a changed part counts once." })
  changedCount!: number;

  @Field(() => Int, { description: "The number of posts that Instagram no longer has." })
  removedCount!: number;

  @Field(() => Int, { description: "The number of posts that were skipped because of an unknown media type." })
  unknownTypeCount!: number;

  @Field(() => Int, { description: "The number of posts in Instagram's responses that could not be parsed." })
  brokenCount!: number;

  @Field(() => Int, { description: "The number of calls to Instagram, including retries." })
  callCount!: number;
}

@ObjectType({ simpleResolvers: true, description: "The progress of an account's sync." })
class SyncProgress {
  @Field(() => Boolean, { description: "Whether any process is syncing the account now." })
  running!: boolean;

  @Field(() => Date, { nullable: true, description: "When the sync started; null before its first page." })
  startedAt!: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the sync reads every post; null before its first page.",
  })
  full!: boolean | null;

  @Field(() => Int, { description: "The number of pages read." })
  pageCount!: number;

  @Field(() => Int, { description: "The number of posts read. Compare it with the profile's `mediaCount`." })
  postCount!: number;
}

@ObjectType({ simpleResolvers: true, description: "The refreshes and syncs of one day." })
class ActivityDay {
  @Field(() => Date, { description: "The day's first instant, in UTC." })
  day!: Date;

  @Field(() => Int, { description: "The number of refreshed tokens." })
  refreshedCount!: number;

  @Field(() => Int, { description: "The number of failed refreshes." })
  failedRefreshCount!: number;

  @Field(() => Int, { description: "The number of successful syncs." })
  syncedCount!: number;

  @Field(() => Int, { description: "The number of failed syncs." })
  failedSyncCount!: number;
}

@Resolver(() => Account)
export class RunResolver {
  @Query(() => [ActivityDay], {
    nullable: true,
    description: "The refreshes and syncs of each of the last days, today last. Operators only.",
  })
  activity(
    @Arg("days", () => Int, { nullable: true, defaultValue: 14, description: "The number of days, from 1 to 90." })
    days: number | null,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return dailyStats(app, days ?? 14);
  }

  @FieldResolver(() => [SyncRun], {
    nullable: true,
    description: "The syncs of the last 30 days, newest first. Operators only; null for anyone else.",
  })
  syncRuns(
    @Root() account: FeedRow,
    @Arg("first", () => Int, {
      nullable: true,
      defaultValue: 10,
      description: "The number of items to return, from 1 to 100.",
    })
    first: number | null,
    @Ctx() { load, viewer }: Context,
  ) {
    return viewer.kind === "OPERATOR" ? load(accountRuns(checkFirst(first ?? 10)), String(account.id)) : null;
  }

  @FieldResolver(() => SyncProgress, {
    nullable: true,
    description: "The progress of the current sync. Operators only; null for anyone else.",
  })
  sync(@Root() account: FeedRow, @Ctx() { load, viewer }: Context) {
    return viewer.kind === "OPERATOR" ? load(accountProgress, String(account.id)) : null;
  }
}
