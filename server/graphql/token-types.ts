import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { TokenHealth } from "../db/schema/tokens.js";
import { FailureCause } from "../instagram/errors.js";

export { TokenHealth };

registerEnumType(TokenHealth, {
  name: "TokenHealth",
  description:
    "HEALTHY: nothing to do. DUE: a refresh is due. EXPIRING: at most 14 days left. EXPIRED and REVOKED: only reconnecting helps.",
  valuesConfig: {
    HEALTHY: { description: "Nothing to do." },
    DUE: { description: "A refresh is due; the server does it by itself." },
    EXPIRING: { description: "At most 14 days left." },
    EXPIRED: { description: "Past its date: only reconnecting helps." },
    REVOKED: { description: "Instagram no longer accepts it: only reconnecting helps." },
  },
});

@ObjectType({ simpleResolvers: true, description: "What went wrong with a token, while it is wrong." })
export class Failure {
  @Field(() => FailureCause, { description: "Why." })
  cause!: FailureCause;

  @Field(() => String, { description: "One sentence a person can act on." })
  nextStep!: string;

  @Field(() => Date, { description: "When it first failed." })
  firstAt!: Date;

  @Field(() => Date, { description: "When it last failed." })
  lastAt!: Date;

  @Field(() => Int, { description: "How often it was tried since it first failed." })
  attempts!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "What is known of an account's access token; never the token itself.",
})
export class Token {
  @Field(() => TokenHealth, { description: "Its state at this instant." })
  health!: TokenHealth;

  @Field(() => Boolean, {
    description: "True while the dates of an imported token are not yet confirmed by a refresh.",
  })
  estimated!: boolean;

  @Field(() => Date, { description: "When Instagram issued it." })
  issuedAt!: Date;

  @Field(() => Date, { description: "When Instagram stops accepting it." })
  expiresAt!: Date;

  @Field(() => Int, { description: "Whole days until it expires, 0 once it has or Instagram refuses it." })
  daysLeft!: number;

  @Field(() => Date, { nullable: true, description: "When it was last refreshed here; null before the first time." })
  refreshedAt!: Date | null;

  @Field(() => Date, { description: "From when Instagram accepts a refresh (24 h after it was issued)." })
  refreshableAt!: Date;

  @Field(() => Date, { nullable: true, description: "When the server will try next by itself; null when it will not." })
  nextRefreshAt!: Date | null;

  @Field(() => [String], { nullable: true, description: "What the owner granted; null when Instagram did not say." })
  scopes!: string[] | null;

  @Field(() => Failure, { nullable: true, description: "What is wrong; null after a success." })
  failure!: Failure | null;
}
