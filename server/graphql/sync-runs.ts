import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import type { FeedRow } from "../features/feed/read-accounts.js";
import { checkFirst } from "../features/media/media-filter.js";
import { dailyStats } from "../features/stats/daily-stats.js";
import { accountProgress, accountRuns } from "../features/sync/sync-history.js";
import type { Context } from "../request-context.js";
import { requireOperator } from "./access.js";
import { Account } from "./account-types.js";
import { ActivityDay, SyncProgress, SyncRun } from "./sync-run-types.js";

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
