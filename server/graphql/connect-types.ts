import { Field, ObjectType } from "type-graphql";

@ObjectType({ simpleResolvers: true, description: "A handshake that was opened." })
export class ConnectStart {
  @Field(() => URL, { description: "Where to send the person, with a full-page redirect: Instagram refuses pop-ups." })
  authorizeUrl!: string;

  @Field(() => String, { description: "Comes back on the redirect; hand it to `connectAccount`." })
  state!: string;

  @Field(() => Date, { description: "Until when the state is good, once." })
  expiresAt!: Date;
}
