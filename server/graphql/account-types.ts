import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { AccountStatus } from "../db/schema/accounts.js";
import { AccountOrder } from "../features/feed/account-filter.js";
import { FailureCause } from "../instagram/errors.js";
import { ViewerKind } from "../viewer.js";
import { TokenHealth } from "./token-types.js";

registerEnumType(AccountStatus, {
  name: "AccountStatus",
  description: "Whether the server syncs an account.",
  valuesConfig: {
    ACTIVE: { description: "The server syncs the account and refreshes its token on schedule." },
    PAUSED: {
      description:
        "An operator has stopped the scheduled syncs. The server still refreshes the token and serves the stored data.",
    },
    RECONNECT_REQUIRED: {
      description:
        "Instagram rejects the token, or there is none. The owner must connect again. The server still serves the stored data.",
    },
  },
});

registerEnumType(FailureCause, {
  name: "FailureCause",
  description: "Why a call to Instagram failed.",
  valuesConfig: {
    TOKEN_EXPIRED: { description: "The token has expired." },
    TOKEN_REVOKED: { description: "Instagram has revoked the token." },
    PASSWORD_CHANGED: { description: "The owner changed their password." },
    APP_REMOVED: { description: "The owner removed the app at Instagram." },
    CHECKPOINT: { description: "The owner must confirm something in the Instagram app." },
    PERMISSION_MISSING: { description: "The owner did not grant a permission, or withdrew it." },
    ACCOUNT_NOT_PROFESSIONAL: { description: "The account is a personal account, not a professional one." },
    APP_MISCONFIGURED: { description: "Instagram does not accept this server's app id or secret." },
    INSTAGRAM_RATE_LIMITED: { description: "Instagram is rate-limiting requests." },
    INSTAGRAM_UNAVAILABLE: { description: "Instagram did not respond, or its response was invalid." },
    INSTAGRAM_REJECTED: { description: "Instagram rejected this call; the account still works." },
    ACCOUNT_UNAVAILABLE: {
      description: "Instagram reports that the account does not exist, or that the app may no longer access it.",
    },
    NOT_A_TESTER: {
      description:
        "The owner granted everything, but Instagram still rejects the call. The app has Standard Access, and the account is not a tester.",
    },
    APP_BLOCKED: { description: "Meta has disabled the app or its access; calls for all accounts fail." },
  },
});

registerEnumType(ViewerKind, {
  name: "ViewerKind",
  description: "The kinds of viewers.",
  valuesConfig: {
    ANONYMOUS: { description: "A visitor without credentials." },
    CLIENT: { description: "A site or app that authenticates with an API key." },
    OWNER: { description: "The owner of a connected account, logged in with Instagram." },
    OPERATOR: { description: "An operator, or a script with the operator token." },
  },
});

registerEnumType(AccountOrder, {
  name: "AccountOrder",
  description: "The sort orders for accounts.",
  valuesConfig: {
    CONNECTED_DESC: { description: "The account connected last comes first." },
    CONNECTED_ASC: { description: "The account connected first comes first." },
    USERNAME_ASC: { description: "By username, from A to Z." },
    USERNAME_DESC: { description: "By username, from Z to A." },
    EXPIRES_ASC: { description: "The token that expires soonest comes first. Operators and keys with scope REFRESH." },
    EXPIRES_DESC: { description: "The token that expires latest comes first. Operators and keys with scope REFRESH." },
    MOST_URGENT: {
      description:
        "Accounts that must be reconnected come first, the longest waiting at the top. The others follow as in EXPIRES_ASC. Operators and keys with scope REFRESH.",
    },
    SYNCED_ASC: { description: "The account whose last sync is oldest comes first." },
    SYNCED_DESC: { description: "The account whose last sync is newest comes first." },
  },
});

@ObjectType({ simpleResolvers: true, description: "The profile of an Instagram account, as last read." })
export class Profile {
  @Field(() => ID, {
    nullable: true,
    description:
      "Instagram's id of the professional account (17841…). It is text because it exceeds 2^53. Null when Instagram does not return it.",
  })
  userId!: string | null;

  @Field(() => String, { description: "The Instagram username, without @." })
  username!: string;

  @Field(() => String, { nullable: true, description: "The display name." })
  name!: string | null;

  @Field(() => String, { nullable: true, description: "The biography under the name." })
  biography!: string | null;

  @Field(() => String, { nullable: true, description: "The website in the profile." })
  website!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The account type by Instagram, such as BUSINESS or MEDIA_CREATOR.",
  })
  accountType!: string | null;

  @Field(() => URL, {
    nullable: true,
    description: "The profile picture: a stable address on this server.",
  })
  profilePictureUrl!: string | null;

  @Field(() => Int, { nullable: true, description: "The number of followers." })
  followersCount!: number | null;

  @Field(() => Int, { nullable: true, description: "The number of accounts that this account follows." })
  followsCount!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "The number of posts by Instagram's count, including posts that apps cannot read.",
  })
  mediaCount!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "A connected Instagram account." })
export class Account {
  @Field(() => ID, {
    description: "Darkroom's id of the account. Reconnecting or renaming the account does not change it.",
  })
  id!: string;

  @Field(() => String, { description: "The Instagram username, without @." })
  username!: string;

  @Field(() => AccountStatus, {
    description:
      "The account's status. RECONNECT_REQUIRED takes precedence over PAUSED; `paused` still shows the pause.",
  })
  status!: AccountStatus;

  @Field(() => Boolean, { description: "True while scheduled syncs are paused by an operator." })
  paused!: boolean;

  @Field(() => Profile, { description: "The account's profile at Instagram." })
  profile!: Profile;

  @Field(() => Date, { description: "When the account was first connected." })
  connectedAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: "When the newest posts were last synced; null before the first sync.",
  })
  syncedAt!: Date | null;

  @Field(() => Boolean, {
    description: "True when the last sync failed or a sync is overdue. The server then serves the last stored data.",
  })
  stale!: boolean;

  @Field(() => Int, {
    description: "The number of stored posts that the viewer may see. Parts of albums are not counted.",
  })
  postCount!: number;

  @Field(() => FailureCause, {
    nullable: true,
    description:
      "Why the account is stale, if the cause is known. Operators, the owner and secret keys; null for anyone else.",
  })
  staleCause!: FailureCause | null;

  @Field(() => Date, {
    nullable: true,
    description:
      "When the next scheduled sync is due; null when none is scheduled. Operators, the owner and secret keys; null for anyone else.",
  })
  nextSyncAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "The account's id or name in your own systems. Operators and secret keys only; null for anyone else.",
  })
  reference!: string | null;

  @Field(() => [String], {
    description: "The operators' tags for the account. Operators and secret keys only; empty for anyone else.",
  })
  tags!: string[];

  @Field(() => String, {
    nullable: true,
    description: "The operators' note about the account. Operators and secret keys only; null for anyone else.",
  })
  note!: string | null;

  @Field(() => Date, {
    nullable: true,
    description:
      "When the snooze ends; until then the account does not need attention. Operators only; null for anyone else.",
  })
  snoozedUntil!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: "One page of accounts." })
export class AccountList {
  @Field(() => [Account], { description: "The accounts of this page, in the requested order." })
  nodes!: Account[];

  @Field(() => Int, {
    description: "The number of accounts that match the filter: exact up to 10,000, an estimate above that.",
  })
  totalCount!: number;

  @Field(() => Boolean, { description: "True when `totalCount` is an estimate." })
  totalCountIsEstimate!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The cursor of the last account of this page, for `after`. Null when the page is empty.",
  })
  endCursor!: string | null;
}

@ObjectType({ description: "The viewer: who sends this request." })
export class Viewer {
  @Field(() => ViewerKind, { description: "The kind of viewer." })
  kind!: ViewerKind;
}

@InputType("AccountFilter", { description: "Selects accounts. An omitted or empty field does not filter." })
export class AccountFilter {
  @Field(() => [ID], { nullable: true, description: "Only the accounts with these ids; at most 100." })
  ids?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Only the accounts with these usernames, with or without @; at most 100. Case is ignored.",
  })
  usernames?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Only accounts whose username, name or reference contains this text.",
  })
  search?: string | null;

  @Field(() => [AccountStatus], { nullable: true, description: "Only accounts with one of these statuses." })
  status?: AccountStatus[] | null;

  @Field(() => [TokenHealth], {
    nullable: true,
    description: "Only accounts whose token has one of these health values. Operators and keys with scope REFRESH.",
  })
  health?: TokenHealth[] | null;

  @Field(() => [FailureCause], {
    nullable: true,
    description:
      "Only accounts whose token or last sync failed for one of these causes. Operators and keys with scope REFRESH.",
  })
  cause?: FailureCause[] | null;

  @Field(() => Boolean, { nullable: true, description: "`true`: only stale accounts. `false`: only the others." })
  stale?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "`true`: only accounts that need attention. `false`: only the others. An account needs attention when it must be reconnected or its token has at most 14 days left. So does one whose refreshes or syncs have failed for a day. Operators do not see snoozed accounts among them. Operators and keys with scope REFRESH.",
  })
  needsAttention?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "`true`: only accounts whose token is at least 24 hours old. `false`: only the others, which Instagram would not refresh. Operators and keys with scope REFRESH.",
  })
  refreshable?: boolean | null;

  @Field(() => [String], { nullable: true, description: "Only accounts with one of these tags." })
  tags?: string[] | null;

  @Field(() => String, { nullable: true, description: "Only the account with exactly this reference." })
  reference?: string | null;

  @Field(() => Date, {
    nullable: true,
    description: "Only accounts whose token expires before this instant. Operators and keys with scope REFRESH.",
  })
  expiresBefore?: Date | null;
}
