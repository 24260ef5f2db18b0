import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../context.js";
import { checkOffset } from "../feed/account-filter.js";
import { demandOperator } from "../graphql/access.js";
import { checkFirst } from "../media/media-filter.js";
import { deliveryCount, listDeliveries } from "./list-deliveries.js";
import { sendTestAlert } from "./send-test-alert.js";
import { AlertDelivery, AlertDeliveryList } from "./type.js";

@Resolver(() => AlertDelivery)
export class AlertDeliveryResolver {
  @Query(() => AlertDeliveryList, {
    nullable: true,
    description: "The messages about trouble that were sent, or are to be. Operators only.",
  })
  async alertDeliveries(
    @Arg("first", () => Int, { nullable: true, defaultValue: 25, description: "How many, from 1 to 100." })
    first: number | null,
    @Arg("offset", () => Int, { nullable: true, defaultValue: 0, description: "How many to skip." }) offset:
      | number
      | null,
    @Ctx() { world, viewer }: Context,
  ) {
    demandOperator(viewer);
    const page = { first: checkFirst(first ?? 25), offset: checkOffset(offset ?? 0) };
    return { nodes: await listDeliveries(world, page) };
  }

  @Mutation(() => [AlertDelivery], {
    description: "Sends a test to every channel that is set, once, and answers how that went. Operators only.",
  })
  sendTestAlert(@Ctx() { world, viewer }: Context) {
    demandOperator(viewer);
    return sendTestAlert(world, viewer);
  }
}

@Resolver(() => AlertDeliveryList)
export class AlertDeliveryListResolver {
  @FieldResolver(() => Int, { description: "How many deliveries are kept in all." })
  totalCount(@Ctx() { world }: Context) {
    return deliveryCount(world);
  }
}
