import { Arg, Args, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver, registerEnumType } from "type-graphql";
import { AlertChannel, AlertDeliveryStatus } from "../db/schema/alert-deliveries.js";
import { deliveryCount, findDelivery, listDeliveries } from "../features/alerts/list-deliveries.js";
import { sendTestAlert } from "../features/alerts/send-test-alert.js";
import type { Context } from "../request-context.js";
import { requireOperator } from "./access.js";
import { PageArgs, pageOf, totalCountOf } from "./page-args.js";

export { AlertChannel };

registerEnumType(AlertChannel, {
  name: "AlertChannel",
  description: "The channels for alerts.",
  valuesConfig: {
    WEBHOOK: { description: "An HTTP POST to ALERT_WEBHOOK_URL." },
    EMAIL: { description: "E-mail to ALERT_EMAIL." },
  },
});

registerEnumType(AlertDeliveryStatus, {
  name: "AlertDeliveryStatus",
  description: "The states of a delivery.",
  valuesConfig: {
    WAITING: { description: "An attempt is due, now or later." },
    DELIVERED: { description: "The receiver has accepted the message." },
    FAILED: { description: "The server gave up: after a day of attempts, or after one for a test." },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: "The delivery of one alert message to one channel. The message itself is not part of it.",
})
class AlertDelivery {
  @Field(() => ID, { description: "The message's id; also in the webhook's body and the mail's Message-ID." })
  id!: string;

  @Field(() => AlertChannel, { description: "The channel." })
  channel!: AlertChannel;

  @Field(() => Boolean, { description: "True for messages sent by `sendTestAlert`." })
  test!: boolean;

  @Field(() => Int, { description: "The number of alerts in the message." })
  alertCount!: number;

  @Field(() => Date, { description: "When the message was created." })
  createdAt!: Date;

  @Field(() => AlertDeliveryStatus, { description: "The state of the delivery." })
  status!: AlertDeliveryStatus;

  @Field(() => Int, { description: "The number of delivery attempts." })
  attempts!: number;

  @Field(() => Date, { nullable: true, description: "When the next attempt is due; null when there will be none." })
  nextTryAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the receiver accepted the message." })
  deliveredAt!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: "The HTTP status or SMTP reply code of the last attempt.",
  })
  responseCode!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The error of the last attempt, without addresses and secrets.",
  })
  error!: string | null;
}

@ObjectType({ description: "One page of deliveries, newest first." })
class AlertDeliveryList {
  @Field(() => [AlertDelivery], {
    description: "The deliveries of this page. The server stores deliveries for 90 days.",
  })
  nodes!: AlertDelivery[];
}

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

  @Query(() => AlertDelivery, {
    nullable: true,
    description: "One delivery; null when it does not exist. Operators only.",
  })
  alertDelivery(
    @Arg("id", () => ID, { description: "The message's id." }) id: string,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return findDelivery(app, id);
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
