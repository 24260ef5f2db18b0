import { Field, ObjectType } from "type-graphql";

@ObjectType({ simpleResolvers: true, description: "A started OAuth flow." })
export class ConnectStart {
  @Field(() => URL, {
    description: "Instagram's consent page. Open it with a full-page redirect: Instagram rejects pop-ups.",
  })
  authorizeUrl!: string;

  @Field(() => String, {
    description: "The OAuth state, which Instagram returns on the redirect. Pass it to `connectAccount`.",
  })
  state!: string;

  @Field(() => Date, { description: "When the state expires. It works once." })
  expiresAt!: Date;
}
