import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { AlertChannel, AlertDeliveryStatus } from "../db/schema/alert-deliveries.js";

export { AlertChannel };

registerEnumType(AlertChannel, {
  name: "AlertChannel",
  description: "How news of trouble is told.",
  valuesConfig: {
    WEBHOOK: { description: "Posted to ALERT_WEBHOOK_URL." },
    EMAIL: { description: "Mailed to ALERT_EMAIL." },
  },
});

registerEnumType(AlertDeliveryStatus, {
  name: "AlertDeliveryStatus",
  description: "How far a message has come.",
  valuesConfig: {
    WAITING: { description: "It will be tried, or tried again." },
    DELIVERED: { description: "The other side has taken it." },
    FAILED: { description: "It was given up, after a day of tries or, for a test, after one." },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: "One message to one channel and how its delivery went; never the message itself.",
})
export class AlertDelivery {
  @Field(() => ID, { description: "The same that the webhook's body and the mail's Message-ID hold." })
  id!: string;

  @Field(() => AlertChannel, { description: "How it is told." })
  channel!: AlertChannel;

  @Field(() => Boolean, { description: "True for what sendTestAlert sent." })
  test!: boolean;

  @Field(() => Int, { description: "How many pieces of news it tells." })
  newsCount!: number;

  @Field(() => Date, { description: "When the message was made." })
  createdAt!: Date;

  @Field(() => AlertDeliveryStatus, { description: "How far it has come." })
  status!: AlertDeliveryStatus;

  @Field(() => Int, { description: "How often it was tried." })
  attempts!: number;

  @Field(() => Date, { nullable: true, description: "When it is tried next; null when it is over." })
  nextTryAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the other side took it." })
  deliveredAt!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: "The HTTP status, or the mail server's reply code, of the last try.",
  })
  answerCode!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "What went wrong at the last try; holds no address and no secret.",
  })
  error!: string | null;
}

@ObjectType({ description: "One page of deliveries, newest first." })
export class AlertDeliveryList {
  @Field(() => [AlertDelivery], { description: "The deliveries of this page; they are kept for 90 days." })
  nodes!: AlertDelivery[];
}
