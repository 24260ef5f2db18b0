import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { pauseAccount, resumeAccount } from "../features/accounts/pause-account.js";
import { snoozeAccount } from "../features/accounts/snooze-account.js";
import { updateAccount } from "../features/accounts/update-account.js";
import { AccountOrder } from "../features/feed/account-filter.js";
import { readCursor } from "../features/feed/account-orders.js";
import { readAccount, readAccountPage } from "../features/feed/read-accounts.js";
import { accountSelection, profileSelection } from "../features/feed/selection.js";
import { disconnectAccount } from "../features/privacy/disconnect-account.js";
import { syncAccount } from "../features/sync/sync-account.js";
import type { Context } from "../request-context.js";
import type { Viewer as AskingViewer } from "../viewer.js";
import { mayRead, requireOperator, requireOwner, requireReader, requireScope } from "./access.js";
import { UpdateAccountInput } from "./account-inputs.js";
import { Account, AccountFilter, AccountList, Profile, Viewer } from "./account-types.js";
import { fieldsOf, requestedFields } from "./executor/requested-fields.js";
import { PageArgs, pageOf } from "./page-args.js";

const AccountIdArg = Arg("accountId", () => ID, { description: "Darkroom's id of the account." });

@Resolver(() => Account)
export class AccountResolver {
  @Query(() => Account, {
    nullable: true,
    description:
      "One connected account, by id or by username. With neither, it returns the session's account, or else the account connected first that the viewer may see. Null when the viewer may see no such account.",
  })
  account(
    @Arg("id", () => ID, { nullable: true, description: "Darkroom's id of the account." }) id: string | null,
    @Arg("username", () => String, {
      nullable: true,
      description: "The Instagram username, with or without @. Case is ignored.",
    })
    username: string | null,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireReader(app, viewer);
    return readAccount(app, viewer, { id, username, selection: accountSelection(requestedFields(info)) });
  }

  @Query(() => Profile, {
    nullable: true,
    description: "The profile of one connected account, selected as in `account`.",
  })
  async profile(
    @Arg("accountId", () => ID, { nullable: true, description: "Darkroom's id of the account." }) id: string | null,
    @Arg("username", () => String, {
      nullable: true,
      description: "The Instagram username, with or without @. Case is ignored.",
    })
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
    description:
      "The connected accounts: all for operators, their own for secret keys. Null with FORBIDDEN for anyone else.",
  })
  accounts(
    @Arg("filter", () => AccountFilter, { nullable: true, description: "The accounts to select." })
    filter: AccountFilter | null,
    @Arg("orderBy", () => AccountOrder, {
      nullable: true,
      defaultValue: AccountOrder.CONNECTED_DESC,
      description: "The sort order.",
    })
    orderBy: AccountOrder | null,
    @Arg("after", () => String, {
      nullable: true,
      description:
        "The `endCursor` of a page with the same `orderBy`: only the accounts after it. Every page costs the same, unlike those of a large `offset`.",
    })
    after: string | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireScope(viewer, "READ");
    const fields = requestedFields(info);
    const order = orderBy ?? "CONNECTED_DESC";
    return readAccountPage(app, viewer, {
      page: {
        filter: filter ?? {},
        order,
        after: after == null ? null : readCursor(after, order),
        ...pageOf(args),
      },
      selection: accountSelection(fieldsOf(fields, "nodes")),
      counted: fields.some(({ name }) => name.startsWith("totalCount")),
    });
  }

  @Mutation(() => Account, {
    description: "Syncs the profile and the newest posts now. With `full`, reads every post that Instagram returns.",
  })
  async syncAccount(
    @AccountIdArg accountId: string,
    @Arg("full", () => Boolean, { nullable: true, defaultValue: false, description: "Whether to read every post." })
    full: boolean | null,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireScope(viewer, "REFRESH");
    await syncAccount(app, accountId, { by: viewer, full: full ?? false });
    return await readChanged({ app, viewer }, accountId, info);
  }

  @Mutation(() => Account, {
    description:
      "Pauses the scheduled syncs. The server still refreshes the token and serves the stored data. Operators only.",
  })
  async pauseAccount(
    @AccountIdArg accountId: string,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireOperator(viewer);
    await pauseAccount(app, accountId, viewer);
    return await readChanged({ app, viewer }, accountId, info);
  }

  @Mutation(() => Account, { description: "Resumes the scheduled syncs. Operators only." })
  async resumeAccount(
    @AccountIdArg accountId: string,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireOperator(viewer);
    await resumeAccount(app, accountId, viewer);
    return await readChanged({ app, viewer }, accountId, info);
  }

  @Mutation(() => Account, {
    description: "Removes an account from those that need attention, until an instant. Operators only.",
  })
  async snoozeAccount(
    @AccountIdArg accountId: string,
    @Arg("until", () => Date, {
      nullable: true,
      description: "When the snooze ends: at most 90 days ahead. Null ends it now.",
    })
    until: Date | null,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireOperator(viewer);
    await snoozeAccount(app, { accountId, until: until ?? null }, viewer);
    return await readChanged({ app, viewer }, accountId, info);
  }

  @Mutation(() => Account, {
    description: "Sets the reference, tags and note of an account. Operators only.",
  })
  async updateAccount(
    @AccountIdArg accountId: string,
    @Arg("input", () => UpdateAccountInput, { description: "The changes. An omitted field stays; null clears it." })
    labels: UpdateAccountInput,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireOperator(viewer);
    await updateAccount(app, { accountId, labels }, viewer);
    return await readChanged({ app, viewer }, accountId, info);
  }

  @Mutation(() => ID, { description: "Deletes the account with its token, posts and files. Returns its id." })
  disconnectAccount(@AccountIdArg accountId: string, @Ctx() { app, viewer }: Context) {
    requireOwner(viewer);
    return disconnectAccount(app, accountId, viewer);
  }
}

export function readChanged(by: Pick<Context, "app" | "viewer">, id: string, info: GraphQLResolveInfo) {
  return readAccount(by.app, by.viewer, { id, selection: accountSelection(requestedFields(info)) });
}

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: "The viewer: who sends this request." })
  viewer(@Ctx() { viewer }: Context) {
    return viewer;
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "The account that `account` returns without arguments.",
  })
  account(@Root() viewer: AskingViewer, @Ctx() { app }: Context, @Info() info: GraphQLResolveInfo) {
    if (!mayRead(app, viewer)) return null;
    return readAccount(app, viewer, { selection: accountSelection(requestedFields(info)) });
  }
}
