import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { JobKind, JobState } from "../db/schema/bulk-jobs.js";

registerEnumType(JobKind, {
  name: "JobKind",
  description: "The kinds of bulk jobs.",
  valuesConfig: {
    REFRESH_TOKENS: { description: "Does what `refreshToken` does." },
    SYNC_ACCOUNTS: { description: "Does what `syncAccount` does, and waits until each sync ends." },
    PAUSE_ACCOUNTS: { description: "Does what `pauseAccount` does." },
    RESUME_ACCOUNTS: { description: "Does what `resumeAccount` does." },
    DISCONNECT_ACCOUNTS: { description: "Does what `disconnectAccount` does." },
    ERASE_ACCOUNTS: { description: "Erases the accounts of a list that Meta mailed." },
  },
});

registerEnumType(JobState, {
  name: "JobState",
  description: "The states of a bulk job.",
  valuesConfig: {
    WAITING: { description: "Work on the first account has not started." },
    RUNNING: { description: "A process works on the job, or will within seconds." },
    DONE: { description: "Every account was processed." },
    CANCELLED: {
      description: "The job was cancelled. Accounts in progress were finished, and finished ones stay as they are.",
    },
  },
});

@ObjectType({ simpleResolvers: true, description: "A bulk job: work on many accounts that an operator started." })
export class Job {
  @Field(() => ID, { description: "The job's id." })
  id!: string;

  @Field(() => JobKind, { description: "What the job does." })
  kind!: JobKind;

  @Field(() => Boolean, { description: "For syncs: whether every post is read." })
  full!: boolean;

  @Field(() => Int, { description: "The number of accounts when the job was created." })
  totalCount!: number;

  @Field(() => Int, { description: "The number of accounts that succeeded." })
  doneCount!: number;

  @Field(() => Int, {
    description: "The number of accounts that failed. Accounts disconnected meanwhile count as neither.",
  })
  failedCount!: number;

  @Field(() => Int, {
    description: "The number of accounts for which there was nothing to do: their tokens are younger than 24 hours.",
  })
  skippedCount!: number;

  @Field(() => Date, { description: "When the job was created." })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: "When work on the first account started." })
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the last account was finished." })
  finishedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the job was cancelled." })
  cancelledAt!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: "An account for which a job failed." })
export class JobFailure {
  @Field(() => ID, { description: "Darkroom's id of the account." })
  accountId!: string;

  @Field(() => String, { nullable: true, description: "The error message." })
  message!: string | null;
}

@ObjectType({ description: "One page of jobs, newest first." })
export class JobList {
  @Field(() => [Job], { description: "The jobs of this page." })
  nodes!: Job[];
}
