import { ArgsType, Field, Int } from "type-graphql";
import { checkOffset } from "../features/feed/account-filter.js";
import { checkFirst } from "../features/media/media-filter.js";

/** The arguments of every list with numbered pages. */
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
