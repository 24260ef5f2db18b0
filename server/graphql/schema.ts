import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { AccountResolver, ViewerResolver } from "../accounts/resolver.js";
import { AccountMediaResolver, ImageResolver, MediaResolver } from "../media/resolver.js";
import { OauthResolver } from "../oauth/resolver.js";
import { TokenResolver } from "../tokens/resolver.js";
import { DateTimeScalar, UrlScalar } from "./scalars.js";

/** The public schema, from the resolvers of every feature. */
export function createSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      AccountResolver,
      ViewerResolver,
      TokenResolver,
      MediaResolver,
      ImageResolver,
      AccountMediaResolver,
      OauthResolver,
    ],
    scalarsMap: [
      { type: Date, scalar: DateTimeScalar },
      { type: URL, scalar: UrlScalar },
    ],
    validate: false,
  });
}
