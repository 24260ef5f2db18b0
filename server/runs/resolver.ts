import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { Account } from "../accounts/type.js";
import type { Context } from "../context.js";
import type { FeedRow } from "../feed/read-accounts.js";
import { demandOperator } from "../graphql/access.js";
import { checkFirst } from "../media/media-filter.js";
import { accountProgress } from "./account-progress.js";
import { accountRuns } from "./account-runs.js";
import { listActivity } from "./list-activity.js";
import { ActivityDay, SyncProgress, SyncRun } from "./type.js";

@Resolver(() => Account)
export class RunResolver {
  @Query(() => [ActivityDay], {
    nullable: true,
    description: "What came of refreshes and syncs on each of the last days, today last. Operators only.",
  })
  activity(
    @Arg("days", () => Int, { nullable: true, defaultValue: 14, description: "How many days, from 1 to 90." })
    days: number | null,
    @Ctx() { world, viewer }: Context,
  ) {
    demandOperator(viewer);
    return listActivity(world, days ?? 14);
  }

  @FieldResolver(() => [SyncRun], {
    nullable: true,
    description: "The syncs of the last 30 days, newest first. Operators only; null to anyone else.",
  })
  syncRuns(
    @Root() account: FeedRow,
    @Arg("first", () => Int, { nullable: true, defaultValue: 10, description: "How many, from 1 to 100." })
    first: number | null,
    @Ctx() { load, viewer }: Context,
  ) {
    return viewer.kind === "OPERATOR" ? load(accountRuns(checkFirst(first ?? 10)), String(account.id)) : null;
  }

  @FieldResolver(() => SyncProgress, {
    nullable: true,
    description: "The sync under way. Operators only; null to anyone else.",
  })
  sync(@Root() account: FeedRow, @Ctx() { load, viewer }: Context) {
    return viewer.kind === "OPERATOR" ? load(accountProgress, String(account.id)) : null;
  }
}
