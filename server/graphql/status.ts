import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from "type-graphql";
import { accountLoader } from "../features/feed/loaders.js";
import { accountSelection } from "../features/feed/selection.js";
import { tokenExpiryForecast } from "../features/feed/token-expiry-forecast.js";
import { readSettings } from "../features/status/read-settings.js";
import { readStatus, type StatusView } from "../features/status/read-status.js";
import type { Context } from "../request-context.js";
import { requireOperator } from "./access.js";
import { Account } from "./account-types.js";
import { pathOf, requestedFields } from "./executor/requested-fields.js";
import { ExpiryForecastDay, Overdue, ServerSettings, ServerStatus } from "./status-types.js";

@Resolver(() => ServerStatus)
export class StatusResolver {
  @Query(() => ServerStatus, {
    nullable: true,
    description: "The state of the whole server. Operators only.",
  })
  status(@Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return readStatus(app, viewer);
  }

  @Query(() => ServerSettings, {
    nullable: true,
    description: "The configuration of the process that responds, without the values of secrets. Operators only.",
  })
  settings(@Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return readSettings(app.config);
  }

  @Query(() => [ExpiryForecastDay], {
    nullable: true,
    description: "The number of tokens that expire on each of the next days, today first. Operators only.",
  })
  tokenExpiryForecast(
    @Arg("days", () => Int, { nullable: true, defaultValue: 60, description: "The number of days, from 1 to 90." })
    days: number | null,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return tokenExpiryForecast(app, days ?? 60, viewer);
  }
}

@Resolver(() => Overdue)
export class OverdueResolver {
  @FieldResolver(() => Account, { nullable: true, description: "The account." })
  account(
    @Root() { accountId }: NonNullable<StatusView["mostOverdue"]>,
    @Ctx() { load }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load(accountLoader(accountSelection(requestedFields(info)), pathOf(info)), accountId);
  }
}
