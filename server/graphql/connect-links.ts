import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import type { ConnectLinkRow } from "../db/schema/connect-links.js";
import { createLink, createLinks } from "../features/connect/create-link.js";
import { findLink, linkCount, listLinks, revokeLink } from "../features/connect/links.js";
import { accountLoader } from "../features/feed/loaders.js";
import { accountSelection } from "../features/feed/selection.js";
import type { Context } from "../request-context.js";
import { requireOperator } from "./access.js";
import { Account } from "./account-types.js";
import { pathOf, requestedFields } from "./executor/requested-fields.js";
import { PageArgs, pageOf, totalCountOf } from "./page-args.js";

@InputType({ description: "The connect link to create." })
class CreateConnectLinkInput {
  @Field(() => String, { nullable: true, description: "The operator's label for the link." })
  label?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The only account that the link may connect, for reconnecting.",
  })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: "The reference that the connected account receives." })
  reference?: string | null;

  @Field(() => Date, { nullable: true, description: "When the link expires: at most 30 days ahead. Omitted: 7 days." })
  expiresAt?: Date | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "A one-time link with which an owner connects an account without signing in. The address itself is not part of it.",
})
class ConnectLink {
  @Field(() => ID, { description: "The id of this record, which is not in the address." })
  id!: string;

  @Field(() => String, { nullable: true, description: "The operator's label for the link." })
  label!: string | null;

  @Field(() => String, { nullable: true, description: "The reference that the connected account receives." })
  reference!: string | null;

  @Field(() => Date, { description: "When the link was created." })
  createdAt!: Date;

  @Field(() => Date, { description: "When the link expires." })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: "When the link connected an account; a link works once." })
  usedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the link was revoked." })
  revokedAt!: Date | null;
}

@ObjectType({ description: "One page of connect links, newest first." })
class ConnectLinkList {
  @Field(() => [ConnectLink], { description: "The links of this page, including used, revoked and expired ones." })
  nodes!: ConnectLink[];
}

@ObjectType({ simpleResolvers: true, description: "A new connect link." })
class CreatedConnectLink {
  @Field(() => ConnectLink, { description: "The record, as later queries return it." })
  connectLink!: ConnectLink;

  @Field(() => URL, { description: "The address for the account's owner. It is returned only this once." })
  url!: string;
}

@Resolver(() => ConnectLink)
export class ConnectLinkResolver {
  @Query(() => ConnectLinkList, { nullable: true, description: "The connect links. Operators only." })
  async connectLinks(@Args(() => PageArgs) args: PageArgs, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    const page = pageOf(args);
    return { nodes: await listLinks(app, page) };
  }

  @Query(() => ConnectLink, {
    nullable: true,
    description: "One connect link; null when it does not exist. Operators only.",
  })
  connectLink(@Arg("id", () => ID, { description: "The link's id." }) id: string, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return findLink(app, id);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "The only account that the link may connect. After use: the account that it connected.",
  })
  account(@Root() link: ConnectLinkRow, @Ctx() { load }: Context, @Info() info: GraphQLResolveInfo) {
    const id = link.usedByAccountId ?? link.accountId;
    return id === null ? null : load(accountLoader(accountSelection(requestedFields(info)), pathOf(info)), id);
  }

  @Mutation(() => CreatedConnectLink, {
    description: "Creates a one-time link with which an owner connects an account without signing in. Operators only.",
  })
  createConnectLink(
    @Arg("input", () => CreateConnectLinkInput, { description: "The link to create." }) input: CreateConnectLinkInput,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    const link = {
      label: input.label ?? null,
      accountId: input.accountId ?? null,
      reference: input.reference ?? null,
      expiresAt: input.expiresAt ?? null,
    };
    return createLink(app, link, viewer);
  }

  @Mutation(() => [CreatedConnectLink], {
    description: "Creates one connect link per reference, in the same order; either all or none. Operators only.",
  })
  createConnectLinks(
    @Arg("references", () => [String], {
      description: "From 1 to 200 references. Each connected account receives the reference of its link.",
    })
    references: string[],
    @Arg("label", () => String, { nullable: true, description: "The operator's label for all these links." })
    label: string | null,
    @Arg("expiresAt", () => Date, {
      nullable: true,
      description: "When the links expire: at most 30 days ahead. Omitted: 7 days.",
    })
    expiresAt: Date | null,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return createLinks(app, { references, label: label ?? null, expiresAt: expiresAt ?? null }, viewer);
  }

  @Mutation(() => ConnectLink, { description: "Revokes a connect link. Operators only." })
  revokeConnectLink(
    @Arg("id", () => ID, { description: "The link's id." }) id: string,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return revokeLink(app, id, viewer);
  }
}

export const ConnectLinkListResolver = totalCountOf(ConnectLinkList, "The number of all links.", linkCount);
