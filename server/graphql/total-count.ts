import { type ClassType, Ctx, FieldResolver, Int, Resolver } from "type-graphql";
import type { AppContext } from "../app-context.js";
import type { Context } from "../request-context.js";

/** The resolver of a list's `totalCount`, which costs a statement only when it is requested. */
export function totalCountOf(list: ClassType, description: string, count: (app: AppContext) => Promise<number>) {
  @Resolver(() => list)
  class TotalCountResolver {
    @FieldResolver(() => Int, { description })
    totalCount(@Ctx() { app }: Context) {
      return count(app);
    }
  }
  return TotalCountResolver;
}
