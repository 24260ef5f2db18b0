import { Field, ID, InputType, ObjectType } from "type-graphql";

@InputType({ description: "A connect link to be made." })
export class CreateConnectLinkInput {
  @Field(() => String, { nullable: true, description: "What the operator calls it." })
  label?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Only this account may be connected with it (for reconnecting).",
  })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: "Given to the account that it connects, as its reference." })
  reference?: string | null;

  @Field(() => Date, { nullable: true, description: "At most 30 days ahead; 7 days when left out." })
  expiresAt?: Date | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "A one-time address that an account's owner can open without signing in here; never the address itself.",
})
export class ConnectLink {
  @Field(() => ID, { description: "Ours; not what the address holds." })
  id!: string;

  @Field(() => String, { nullable: true, description: "What the operator calls it." })
  label!: string | null;

  @Field(() => String, { nullable: true, description: "Given to the account that it connects, as its reference." })
  reference!: string | null;

  @Field(() => Date, { description: "When it was made." })
  createdAt!: Date;

  @Field(() => Date, { description: "Until when it is good." })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: "When it was spent: the first connection that succeeded." })
  usedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When it was withdrawn." })
  revokedAt!: Date | null;
}

@ObjectType({ description: "One page of connect links, newest first." })
export class ConnectLinkList {
  @Field(() => [ConnectLink], { description: "The links of this page, also those that are over." })
  nodes!: ConnectLink[];
}

@ObjectType({ simpleResolvers: true, description: "A connect link that was just made." })
export class CreatedConnectLink {
  @Field(() => ConnectLink, { description: "What is known of it from now on." })
  connectLink!: ConnectLink;

  @Field(() => URL, { description: "The address for the account's owner. Shown this once." })
  url!: string;
}
