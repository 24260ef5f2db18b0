import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { JobKind, JobState } from "../db/schema/bulk-jobs.js";

registerEnumType(JobKind, {
  name: "JobKind",
  description: "What is done with many accounts.",
  valuesConfig: {
    REFRESH_TOKENS: { description: "As refreshToken does." },
    SYNC_ACCOUNTS: { description: "As syncAccount does, each to its end." },
    PAUSE_ACCOUNTS: { description: "As pauseAccount does." },
    RESUME_ACCOUNTS: { description: "As resumeAccount does." },
  },
});

registerEnumType(JobState, {
  name: "JobState",
  description: "How far a job is.",
  valuesConfig: {
    WAITING: { description: "No account was taken in hand yet." },
    RUNNING: { description: "Some process works on it, or will within seconds." },
    DONE: { description: "Every account was tried." },
    CANCELLED: { description: "Called off; what was in hand then is finished, what is done stays done." },
  },
});

@ObjectType({ simpleResolvers: true, description: "Work on many accounts that an operator has begun." })
export class Job {
  @Field(() => ID, { description: "Ours." })
  id!: string;

  @Field(() => JobKind, { description: "What is done." })
  kind!: JobKind;

  @Field(() => Boolean, { description: "Of syncs: whether every post is read." })
  full!: boolean;

  @Field(() => Int, { description: "How many accounts it was begun for." })
  totalCount!: number;

  @Field(() => Int, { description: "How many went well." })
  doneCount!: number;

  @Field(() => Int, { description: "How many failed. Accounts that are disconnected meanwhile count as neither." })
  failedCount!: number;

  @Field(() => Date, { description: "When it was asked for." })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: "When the first account was taken in hand." })
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the last account was done." })
  finishedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When it was called off." })
  cancelledAt!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: "An account of a job that failed." })
export class JobFailure {
  @Field(() => ID, { description: "Our id of the account." })
  accountId!: string;

  @Field(() => String, { nullable: true, description: "What was said." })
  message!: string | null;
}

@ObjectType({ description: "One page of jobs, newest first." })
export class JobList {
  @Field(() => [Job], { description: "The jobs of this page." })
  nodes!: Job[];
}
