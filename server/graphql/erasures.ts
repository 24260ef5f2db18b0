import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { ErasedKind, ErasureRow } from "../db/schema/erasures.js";
import { describeActor } from "../features/audit/list-events.js";
import { startErasure } from "../features/bulk-jobs/start-erasure.js";
import { checkAddresses } from "../features/privacy/check-addresses.js";
import { erasureDueAt } from "../features/privacy/erase-broken.js";
import { erasureCount, findErasure, listErasures } from "../features/privacy/list-erasures.js";
import { matchIdList } from "../features/privacy/match-id-list.js";
import type { Context } from "../request-context.js";
import { requireOperator } from "./access.js";
import { Actor } from "./audit-types.js";
import { Job } from "./bulk-job-types.js";
import { AddressCheck, ErasedCount, Erasure, ErasureList, ErasurePreview } from "./erasure-types.js";
import { PageArgs, pageOf, totalCountOf } from "./page-args.js";

const ID_LIST = {
  description:
    "Instagram's ids as Meta mails them, one a line or with other separators: at most 5,000, in 90,000 characters.",
};
const SHOWN_MAX = 100;

@Resolver(() => Erasure)
export class ErasureResolver {
  @Query(() => ErasureList, {
    nullable: true,
    description: "Requests to erase accounts, and the receipts of what was erased. Operators only.",
  })
  async erasures(@Args(() => PageArgs) args: PageArgs, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return { nodes: await listErasures(app, pageOf(args)) };
  }

  @Query(() => Erasure, {
    nullable: true,
    description: "One request or receipt; null when it does not exist. Operators only.",
  })
  erasure(@Arg("id", () => ID, { description: "The receipt's id." }) id: string, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return findErasure(app, id);
  }

  @Query(() => ErasurePreview, {
    description: "Which accounts a list that Meta mailed means. Nothing is erased. Operators only.",
  })
  async erasurePreview(@Arg("idList", () => String, ID_LIST) idList: string, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    const { accounts, ambiguousIds, ...counts } = await matchIdList(app, idList);
    return {
      ...counts,
      accountCount: accounts.length,
      ambiguousIds: ambiguousIds.slice(0, SHOWN_MAX),
      accounts: accounts.slice(0, SHOWN_MAX).map(({ accountId, username }) => ({ id: accountId, username })),
    };
  }

  @Query(() => Date, {
    nullable: true,
    description:
      "When ERASE_BROKEN_AFTER erases an account unless it is reconnected; null when it does not. Operators only.",
  })
  erasureDueAt(
    @Arg("accountId", () => ID, { description: "Darkroom's id of the account." }) accountId: string,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return erasureDueAt(app, accountId);
  }

  @Mutation(() => Job, {
    description:
      "Erases the accounts of a list that Meta mailed, as a bulk job; each leaves a receipt. This cannot be undone. Operators only.",
  })
  eraseMailedList(@Arg("idList", () => String, ID_LIST) idList: string, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return startErasure(app, idList, viewer);
  }

  @Mutation(() => [AddressCheck], {
    description:
      "Calls each address of Meta's form below PUBLIC_URL, the callbacks with a signed test request that changes nothing. Operators only.",
  })
  checkMetaAddresses(@Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return checkAddresses(app);
  }

  @FieldResolver(() => Actor, { description: "Who asked for it." })
  by(@Root() { actor }: ErasureRow) {
    return describeActor(actor);
  }

  @FieldResolver(() => [ErasedCount], { description: "How much of each kind was deleted; empty before." })
  counts(@Root() { counts }: ErasureRow) {
    return Object.entries(counts ?? {}).map(([kind, count]) => ({ kind: kind as ErasedKind, count }));
  }

  @FieldResolver(() => String, { description: "The address of the status page, which needs no sign-in." })
  statusUrl(@Root() { code }: ErasureRow, @Ctx() { app }: Context) {
    return `${app.config.publicUrl}/data-deletion/${code}`;
  }
}

export const ErasureListResolver = totalCountOf(
  ErasureList,
  "The number of all receipts. The server deletes them after three years.",
  erasureCount,
);
