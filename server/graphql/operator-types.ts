import { Field, ID, ObjectType } from "type-graphql";

@ObjectType({ simpleResolvers: true, description: "A person who may sign in at the dashboard." })
export class Operator {
  @Field(() => ID, { description: "Ours." })
  id!: string;

  @Field(() => String, { description: "What they sign in with, as it was written." })
  email!: string;

  @Field(() => Date, { description: "When they were added." })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: "When they last signed in; null before the first time." })
  lastSignInAt!: Date | null;
}

@ObjectType({ description: "One page of operators, oldest first." })
export class OperatorList {
  @Field(() => [Operator], { description: "The operators of this page." })
  nodes!: Operator[];
}
