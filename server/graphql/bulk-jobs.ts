import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Float, ID, Info, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { type JobItemRow, type JobKind, type JobRow, JobState } from "../db/schema/bulk-jobs.js";
import { describeActor } from "../features/audit/describe-actor.js";
import { cancelJob } from "../features/bulk-jobs/cancel-job.js";
import { jobState, ratePerMinute } from "../features/bulk-jobs/describe-job.js";
import { jobFailures } from "../features/bulk-jobs/job-failures.js";
import { findJob, jobCount, listJobs } from "../features/bulk-jobs/list-jobs.js";
import { startJob } from "../features/bulk-jobs/start-job.js";
import { accountLoader } from "../features/feed/account-loader.js";
import { accountSelection } from "../features/feed/selection.js";
import { checkFirst } from "../features/media/media-filter.js";
import { ERRORS, type ErrorCode } from "../lib/errors.js";
import type { Context } from "../request-context.js";
import { requireOperator } from "./access.js";
import { Account, AccountFilter } from "./account-types.js";
import { Actor } from "./audit-types.js";
import { Job, JobFailure, JobList } from "./bulk-job-types.js";
import { requestedFields } from "./executor/requested-fields.js";
import { PageArgs, pageOf } from "./page-args.js";
import { pathOf } from "./path-of.js";

const IDS = { nullable: true, description: "Our ids of the accounts; this or a filter." };
const FILTER = { nullable: true, description: "All accounts that it holds now, `{}` for all; this or ids." };

@Resolver(() => Job)
export class JobResolver {
  @Query(() => Job, { nullable: true, description: "One job; null when there is none. Operators only." })
  job(@Arg("id", () => ID, { description: "The job's id." }) id: string, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return findJob(app, id);
  }

  @Query(() => JobList, { nullable: true, description: "The jobs that operators have begun. Operators only." })
  async jobs(@Args(() => PageArgs) args: PageArgs, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return { nodes: await listJobs(app, pageOf(args)) };
  }

  @Mutation(() => Job, { description: "Refreshes the tokens of many accounts, as a job. Operators only." })
  refreshTokens(
    @Arg("accountIds", () => [ID], IDS) accountIds: string[] | null,
    @Arg("filter", () => AccountFilter, FILTER) filter: AccountFilter | null,
    @Ctx() context: Context,
  ) {
    return begin(context, "REFRESH_TOKENS", { accountIds, filter });
  }

  @Mutation(() => Job, { description: "Brings many accounts up to date, as a job. Operators only." })
  syncAccounts(
    @Arg("accountIds", () => [ID], IDS) accountIds: string[] | null,
    @Arg("filter", () => AccountFilter, FILTER) filter: AccountFilter | null,
    @Arg("full", () => Boolean, { nullable: true, defaultValue: false, description: "Read every post." })
    full: boolean | null,
    @Ctx() context: Context,
  ) {
    return begin(context, "SYNC_ACCOUNTS", { accountIds, filter, full });
  }

  @Mutation(() => Job, { description: "Stops the scheduled syncs of many accounts, as a job. Operators only." })
  pauseAccounts(
    @Arg("accountIds", () => [ID], IDS) accountIds: string[] | null,
    @Arg("filter", () => AccountFilter, FILTER) filter: AccountFilter | null,
    @Ctx() context: Context,
  ) {
    return begin(context, "PAUSE_ACCOUNTS", { accountIds, filter });
  }

  @Mutation(() => Job, { description: "Starts the scheduled syncs of many accounts again, as a job. Operators only." })
  resumeAccounts(
    @Arg("accountIds", () => [ID], IDS) accountIds: string[] | null,
    @Arg("filter", () => AccountFilter, FILTER) filter: AccountFilter | null,
    @Ctx() context: Context,
  ) {
    return begin(context, "RESUME_ACCOUNTS", { accountIds, filter });
  }

  @Mutation(() => Job, {
    description: "Calls a job off: what is in hand is finished, no further account is taken. Operators only.",
  })
  cancelJob(@Arg("id", () => ID, { description: "The job's id." }) id: string, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return cancelJob(app, id, viewer);
  }

  @FieldResolver(() => JobState, { description: "How far it is." })
  state(@Root() job: JobRow) {
    return jobState(job);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "Accounts a minute since it began; null before the first is done.",
  })
  ratePerMinute(@Root() job: JobRow, @Ctx() { app }: Context) {
    return ratePerMinute(job, app.clock.now());
  }

  @FieldResolver(() => Actor, { description: "Who began it." })
  by(@Root() { operatorId }: JobRow) {
    return describeActor(`operator:${operatorId}`);
  }

  @FieldResolver(() => [JobFailure], { description: "The first accounts that failed, in the job's order." })
  failures(
    @Root() { id }: JobRow,
    @Arg("first", () => Int, { nullable: true, defaultValue: 25, description: "How many, from 1 to 100." })
    first: number | null,
    @Ctx() { load }: Context,
  ) {
    return load(jobFailures(checkFirst(first ?? 25)), id);
  }
}

@Resolver(() => JobList)
export class JobListResolver {
  @FieldResolver(() => Int, { description: "How many jobs there are in all; those over for 30 days are forgotten." })
  totalCount(@Ctx() { app }: Context) {
    return jobCount(app);
  }
}

@Resolver(() => JobFailure)
export class JobFailureResolver {
  @FieldResolver(() => Account, { nullable: true, description: "The account." })
  account(@Root() { accountId }: JobItemRow, @Ctx() { load }: Context, @Info() info: GraphQLResolveInfo) {
    return load(accountLoader(accountSelection(requestedFields(info)), pathOf(info)), accountId);
  }

  @FieldResolver(() => String, { description: "The error's code, as the single mutation would have answered it." })
  code(@Root() { outcome }: JobItemRow) {
    return outcome;
  }

  @FieldResolver(() => String, { description: "One sentence a person can act on." })
  nextStep(@Root() { outcome }: JobItemRow) {
    return ERRORS[outcome as ErrorCode].nextStep;
  }
}

interface AskedAccounts {
  accountIds: string[] | null | undefined;
  filter: AccountFilter | null | undefined;
  full?: boolean | null | undefined;
}

function begin({ app, viewer }: Context, kind: JobKind, { accountIds, filter, full }: AskedAccounts) {
  requireOperator(viewer);
  return startJob(app, { kind, accountIds: accountIds ?? null, filter: filter ?? null, full: full ?? false }, viewer);
}
