import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { pauseAccount, resumeAccount } from "../features/accounts/pause-account.js";
import { snoozeAccount } from "../features/accounts/snooze-account.js";
import { updateAccount } from "../features/accounts/update-account.js";
import { AccountOrder } from "../features/feed/account-filter.js";
import { readAccount, readAccountPage } from "../features/feed/read-accounts.js";
import { accountSelection, profileSelection } from "../features/feed/selection.js";
import { disconnectAccount } from "../features/privacy/disconnect-account.js";
import { syncAccount } from "../features/sync/sync-account.js";
import type { Context } from "../request-context.js";
import type { Viewer as AskingViewer } from "../viewer.js";
import { mayRead, requireOperator, requireOwner, requireReader, requireScope } from "./access.js";
import { Account, AccountFilter, AccountList, Profile, UpdateAccountInput, Viewer } from "./account-types.js";
import { fieldsOf, requestedFields } from "./executor/requested-fields.js";
import { PageArgs, pageOf } from "./page-args.js";

@Resolver(() => Account)
export class AccountResolver {
  @Query(() => Account, {
    nullable: true,
    description:
      "One connected account: by id, by username, or, with neither, the viewer's own: the account of the session, or the one connected first among those that the viewer may see. Null when there is none that the viewer may see.",
  })
  account(
    @Arg("id", () => ID, { nullable: true, description: "Our id of the account." }) id: string | null,
    @Arg("username", () => String, { nullable: true, description: "In any case, with or without @." })
    username: string | null,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireReader(app, viewer);
    return readAccount(app, viewer, { id, username, selection: accountSelection(requestedFields(info)) });
  }

  @Query(() => Profile, {
    nullable: true,
    description: "The profile of one connected account, found as `account` finds it.",
  })
  async profile(
    @Arg("accountId", () => ID, { nullable: true, description: "Our id of the account." }) id: string | null,
    @Arg("username", () => String, { nullable: true, description: "In any case, with or without @." })
    username: string | null,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireReader(app, viewer);
    const row = await readAccount(app, viewer, { id, username, selection: profileSelection(requestedFields(info)) });
    return row?.profile ?? null;
  }

  @Query(() => AccountList, {
    nullable: true,
    description: "Operators: all; secret keys: their own. Null with FORBIDDEN to anyone else.",
  })
  accounts(
    @Arg("filter", () => AccountFilter, { nullable: true, description: "Which accounts." })
    filter: AccountFilter | null,
    @Arg("orderBy", () => AccountOrder, {
      nullable: true,
      defaultValue: AccountOrder.CONNECTED_DESC,
      description: "The order.",
    })
    order: AccountOrder | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireScope(viewer, "READ");
    const asked = requestedFields(info);
    return readAccountPage(app, viewer, {
      page: {
        filter: filter ?? {},
        order: order ?? "CONNECTED_DESC",
        ...pageOf(args),
      },
      selection: accountSelection(fieldsOf(asked, "nodes")),
      counted: asked.some(({ name }) => name === "totalCount"),
    });
  }

  @Mutation(() => Account, {
    description: "Brings profile and newest posts up to date now; with `full`, every post that Instagram still gives.",
  })
  async syncAccount(
    @Arg("accountId", () => ID, { description: "Our id of the account." }) accountId: string,
    @Arg("full", () => Boolean, { nullable: true, defaultValue: false, description: "Read every post." })
    full: boolean | null,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireScope(viewer, "REFRESH");
    await syncAccount(app, accountId, { by: viewer, full: full ?? false });
    return await readAccount(app, viewer, { id: accountId, selection: accountSelection(requestedFields(info)) });
  }

  @Mutation(() => Account, {
    description:
      "Stops the scheduled syncs; the token is still refreshed and what is kept still served. Operators only.",
  })
  async pauseAccount(
    @Arg("accountId", () => ID, { description: "Our id of the account." }) accountId: string,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireOperator(viewer);
    await pauseAccount(app, accountId, viewer);
    return await readAccount(app, viewer, { id: accountId, selection: accountSelection(requestedFields(info)) });
  }

  @Mutation(() => Account, { description: "Starts the scheduled syncs again. Operators only." })
  async resumeAccount(
    @Arg("accountId", () => ID, { description: "Our id of the account." }) accountId: string,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireOperator(viewer);
    await resumeAccount(app, accountId, viewer);
    return await readAccount(app, viewer, { id: accountId, selection: accountSelection(requestedFields(info)) });
  }

  @Mutation(() => Account, {
    description: "Leaves an account out of those that need somebody, until an instant. Operators only.",
  })
  async snoozeAccount(
    @Arg("accountId", () => ID, { description: "Our id of the account." }) accountId: string,
    @Arg("until", () => Date, { nullable: true, description: "At most 90 days ahead; null puts it back." })
    until: Date | null,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireOperator(viewer);
    await snoozeAccount(app, { accountId, until: until ?? null }, viewer);
    return await readAccount(app, viewer, { id: accountId, selection: accountSelection(requestedFields(info)) });
  }

  @Mutation(() => Account, {
    description: "Your own words for an account: a reference to your systems, tags, a note. Operators only.",
  })
  async updateAccount(
    @Arg("accountId", () => ID, { description: "Our id of the account." }) accountId: string,
    @Arg("input", () => UpdateAccountInput, { description: "What is left out stays; null clears." })
    words: UpdateAccountInput,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireOperator(viewer);
    await updateAccount(app, { accountId, words }, viewer);
    return await readAccount(app, viewer, { id: accountId, selection: accountSelection(requestedFields(info)) });
  }

  @Mutation(() => ID, { description: "Forgets the token and every row and file of the account. Answers its id." })
  disconnectAccount(
    @Arg("accountId", () => ID, { description: "Our id of the account." }) accountId: string,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOwner(viewer);
    return disconnectAccount(app, accountId, viewer);
  }
}

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: "Who is asking." })
  viewer(@Ctx() { viewer }: Context) {
    return viewer;
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "The account that `account` without arguments would answer.",
  })
  account(@Root() viewer: AskingViewer, @Ctx() { app }: Context, @Info() info: GraphQLResolveInfo) {
    if (!mayRead(app, viewer)) return null;
    return readAccount(app, viewer, { selection: accountSelection(requestedFields(info)) });
  }
}
