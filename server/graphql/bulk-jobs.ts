import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Float, ID, Info, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { type JobItemRow, type JobKind, type JobRow, JobState } from "../db/schema/bulk-jobs.js";
import { updateAccounts } from "../features/accounts/update-accounts.js";
import { describeActor } from "../features/audit/list-events.js";
import { cancelJob } from "../features/bulk-jobs/cancel-job.js";
import { grantTargets } from "../features/bulk-jobs/grant-targets.js";
import { findJob, jobCount, jobFailures, jobState, listJobs, ratePerMinute } from "../features/bulk-jobs/list-jobs.js";
import { startJob } from "../features/bulk-jobs/start-job.js";
import { tagTargets } from "../features/bulk-jobs/tag-targets.js";
import { accountLoader } from "../features/feed/loaders.js";
import { accountSelection } from "../features/feed/selection.js";
import { checkFirst } from "../features/media/media-filter.js";
import { ERRORS, type ErrorCode } from "../lib/errors.js";
import type { Context } from "../request-context.js";
import { requireOperator } from "./access.js";
import { AccountUpdateInput } from "./account-inputs.js";
import { Account, AccountFilter } from "./account-types.js";
import { Actor } from "./audit-types.js";
import { Job, JobFailure, JobList } from "./bulk-job-types.js";
import { pathOf, requestedFields } from "./executor/requested-fields.js";
import { PageArgs, pageOf, totalCountOf } from "./page-args.js";

const IDS = { nullable: true, description: "Darkroom's ids of the accounts. Pass either these or a filter." };
const FILTER = {
  nullable: true,
  description: "Selects the accounts that match now; `{}` selects all. Pass either this or ids.",
};
const TAGS = "At most 50 tags, each with at most 100 characters.";

@Resolver(() => Job)
export class JobResolver {
  @Query(() => Job, { nullable: true, description: "One bulk job; null when it does not exist. Operators only." })
  job(@Arg("id", () => ID, { description: "The job's id." }) id: string, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return findJob(app, id);
  }

  @Query(() => JobList, { nullable: true, description: "The bulk jobs that operators have started. Operators only." })
  async jobs(@Args(() => PageArgs) args: PageArgs, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return { nodes: await listJobs(app, pageOf(args)) };
  }

  @Mutation(() => Job, { description: "Refreshes the tokens of many accounts as a bulk job. Operators only." })
  refreshTokens(
    @Arg("accountIds", () => [ID], IDS) accountIds: string[] | null,
    @Arg("filter", () => AccountFilter, FILTER) filter: AccountFilter | null,
    @Ctx() context: Context,
  ) {
    return begin(context, "REFRESH_TOKENS", { accountIds, filter });
  }

  @Mutation(() => Job, { description: "Syncs many accounts as a bulk job. Operators only." })
  syncAccounts(
    @Arg("accountIds", () => [ID], IDS) accountIds: string[] | null,
    @Arg("filter", () => AccountFilter, FILTER) filter: AccountFilter | null,
    @Arg("full", () => Boolean, { nullable: true, defaultValue: false, description: "Whether to read every post." })
    full: boolean | null,
    @Ctx() context: Context,
  ) {
    return begin(context, "SYNC_ACCOUNTS", { accountIds, filter, full });
  }

  @Mutation(() => Job, { description: "Pauses the scheduled syncs of many accounts as a bulk job. Operators only." })
  pauseAccounts(
    @Arg("accountIds", () => [ID], IDS) accountIds: string[] | null,
    @Arg("filter", () => AccountFilter, FILTER) filter: AccountFilter | null,
    @Ctx() context: Context,
  ) {
    return begin(context, "PAUSE_ACCOUNTS", { accountIds, filter });
  }

  @Mutation(() => Job, { description: "Resumes the scheduled syncs of many accounts as a bulk job. Operators only." })
  resumeAccounts(
    @Arg("accountIds", () => [ID], IDS) accountIds: string[] | null,
    @Arg("filter", () => AccountFilter, FILTER) filter: AccountFilter | null,
    @Ctx() context: Context,
  ) {
    return begin(context, "RESUME_ACCOUNTS", { accountIds, filter });
  }

  @Mutation(() => Job, {
    description:
      "Disconnects many accounts as a bulk job: deletes each with its token, posts and files. Operators only.",
  })
  disconnectAccounts(
    @Arg("accountIds", () => [ID], IDS) accountIds: string[] | null,
    @Arg("filter", () => AccountFilter, FILTER) filter: AccountFilter | null,
    @Ctx() context: Context,
  ) {
    return begin(context, "DISCONNECT_ACCOUNTS", { accountIds, filter });
  }

  @Mutation(() => Int, {
    description:
      "Adds tags to many accounts and removes others, 1,000 accounts at a time. Returns how many accounts changed. A run that was cut off can be repeated. Operators only.",
  })
  tagAccounts(
    @Arg("accountIds", () => [ID], IDS) accountIds: string[] | null,
    @Arg("filter", () => AccountFilter, FILTER) filter: AccountFilter | null,
    @Arg("add", () => [String], { nullable: true, description: TAGS }) add: string[] | null,
    @Arg("remove", () => [String], { nullable: true, description: TAGS }) remove: string[] | null,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return tagTargets(app, { accountIds: accountIds ?? null, filter: filter ?? null, tags: { add, remove } }, viewer);
  }

  @Mutation(() => Int, {
    description:
      "Does what `updateAccount` does to many accounts, all or none. Returns how many accounts changed. Operators only.",
  })
  updateAccounts(
    @Arg("updates", () => [AccountUpdateInput], { description: "One for each account; at most 500." })
    updates: AccountUpdateInput[],
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return updateAccounts(app, updates, viewer);
  }

  @Mutation(() => Int, {
    description:
      "Lets a key read further accounts. Returns how many are new to it: none where it reads all accounts. Operators only.",
  })
  addApiKeyAccounts(
    @Arg("id", () => ID, { description: "The key's id." }) id: string,
    @Arg("accountIds", () => [ID], IDS) accountIds: string[] | null,
    @Arg("filter", () => AccountFilter, FILTER) filter: AccountFilter | null,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return grantTargets(app, { keyId: id, accountIds: accountIds ?? null, filter: filter ?? null }, viewer);
  }

  @Mutation(() => Job, {
    description: "Cancels a job. Accounts in progress are finished; no further account is started. Operators only.",
  })
  cancelJob(@Arg("id", () => ID, { description: "The job's id." }) id: string, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return cancelJob(app, id, viewer);
  }

  @FieldResolver(() => JobState, { description: "The state of the job." })
  state(@Root() job: JobRow) {
    return jobState(job);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "Accounts per minute since the start; null before the first is finished.",
  })
  ratePerMinute(@Root() job: JobRow, @Ctx() { app }: Context) {
    return ratePerMinute(job, app.clock.now());
  }

  @FieldResolver(() => Actor, { description: "The operator who started the job." })
  by(@Root() { operatorId }: JobRow) {
    return describeActor(`operator:${operatorId}`);
  }

  @FieldResolver(() => [JobFailure], { description: "The first accounts that failed, in the job's order." })
  failures(
    @Root() { id }: JobRow,
    @Arg("first", () => Int, {
      nullable: true,
      defaultValue: 25,
      description: "The number of items to return, from 1 to 100.",
    })
    first: number | null,
    @Ctx() { load }: Context,
  ) {
    return load(jobFailures(checkFirst(first ?? 25)), id);
  }
}

export const JobListResolver = totalCountOf(
  JobList,
  "The number of all jobs. The server deletes jobs 30 days after they end.",
  jobCount,
);

@Resolver(() => JobFailure)
export class JobFailureResolver {
  @FieldResolver(() => Account, { nullable: true, description: "The account." })
  account(@Root() { accountId }: JobItemRow, @Ctx() { load }: Context, @Info() info: GraphQLResolveInfo) {
    return load(accountLoader(accountSelection(requestedFields(info)), pathOf(info)), accountId);
  }

  @FieldResolver(() => String, { description: "The error code, as the mutation for one account would return it." })
  code(@Root() { outcome }: JobItemRow) {
    return outcome;
  }

  @FieldResolver(() => String, { description: "One sentence that says what to do." })
  nextStep(@Root() { outcome }: JobItemRow) {
    return ERRORS[outcome as ErrorCode].nextStep;
  }
}

interface JobTarget {
  accountIds: string[] | null | undefined;
  filter: AccountFilter | null | undefined;
  full?: boolean | null | undefined;
}

function begin({ app, viewer }: Context, kind: JobKind, { accountIds, filter, full }: JobTarget) {
  requireOperator(viewer);
  return startJob(app, { kind, accountIds: accountIds ?? null, filter: filter ?? null, full: full ?? false }, viewer);
}
