import { Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { deliveryCount, listDeliveries } from "../features/alerts/list-deliveries.js";
import { sendTestAlert } from "../features/alerts/send-test-alert.js";
import type { Context } from "../request-context.js";
import { requireOperator } from "./access.js";
import { AlertDelivery, AlertDeliveryList } from "./alert-types.js";
import { PageArgs, pageOf } from "./page-args.js";
import { totalCountOf } from "./total-count.js";

@Resolver(() => AlertDelivery)
export class AlertDeliveryResolver {
  @Query(() => AlertDeliveryList, {
    nullable: true,
    description: "The sent and pending alert messages. Operators only.",
  })
  async alertDeliveries(@Args(() => PageArgs) args: PageArgs, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    const page = pageOf(args);
    return { nodes: await listDeliveries(app, page) };
  }

  @Mutation(() => [AlertDelivery], {
    description: "Sends one test alert to each configured channel and returns the deliveries. Operators only.",
  })
  sendTestAlert(@Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return sendTestAlert(app, viewer);
  }
}

export const AlertDeliveryListResolver = totalCountOf(
  AlertDeliveryList,
  "The number of stored deliveries.",
  deliveryCount,
);
