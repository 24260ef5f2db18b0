import "reflect-metadata";
import {
  assertObjectType,
  defaultFieldResolver,
  type GraphQLSchema,
  lexicographicSortSchema,
  printSchema,
} from "graphql";
import { buildSchemaSync } from "type-graphql";
import { AccountResolver, ViewerResolver } from "./accounts.js";
import { AlertDeliveryListResolver, AlertDeliveryResolver } from "./alerts.js";
import { AccountKeysResolver, ApiKeyListResolver, ApiKeyResolver } from "./api-keys.js";
import { AccountEventsResolver, ActorResolver, EventResolver } from "./audit.js";
import { JobFailureResolver, JobListResolver, JobResolver } from "./bulk-jobs.js";
import { OauthResolver } from "./connect.js";
import { ConnectLinkListResolver, ConnectLinkResolver } from "./connect-links.js";
import { ErasureListResolver, ErasureResolver } from "./erasures.js";
import { FeedExplanationResolver, FeedPreviewResolver } from "./feed-answers.js";
import { FeedCurationResolver } from "./feed-curation.js";
import { FeedMutationResolver } from "./feed-mutations.js";
import { FeedPartsResolvers } from "./feed-parts.js";
import { AccountFeedsResolver, FeedListResolver, FeedResolver } from "./feeds.js";
import { AccountMediaResolver, ImageResolver, MediaResolver } from "./media.js";
import { OperatorListResolver, OperatorResolver, ViewerOperatorResolver } from "./operators.js";
import { DateTimeScalar, UrlScalar } from "./scalars.js";
import { OverdueResolver, StatusResolver } from "./status.js";
import { RunResolver } from "./sync-runs.js";
import { TokenResolver } from "./tokens.js";

export function createSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      AccountResolver,
      ViewerResolver,
      TokenResolver,
      MediaResolver,
      ImageResolver,
      AccountMediaResolver,
      FeedResolver,
      FeedListResolver,
      FeedCurationResolver,
      FeedMutationResolver,
      ...FeedPartsResolvers,
      FeedExplanationResolver,
      FeedPreviewResolver,
      AccountFeedsResolver,
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
      ErasureResolver,
      ErasureListResolver,
    ],
    scalarsMap: [
      { type: Date, scalar: DateTimeScalar },
      { type: URL, scalar: UrlScalar },
    ],
    validate: false,
  });
  takeListsFromRows(schema);
  // type-graphql creates these two types without a description.
  for (const type of [schema.getQueryType(), schema.getMutationType()]) if (type) type.description = ROOTS[type.name];
  return schema;
}

/** type-graphql wraps arguments in a promise. A list that the look-ahead has already loaded skips it. */
function takeListsFromRows(schema: GraphQLSchema): void {
  const { media } = assertObjectType(schema.getType("Account")).getFields();
  if (!media) throw new Error("Accounts have no posts.");
  const { resolve = defaultFieldResolver } = media;
  media.resolve = (...call) => {
    const [account, , , info] = call;
    return account[`list:${info.path.key}`] ?? resolve(...call);
  };
}

const ROOTS: Record<string, string> = {
  Query:
    "Queries. Each field names who may read it. Data that you may not see is null or omitted. No query waits for Instagram.",
  Mutation:
    "Mutations. Each field names who may call it. Several mutations in one request run one after another, in the written order.",
};

/** The schema as sorted text, so that the committed file changes only with the schema. */
export function printSdl(schema: GraphQLSchema = createSchema()): string {
  return `# The public schema, made by \`npm run schema\`; do not edit.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
}
