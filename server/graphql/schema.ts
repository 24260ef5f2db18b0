import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { AccountResolver, ViewerResolver } from "../accounts/resolver.js";
import { AccountEventsResolver, ActorResolver, EventResolver } from "../audit/resolver.js";
import { JobFailureResolver, JobListResolver, JobResolver } from "../bulk-jobs/resolver.js";
import { AlertDeliveryListResolver, AlertDeliveryResolver } from "../deliveries/resolver.js";
import { AccountKeysResolver, ApiKeyListResolver, ApiKeyResolver } from "../keys/resolver.js";
import { ConnectLinkListResolver, ConnectLinkResolver } from "../links/resolver.js";
import { AccountMediaResolver, ImageResolver, MediaResolver } from "../media/resolver.js";
import { OauthResolver } from "../oauth/resolver.js";
import { OperatorListResolver, OperatorResolver, ViewerOperatorResolver } from "../operators/resolver.js";
import { RunResolver } from "../runs/resolver.js";
import { OverdueResolver, StatusResolver } from "../status/resolver.js";
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
      ApiKeyResolver,
      ApiKeyListResolver,
      AccountKeysResolver,
      ConnectLinkResolver,
      ConnectLinkListResolver,
      EventResolver,
      ActorResolver,
      AccountEventsResolver,
      AlertDeliveryResolver,
      AlertDeliveryListResolver,
      RunResolver,
      OperatorResolver,
      OperatorListResolver,
      ViewerOperatorResolver,
      StatusResolver,
      OverdueResolver,
      JobResolver,
      JobListResolver,
      JobFailureResolver,
    ],
    scalarsMap: [
      { type: Date, scalar: DateTimeScalar },
      { type: URL, scalar: UrlScalar },
    ],
    validate: false,
  });
}
