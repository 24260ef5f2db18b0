import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Light, OverdueKind, ServerMode, SettingGroup } from "../db/schema/job-runs.js";
import { FailureCause } from "../instagram/errors.js";
import { AlertChannel } from "./alert-types.js";

registerEnumType(Light, {
  name: "Light",
  description: "How a thing that the server depends on is.",
  valuesConfig: {
    GOOD: { description: "As it should be." },
    TROUBLED: { description: "Slow, or failing now and then." },
    DOWN: { description: "Nearly everything fails." },
    UNKNOWN: { description: "Nothing was asked of it for a day." },
  },
});

registerEnumType(OverdueKind, {
  name: "OverdueKind",
  description: "What can be overdue.",
  valuesConfig: { REFRESH: { description: "A token's refresh." }, SYNC: { description: "An account's sync." } },
});

registerEnumType(ServerMode, {
  name: "ServerMode",
  description: "Which Instagram the server speaks to.",
  valuesConfig: {
    SANDBOX: { description: "The pretend one that it carries." },
    LIVE: { description: "The real one." },
  },
});

registerEnumType(SettingGroup, {
  name: "SettingGroup",
  description: "What a setting is about.",
  valuesConfig: {
    SERVER: { description: "Where it listens and what it says." },
    STORAGE: { description: "Where things are kept." },
    INSTAGRAM: { description: "The app at Instagram, and how it is reached." },
    ACCESS: { description: "Who may do what." },
    SCHEDULE: { description: "How often, and for how long." },
    ALERTS: { description: "Who is told of trouble." },
  },
});

@ObjectType({ simpleResolvers: true, description: "How all accounts are, in numbers." })
export class AccountCounts {
  @Field(() => Int, { description: "All accounts." })
  accountCount!: number;

  @Field(() => Int, { description: "With status ACTIVE." })
  active!: number;

  @Field(() => Int, { description: "With status PAUSED." })
  paused!: number;

  @Field(() => Int, { description: "With status RECONNECT_REQUIRED." })
  reconnectRequired!: number;

  @Field(() => Int, { description: "With a token that is HEALTHY." })
  healthy!: number;

  @Field(() => Int, { description: "With a token that is DUE." })
  due!: number;

  @Field(() => Int, { description: "With a token that is EXPIRING." })
  expiring!: number;

  @Field(() => Int, { description: "With a token that is EXPIRED." })
  expired!: number;

  @Field(() => Int, { description: "With a token that is REVOKED, or none." })
  revoked!: number;

  @Field(() => Int, { description: "Whose last sync failed or is overdue." })
  stale!: number;

  @Field(() => Int, { description: "That need somebody, as the filter `needsYou` holds them." })
  needy!: number;

  @Field(() => Date, { nullable: true, description: "When an account was last brought up to date." })
  lastSyncAt!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: "How many posts are kept." })
export class PostCount {
  @Field(() => Int, { description: "Without parts of albums." })
  count!: number;

  @Field(() => Boolean, { description: "True where they are too many to be counted each time." })
  isEstimate!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "The refresh or sync that is due longest." })
export class Overdue {
  @Field(() => OverdueKind, { description: "Which of the two." })
  kind!: OverdueKind;

  @Field(() => Date, { description: "When it was due." })
  dueAt!: Date;

  @Field(() => Int, { description: "How late it is, in seconds." })
  lateS!: number;
}

@ObjectType({ simpleResolvers: true, description: "When a job of the timetable last ran, in whatever process." })
export class Tick {
  @Field(() => String, { description: "The job." })
  job!: string;

  @Field(() => Date, { description: "When it began." })
  beganAt!: Date;

  @Field(() => Int, { description: "How long it took, in milliseconds." })
  ms!: number;

  @Field(() => Boolean, { description: "Whether a bug or the database ended it." })
  isFailed!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "How the database is." })
export class DatabaseLight {
  @Field(() => Light, {
    description: "GOOD, or TROUBLED when it is slow or its clock differs; when it is away nothing is answered.",
  })
  light!: Light;

  @Field(() => Int, { description: "How long a small statement took just now, in milliseconds." })
  ms!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "By how many seconds this machine's clock is ahead of the database's, behind where negative: nothing is refreshed or " +
      "deleted meanwhile. Null while they agree, and in a process without jobs.",
  })
  clockAheadS!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "How Instagram is, by the last twenty syncs of this day." })
export class InstagramLight {
  @Field(() => Light, { description: "TROUBLED when a third of them failed for no account's own reason." })
  light!: Light;

  @Field(() => FailureCause, { nullable: true, description: "What most of the failures were, where it is not good." })
  cause!: FailureCause | null;

  @Field(() => Date, { nullable: true, description: "When the newest of them began." })
  lastSyncStartedAt!: Date | null;
}

@ObjectType("ServerStatus", { simpleResolvers: true, description: "How the whole server is, on one screen." })
export class ServerStatus {
  @Field(() => ServerMode, { description: "Which Instagram it speaks to." })
  mode!: ServerMode;

  @Field(() => String, { description: "The version of Darkroom." })
  version!: string;

  @Field(() => Date, { description: "The server's instant; in the sandbox its clock may have been turned." })
  now!: Date;

  @Field(() => AccountCounts, { description: "How all accounts are." })
  accounts!: AccountCounts;

  @Field(() => PostCount, { description: "How many posts are kept." })
  posts!: PostCount;

  @Field(() => Overdue, { nullable: true, description: "What is due longest; null when nothing is." })
  mostOverdue!: Overdue | null;

  @Field(() => [Tick], { description: "The jobs of the timetable." })
  jobRuns!: Tick[];

  @Field(() => Date, { nullable: true, description: "When due tokens were last looked for." })
  lastRefreshCheckAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: "When they will be next, at the latest; null before the first time.",
  })
  nextRefreshCheckAt!: Date | null;

  @Field(() => DatabaseLight, { description: "How the database is." })
  database!: DatabaseLight;

  @Field(() => InstagramLight, { description: "How Instagram is." })
  instagram!: InstagramLight;
}

@ObjectType({ simpleResolvers: true, description: "The tokens that run out on a day, as they stand now." })
export class ExpiryForecastDay {
  @Field(() => Date, { description: "The day's first instant, in UTC." })
  day!: Date;

  @Field(() => Int, { description: "How many run out on it." })
  expiringCount!: number;

  @Field(() => Int, {
    description: "Of those, how many will have been refreshed before, as nothing is known to be in the way.",
  })
  renewableCount!: number;
}

@ObjectType({ simpleResolvers: true, description: "One setting of this process." })
export class Setting {
  @Field(() => String, { description: "Its name in the environment." })
  name!: string;

  @Field(() => SettingGroup, { description: "What it is about." })
  group!: SettingGroup;

  @Field(() => String, { description: "What it means; names stand between backticks." })
  description!: string;

  @Field(() => String, { nullable: true, description: "The value in effect; null for a secret, and for nothing." })
  value!: string | null;

  @Field(() => Boolean, { description: "Whether it was set; else what is in effect is the default." })
  isSet!: boolean;

  @Field(() => Boolean, { description: "Whether its value is never shown: it is or holds a secret." })
  isSecret!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "How this process was set up; read once, at its start." })
export class ServerSettings {
  @Field(() => ServerMode, { description: "Which Instagram it speaks to." })
  mode!: ServerMode;

  @Field(() => String, { description: "The version of Darkroom." })
  version!: string;

  @Field(() => String, { description: "The version of Node that it runs on." })
  nodeVersion!: string;

  @Field(() => URL, { description: "How the world reaches it." })
  publicUrl!: string;

  @Field(() => [URL], { description: "For Meta's form: the valid OAuth redirect URIs, byte for byte." })
  redirectUris!: string[];

  @Field(() => URL, { description: "For Meta's form: the deauthorize callback." })
  deauthorizeUrl!: string;

  @Field(() => URL, { description: "For Meta's form: the data deletion request." })
  dataDeletionUrl!: string;

  @Field(() => String, { description: "`embedded`, or the name of the database's host." })
  databasePlace!: string;

  @Field(() => String, { description: "The folder, or the host and the bucket, where the pictures' copies are." })
  filesPlace!: string;

  @Field(() => [AlertChannel], { description: "How news of trouble is told; empty where nobody asked for any." })
  alertChannels!: AlertChannel[];

  @Field(() => [Setting], { description: "Every setting, in the order of docs/settings.md." })
  settings!: Setting[];
}
