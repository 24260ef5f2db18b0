import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { ConnectLinkRow } from "../db/schema/connect-links.js";
import { createLink, createLinks } from "../features/connect/create-link.js";
import { linkCount, listLinks } from "../features/connect/list-links.js";
import { revokeLink } from "../features/connect/revoke-link.js";
import { accountLoader } from "../features/feed/account-loader.js";
import { accountSelection } from "../features/feed/selection.js";
import type { Context } from "../request-context.js";
import { requireOperator } from "./access.js";
import { Account } from "./account-types.js";
import { ConnectLink, ConnectLinkList, CreateConnectLinkInput, CreatedConnectLink } from "./connect-link-types.js";
import { requestedFields } from "./executor/requested-fields.js";
import { PageArgs, pageOf } from "./page-args.js";
import { pathOf } from "./path-of.js";

@Resolver(() => ConnectLink)
export class ConnectLinkResolver {
  @Query(() => ConnectLinkList, { nullable: true, description: "The connect links. Operators only." })
  async connectLinks(@Args(() => PageArgs) args: PageArgs, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    const page = pageOf(args);
    return { nodes: await listLinks(app, page) };
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "The only account that it may connect, or once it is spent the one that it connected.",
  })
  account(@Root() link: ConnectLinkRow, @Ctx() { load }: Context, @Info() info: GraphQLResolveInfo) {
    const id = link.usedByAccountId ?? link.accountId;
    return id === null ? null : load(accountLoader(accountSelection(requestedFields(info)), pathOf(info)), id);
  }

  @Mutation(() => CreatedConnectLink, {
    description: "A one-time address that an account's owner can open without signing in here. Operators only.",
  })
  createConnectLink(
    @Arg("input", () => CreateConnectLinkInput, { description: "What it is for." }) input: CreateConnectLinkInput,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    const wish = {
      label: input.label ?? null,
      accountId: input.accountId ?? null,
      reference: input.reference ?? null,
      expiresAt: input.expiresAt ?? null,
    };
    return createLink(app, wish, viewer);
  }

  @Mutation(() => [CreatedConnectLink], {
    description: "A one-time address for each of many references, in their order; all or none. Operators only.",
  })
  createConnectLinks(
    @Arg("references", () => [String], {
      description: "From 1 to 200; each is given to the account that its link connects.",
    })
    references: string[],
    @Arg("label", () => String, { nullable: true, description: "What the operator calls them, all alike." })
    label: string | null,
    @Arg("expiresAt", () => Date, { nullable: true, description: "At most 30 days ahead; 7 days when left out." })
    expiresAt: Date | null,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return createLinks(app, { references, label: label ?? null, expiresAt: expiresAt ?? null }, viewer);
  }

  @Mutation(() => ConnectLink, { description: "Withdraws a connect link. Operators only." })
  revokeConnectLink(
    @Arg("id", () => ID, { description: "The link's id." }) id: string,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return revokeLink(app, id, viewer);
  }
}

@Resolver(() => ConnectLinkList)
export class ConnectLinkListResolver {
  @FieldResolver(() => Int, { description: "How many links there are in all." })
  totalCount(@Ctx() { app }: Context) {
    return linkCount(app);
  }
}
