import { Field, ID, InputType, ObjectType } from "type-graphql";

@InputType({ description: "The connect link to create." })
export class CreateConnectLinkInput {
  @Field(() => String, { nullable: true, description: "The operator's label for the link." })
  label?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The only account that the link may connect, for reconnecting.",
  })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: "The reference that the connected account receives." })
  reference?: string | null;

  @Field(() => Date, { nullable: true, description: "When the link expires: at most 30 days ahead. Omitted: 7 days." })
  expiresAt?: Date | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "A one-time link with which an owner connects an account without signing in. The address itself is not part of it.",
})
export class ConnectLink {
  @Field(() => ID, { description: "The id of this record, which is not in the address." })
  id!: string;

  @Field(() => String, { nullable: true, description: "The operator's label for the link." })
  label!: string | null;

  @Field(() => String, { nullable: true, description: "The reference that the connected account receives." })
  reference!: string | null;

  @Field(() => Date, { description: "When the link was created." })
  createdAt!: Date;

  @Field(() => Date, { description: "When the link expires." })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: "When the link connected an account; a link works once." })
  usedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the link was revoked." })
  revokedAt!: Date | null;
}

@ObjectType({ description: "One page of connect links, newest first." })
export class ConnectLinkList {
  @Field(() => [ConnectLink], { description: "The links of this page, including used, revoked and expired ones." })
  nodes!: ConnectLink[];
}

@ObjectType({ simpleResolvers: true, description: "A new connect link." })
export class CreatedConnectLink {
  @Field(() => ConnectLink, { description: "The record, as later queries return it." })
  connectLink!: ConnectLink;

  @Field(() => URL, { description: "The address for the account's owner. It is returned only this once." })
  url!: string;
}
