import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { RunOutcome } from "../db/schema/sync-runs.js";
import { FailureCause } from "../instagram/errors.js";

registerEnumType(RunOutcome, {
  name: "RunOutcome",
  description: "How a sync ended.",
  valuesConfig: {
    OK: { description: "It read all that it was to read." },
    FAILED: { description: "Instagram failed it, or a bug here did; what it had read is kept." },
    CUT_OFF: { description: "It was stopped after a page, as the process ended or its time was up; it goes on later." },
  },
});

@ObjectType({ simpleResolvers: true, description: "What one sync did." })
export class SyncRun {
  @Field(() => ID, { description: "Ours." })
  id!: number;

  @Field(() => Date, { description: "When it began." })
  startedAt!: Date;

  @Field(() => Int, { description: "How long it took, in milliseconds." })
  ms!: number;

  @Field(() => Boolean, { description: "Whether every post was to be read, or only the news." })
  full!: boolean;

  @Field(() => RunOutcome, { description: "How it ended." })
  outcome!: RunOutcome;

  @Field(() => FailureCause, { nullable: true, description: "Why it failed; null also for a bug of this server's." })
  cause!: FailureCause | null;

  @Field(() => Int, { description: "Posts and parts of albums that were not here before." })
  newCount!: number;

  @Field(() => Int, { description: "Posts and parts of albums that had changed." })
  changedCount!: number;

  @Field(() => Int, { description: "Posts that are gone at Instagram." })
  removedCount!: number;

  @Field(() => Int, { description: "Posts left out because this server does not know their media type." })
  unknownTypeCount!: number;

  @Field(() => Int, { description: "Posts that Instagram gave in a shape that could not be read." })
  brokenCount!: number;

  @Field(() => Int, { description: "Calls made to Instagram, repeated ones too." })
  callCount!: number;
}

@ObjectType({ simpleResolvers: true, description: "How far the sync of an account has come." })
export class SyncProgress {
  @Field(() => Boolean, { description: "Whether one is under way, in whatever process." })
  running!: boolean;

  @Field(() => Date, { nullable: true, description: "When it began; null before its first page." })
  startedAt!: Date | null;

  @Field(() => Boolean, { nullable: true, description: "Whether it reads every post; null before its first page." })
  full!: boolean | null;

  @Field(() => Int, { description: "Pages read." })
  pageCount!: number;

  @Field(() => Int, { description: "Posts read; compare with the profile's `mediaCount`." })
  postCount!: number;
}

@ObjectType({ simpleResolvers: true, description: "What came of a day's refreshes and syncs." })
export class ActivityDay {
  @Field(() => Date, { description: "The day's first instant, in UTC." })
  day!: Date;

  @Field(() => Int, { description: "Tokens refreshed." })
  refreshedCount!: number;

  @Field(() => Int, { description: "Refreshes that failed." })
  failedRefreshCount!: number;

  @Field(() => Int, { description: "Syncs that went well." })
  syncedCount!: number;

  @Field(() => Int, { description: "Syncs that failed." })
  failedSyncCount!: number;
}
