import { Arg, Args, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";
import { addOperator } from "../features/operators/add-operator.js";
import { findOperator, listOperators, operatorById, operatorCount } from "../features/operators/find-operators.js";
import { removeOperator } from "../features/operators/remove-operator.js";
import { setPassword } from "../features/operators/set-password.js";
import { Secret } from "../lib/secret.js";
import type { Context } from "../request-context.js";
import type { Viewer as AskingViewer } from "../viewer.js";
import { requireOperator } from "./access.js";
import { Viewer } from "./account-types.js";
import { PageArgs, pageOf, totalCountOf } from "./page-args.js";

@ObjectType({ simpleResolvers: true, description: "A person who may sign in to the dashboard." })
class Operator {
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
class OperatorList {
  @Field(() => [Operator], { description: "The operators of this page." })
  nodes!: Operator[];
}

@Resolver(() => Operator)
export class OperatorResolver {
  @Query(() => OperatorList, { nullable: true, description: "The operators who may sign in. Operators only." })
  async operators(@Args(() => PageArgs) args: PageArgs, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    const page = pageOf(args);
    return { nodes: await listOperators(app, page) };
  }

  @Query(() => Operator, { nullable: true, description: "One operator; null when there is none. Operators only." })
  operator(@Arg("id", () => ID, { description: "The operator's id." }) id: string, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return operatorById(app, id);
  }

  @FieldResolver(() => Boolean, { description: "Whether this operator is the viewer." })
  isYou(@Root() { id }: Operator, @Ctx() { viewer }: Context) {
    return viewer.kind === "OPERATOR" && viewer.operatorId === id;
  }

  @Mutation(() => Operator, { description: "Adds an operator who may sign in. Operators only." })
  async addOperator(
    @Arg("email", () => String, { description: "The e-mail address for signing in." }) email: string,
    @Arg("password", () => String, { description: "From 8 to 1,000 characters. The server stores only a hash." })
    password: string,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    const id = await addOperator(app, { email, password: new Secret(password) }, viewer);
    return await findOperator(app, { id });
  }

  @Mutation(() => Operator, {
    description: "Sets an operator's password and ends all their sessions, including the caller's own. Operators only.",
  })
  async setOperatorPassword(
    @Arg("id", () => ID, { description: "The operator's id." }) id: string,
    @Arg("password", () => String, { description: "From 8 to 1,000 characters. The server stores only a hash." })
    password: string,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    await setPassword(app, { id, password: new Secret(password) }, viewer);
    return await findOperator(app, { id });
  }

  @Mutation(() => ID, {
    description:
      "Removes an operator and ends their sessions. The last operator cannot be removed. Returns the id. Operators only.",
  })
  removeOperator(
    @Arg("id", () => ID, { description: "The operator's id." }) id: string,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return removeOperator(app, { id }, viewer);
  }
}

export const OperatorListResolver = totalCountOf(OperatorList, "The number of all operators.", operatorCount);

@Resolver(() => Viewer)
export class ViewerOperatorResolver {
  @FieldResolver(() => Operator, {
    nullable: true,
    description: "The signed-in operator; null for anyone else and for scripts with the operator token.",
  })
  operator(@Root() viewer: AskingViewer, @Ctx() { app }: Context) {
    return isSignedIn(viewer) ? findOperator(app, { id: viewer.operatorId }) : null;
  }
}

function isSignedIn(viewer: AskingViewer): viewer is Extract<AskingViewer, { kind: "OPERATOR" }> {
  return viewer.kind === "OPERATOR" && !viewer.byHeader;
}
