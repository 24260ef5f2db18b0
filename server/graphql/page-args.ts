import { ArgsType, type ClassType, Ctx, Field, FieldResolver, Int, Resolver } from "type-graphql";
import type { AppContext } from "../app-context.js";
import { checkOffset } from "../features/feed/account-filter.js";
import { checkFirst } from "../features/media/media-filter.js";
import type { Context } from "../request-context.js";

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: 25, description: "The number of items to return, from 1 to 100." })
  first?: number | null;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: "The number of items to skip." })
  offset?: number | null;
}

/** @throws {ApiError} BAD_USER_INPUT when an argument is out of bounds */
export function pageOf({ first, offset }: PageArgs): { first: number; offset: number } {
  return { first: checkFirst(first ?? 25), offset: checkOffset(offset ?? 0) };
}

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
