import { Field, ID, ObjectType } from "type-graphql";

@ObjectType({ simpleResolvers: true, description: "A person who may sign in to the dashboard." })
export class Operator {
  @Field(() => ID, { description: "The operator's id." })
  id!: string;

  @Field(() => String, { description: "The e-mail address for signing in, as it was entered." })
  email!: string;

  @Field(() => Date, { description: "When the operator was added." })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: "When the operator last signed in; null if never." })
  lastSignInAt!: Date | null;
}

@ObjectType({ description: "One page of operators, oldest first." })
export class OperatorList {
  @Field(() => [Operator], { description: "The operators of this page." })
  nodes!: Operator[];
}
