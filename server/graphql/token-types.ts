import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { TokenHealth } from "../db/schema/tokens.js";
import { FailureCause } from "../instagram/errors.js";

export { TokenHealth };

registerEnumType(TokenHealth, {
  name: "TokenHealth",
  description: "The health of a token. EXPIRED and REVOKED tokens need the owner to reconnect.",
  valuesConfig: {
    HEALTHY: { description: "The token works and needs no refresh yet." },
    DUE: { description: "A refresh is due; the server does it on schedule." },
    EXPIRING: { description: "The token expires within 14 days." },
    EXPIRED: { description: "The token has expired. The owner must reconnect." },
    REVOKED: { description: "Instagram has revoked the token. The owner must reconnect." },
  },
});

@ObjectType({ simpleResolvers: true, description: "The current failure of a token." })
export class Failure {
  @Field(() => FailureCause, { description: "The cause of the failure." })
  cause!: FailureCause;

  @Field(() => String, { description: "One sentence that says what to do." })
  nextStep!: string;

  @Field(() => Date, { description: "When the first attempt failed." })
  firstAt!: Date;

  @Field(() => Date, { description: "When the last attempt failed." })
  lastAt!: Date;

  @Field(() => Int, { description: "The number of failed attempts since the first failure." })
  attempts!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "The state of an account's access token. The token itself is never returned.",
})
export class Token {
  @Field(() => TokenHealth, { description: "The token's health now." })
  health!: TokenHealth;

  @Field(() => Boolean, {
    description: "True while no refresh has confirmed the dates of an imported token.",
  })
  estimated!: boolean;

  @Field(() => Date, { description: "When Instagram issued the token." })
  issuedAt!: Date;

  @Field(() => Date, { description: "When the token expires." })
  expiresAt!: Date;

  @Field(() => Int, {
    description: "Whole days until the token expires; 0 when it has expired or Instagram rejects it.",
  })
  daysLeft!: number;

  @Field(() => Date, { nullable: true, description: "When this server last refreshed the token; null if never." })
  refreshedAt!: Date | null;

  @Field(() => Date, { description: "When Instagram first accepts a refresh: 24 hours after it issued the token." })
  refreshableAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: "When the next scheduled refresh is due; null when none is scheduled.",
  })
  nextRefreshAt!: Date | null;

  @Field(() => [String], {
    nullable: true,
    description: "The permissions that the owner granted; null when Instagram did not report them.",
  })
  scopes!: string[] | null;

  @Field(() => Failure, { nullable: true, description: "The current failure; null after a success." })
  failure!: Failure | null;
}
