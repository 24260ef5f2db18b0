import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { SettingGroup } from "../config/setting-kinds.js";
import { HealthLevel, OverdueKind, ServerMode } from "../db/schema/job-runs.js";
import { FailureCause } from "../instagram/errors.js";
import { AlertChannel } from "./alerts.js";

registerEnumType(HealthLevel, {
  name: "HealthLevel",
  description: "The health of a service that the server depends on.",
  valuesConfig: {
    HEALTHY: { description: "Everything works." },
    DEGRADED: { description: "Calls are slow or fail sometimes." },
    DOWN: { description: "Nearly all calls fail." },
    UNKNOWN: { description: "There were no calls in the last day." },
  },
});

registerEnumType(OverdueKind, {
  name: "OverdueKind",
  description: "The kinds of overdue work.",
  valuesConfig: {
    REFRESH: { description: "The refresh of a token." },
    SYNC: { description: "The sync of an account." },
  },
});

registerEnumType(ServerMode, {
  name: "ServerMode",
  description: "Which Instagram the server uses.",
  valuesConfig: {
    SANDBOX: { description: "The built-in fake Instagram." },
    LIVE: { description: "The real Instagram." },
  },
});

registerEnumType(SettingGroup, {
  name: "SettingGroup",
  description: "The groups of settings.",
  valuesConfig: {
    SERVER: { description: "Network, addresses and logging." },
    STORAGE: { description: "The database and the files." },
    INSTAGRAM: { description: "The Instagram app and the connection to Instagram." },
    ACCESS: { description: "Access and permissions." },
    SCHEDULE: { description: "Intervals and retention times." },
    ALERTS: { description: "Alerts." },
  },
});

@ObjectType({ simpleResolvers: true, description: "The numbers of accounts by status and token health." })
export class AccountCounts {
  @Field(() => Int, { description: "The number of all accounts." })
  accountCount!: number;

  @Field(() => Boolean, {
    description:
      "True when there are more than 10,000 accounts. Then counts above 10,000 are estimates, and so are `active` and `healthy`.",
  })
  isEstimate!: boolean;

  @Field(() => Int, { description: "Accounts with status ACTIVE." })
  active!: number;

  @Field(() => Int, { description: "Accounts with status PAUSED." })
  paused!: number;

  @Field(() => Int, { description: "Accounts with status RECONNECT_REQUIRED." })
  reconnectRequired!: number;

  @Field(() => Int, { description: "Accounts whose token is HEALTHY." })
  healthy!: number;

  @Field(() => Int, { description: "Accounts whose token is DUE." })
  due!: number;

  @Field(() => Int, { description: "Accounts whose token is EXPIRING." })
  expiring!: number;

  @Field(() => Int, { description: "Accounts whose token is EXPIRED." })
  expired!: number;

  @Field(() => Int, { description: "Accounts whose token is REVOKED or missing." })
  revoked!: number;

  @Field(() => Int, { description: "Accounts whose last sync failed or whose next one is overdue." })
  stale!: number;

  @Field(() => Int, { description: "Accounts that need attention, as the filter `needsAttention` selects them." })
  needAttention!: number;

  @Field(() => Date, { nullable: true, description: "When any account was last synced." })
  lastSyncAt!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: "The number of stored posts." })
export class PostCount {
  @Field(() => Int, { description: "The number of posts, without parts of albums." })
  count!: number;

  @Field(() => Boolean, { description: "True when there are too many posts to count exactly." })
  isEstimate!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "The refresh or sync that has been due for the longest time." })
export class Overdue {
  @Field(() => OverdueKind, { description: "Whether a refresh or a sync is overdue." })
  kind!: OverdueKind;

  @Field(() => Date, { description: "When the work was due." })
  dueAt!: Date;

  @Field(() => Int, { description: "The delay, in seconds." })
  lateS!: number;
}

@ObjectType({ simpleResolvers: true, description: "The last run of a scheduled job, in any process." })
export class JobRun {
  @Field(() => String, { description: "The name of the job." })
  job!: string;

  @Field(() => Date, { description: "When the run started." })
  startedAt!: Date;

  @Field(() => Int, { description: "The duration, in milliseconds." })
  ms!: number;

  @Field(() => Boolean, { description: "Whether a bug or the database made the run fail." })
  isFailed!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "The health of the database." })
export class DatabaseHealth {
  @Field(() => HealthLevel, {
    description: "Degraded while the database is slow or its clock differs. While it is unavailable, this query fails.",
  })
  health!: HealthLevel;

  @Field(() => Int, { description: "How long a small statement took, in milliseconds." })
  ms!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "Seconds by which this machine's clock is ahead of the database's; negative when behind. Meanwhile no job refreshes or " +
      "deletes anything. Null while the clocks agree, and in a process without jobs.",
  })
  clockAheadS!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "The health of Instagram, by the last twenty syncs of the last day.",
})
export class InstagramHealth {
  @Field(() => HealthLevel, {
    description: "Degraded when a third of the syncs failed for reasons outside the accounts.",
  })
  health!: HealthLevel;

  @Field(() => FailureCause, {
    nullable: true,
    description: "The most frequent cause of failures; null while healthy.",
  })
  cause!: FailureCause | null;

  @Field(() => Date, { nullable: true, description: "When the newest of these syncs started." })
  lastSyncStartedAt!: Date | null;
}

@ObjectType("ServerStatus", { simpleResolvers: true, description: "The state of the whole server." })
export class ServerStatus {
  @Field(() => ServerMode, { description: "Which Instagram the server uses." })
  mode!: ServerMode;

  @Field(() => String, { description: "The version of Darkroom." })
  version!: string;

  @Field(() => Date, { description: "The server's current time. In the sandbox the clock may have been advanced." })
  now!: Date;

  @Field(() => AccountCounts, { description: "The numbers of accounts." })
  accounts!: AccountCounts;

  @Field(() => PostCount, { description: "The number of stored posts." })
  posts!: PostCount;

  @Field(() => Overdue, {
    nullable: true,
    description: "The work that has been due for the longest time; null when nothing is due.",
  })
  mostOverdue!: Overdue | null;

  @Field(() => [JobRun], { description: "The last runs of the scheduled jobs." })
  jobRuns!: JobRun[];

  @Field(() => Date, { nullable: true, description: "When the server last checked for tokens to refresh." })
  lastRefreshCheckAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: "When the next such check is due; null before the first one.",
  })
  nextRefreshCheckAt!: Date | null;

  @Field(() => DatabaseHealth, { description: "The health of the database." })
  database!: DatabaseHealth;

  @Field(() => InstagramHealth, { description: "The health of Instagram." })
  instagram!: InstagramHealth;
}

@ObjectType({ simpleResolvers: true, description: "The tokens that expire on one day, as of now." })
export class ExpiryForecastDay {
  @Field(() => Date, { description: "The day's first instant, in UTC." })
  day!: Date;

  @Field(() => Int, { description: "The number of tokens that expire on this day." })
  expiringCount!: number;

  @Field(() => Int, {
    description: "How many of these the server expects to refresh before they expire.",
  })
  renewableCount!: number;
}

@ObjectType({ simpleResolvers: true, description: "One setting of this process." })
export class Setting {
  @Field(() => String, { description: "The name of the environment variable." })
  name!: string;

  @Field(() => SettingGroup, { description: "The setting's group." })
  group!: SettingGroup;

  @Field(() => String, { description: "What the setting does. Names are in backticks." })
  description!: string;

  @Field(() => String, {
    nullable: true,
    description: "The current value; null for secrets and for settings without a value.",
  })
  value!: string | null;

  @Field(() => Boolean, { description: "Whether the setting was set. If not, the default applies." })
  isSet!: boolean;

  @Field(() => Boolean, { description: "Whether the value is or contains a secret. Such a value is never returned." })
  isSecret!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "The configuration of this process, as read at its start." })
export class ServerSettings {
  @Field(() => ServerMode, { description: "Which Instagram the server uses." })
  mode!: ServerMode;

  @Field(() => String, { description: "The version of Darkroom." })
  version!: string;

  @Field(() => String, { description: "The version of Node." })
  nodeVersion!: string;

  @Field(() => URL, { description: "The server's public address." })
  publicUrl!: string;

  @Field(() => [URL], {
    description: "The valid OAuth redirect URIs, for Meta's app dashboard. Enter exactly these characters.",
  })
  redirectUris!: string[];

  @Field(() => URL, { description: "The deauthorize callback URL, for Meta's app dashboard." })
  deauthorizeUrl!: string;

  @Field(() => URL, { description: "The data deletion request URL, for Meta's app dashboard." })
  dataDeletionUrl!: string;

  @Field(() => URL, { description: "The privacy policy URL, for Meta's app dashboard." })
  privacyPolicyUrl!: string;

  @Field(() => String, { description: "`embedded`, or the database's host name." })
  databasePlace!: string;

  @Field(() => String, { description: "The folder, or the host and bucket, that stores the copies of pictures." })
  filesPlace!: string;

  @Field(() => [AlertChannel], { description: "The configured alert channels." })
  alertChannels!: AlertChannel[];

  @Field(() => [Setting], { description: "Every setting, in the order of docs/settings.md." })
  settings!: Setting[];
}
