import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { createKey } from "../features/api-keys/create-key.js";
import { findKey, type KeySearch, type KeyView, keyCount, listKeys } from "../features/api-keys/list-keys.js";
import { accountKeysLoader } from "../features/api-keys/loaders.js";
import { revokeKey, revokeKeys } from "../features/api-keys/revoke-key.js";
import { updateKey } from "../features/api-keys/update-key.js";
import { accountLoader } from "../features/feed/loaders.js";
import type { FeedRow } from "../features/feed/read-accounts.js";
import { accountSelection } from "../features/feed/selection.js";
import { listFeedsById } from "../features/feeds/list-feeds.js";
import type { Context } from "../request-context.js";
import { requireOperator } from "./access.js";
import { Account } from "./account-types.js";
import { ApiKey, ApiKeyList, CreateApiKeyInput, CreatedApiKey, UpdateApiKeyInput } from "./api-key-types.js";
import { pathOf, requestedFields } from "./executor/requested-fields.js";
import { Feed } from "./feed-types.js";
import { feedView } from "./feeds.js";
import { assertWithinEstimate } from "./limits.js";
import { PageArgs, pageOf } from "./page-args.js";

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Query(() => ApiKeyList, { nullable: true, description: "The API keys. Operators only." })
  async apiKeys(
    @Arg("search", () => String, {
      nullable: true,
      description: "Only keys whose name contains this text or whose prefix begins with it. Case is ignored.",
    })
    search: string | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return { nodes: await listKeys(app, { ...pageOf(args), search }), search };
  }

  @Query(() => ApiKey, { nullable: true, description: "One API key; null when it does not exist. Operators only." })
  apiKey(@Arg("id", () => ID, { description: "The key's id." }) id: string, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return findKey(app, id);
  }

  @FieldResolver(() => [Account], { description: "The accounts that the key may read; empty with `allAccounts`." })
  async accounts(@Root() key: KeyView, @Ctx() { load }: Context, @Info() info: GraphQLResolveInfo) {
    const selection = accountSelection(requestedFields(info));
    if (selection.lists.length > 0) assertWithinEstimate(key.accountIds.length);
    const batch = accountLoader(selection, pathOf(info));
    const accounts = await Promise.all(key.accountIds.map((id) => load(batch, id)));
    return accounts.filter((account) => account !== null);
  }

  @FieldResolver(() => [Feed], {
    description:
      "The feeds that the key is bound to. With feeds and no accounts, it reads these feeds and nothing else.",
  })
  async feeds(@Root() key: KeyView, @Ctx() { app }: Context) {
    return (await listFeedsById(app, key.feedIds)).map(feedView);
  }

  @Mutation(() => CreatedApiKey, {
    description: "Creates an API key and returns its text only this once. Operators only.",
  })
  async createApiKey(
    @Arg("input", () => CreateApiKeyInput, { description: "The key to create." }) input: CreateApiKeyInput,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    const grant = {
      name: input.name,
      kind: input.kind,
      scopes: input.scopes ?? ["READ" as const],
      accountIds: input.accountIds ?? [],
      allAccounts: input.allAccounts ?? false,
      feedIds: input.feedIds ?? [],
      origins: input.origins ?? [],
      expiresAt: input.expiresAt ?? null,
    };
    const { apiKey, key } = await createKey(app, grant, viewer);
    return { apiKey, key: key.reveal() };
  }

  @Mutation(() => ApiKey, { description: "Changes a key. The change takes effect within seconds. Operators only." })
  updateApiKey(
    @Arg("id", () => ID, { description: "The key's id." }) id: string,
    @Arg("input", () => UpdateApiKeyInput, { description: "The changes." }) changes: UpdateApiKeyInput,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return updateKey(app, { id, changes, by: viewer });
  }

  @Mutation(() => ApiKey, {
    description: "Revokes a key permanently. It stops working within seconds. Operators only.",
  })
  revokeApiKey(@Arg("id", () => ID, { description: "The key's id." }) id: string, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return revokeKey(app, id, viewer);
  }

  @Mutation(() => Int, {
    description:
      "Revokes many keys permanently, all or none. Returns how many were not revoked before. Operators only.",
  })
  revokeApiKeys(
    @Arg("ids", () => [ID], { description: "The keys' ids; at most 1,000." }) ids: string[],
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return revokeKeys(app, ids, viewer);
  }
}

@Resolver(() => Account)
export class AccountKeysResolver {
  @FieldResolver(() => [ApiKey], {
    nullable: true,
    description: "The active API keys that may read this account. Operators only; null for anyone else.",
  })
  apiKeys(@Root() account: FeedRow, @Ctx() { load, viewer }: Context) {
    return viewer.kind === "OPERATOR" ? load(accountKeysLoader, String(account.id)) : null;
  }
}

@Resolver(() => ApiKeyList)
export class ApiKeyListResolver {
  @FieldResolver(() => Int, { description: "The number of all keys; with `search`, of those found." })
  totalCount(@Root() list: KeySearch, @Ctx() { app }: Context) {
    return keyCount(app, list);
  }
}
