import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { AccountStatus } from "../db/schema/accounts.js";
import { AccountOrder } from "../features/feed/account-filter.js";
import { FailureCause } from "../instagram/errors.js";
import { ViewerKind } from "../viewer.js";
import { TokenHealth } from "./token-types.js";

registerEnumType(AccountStatus, {
  name: "AccountStatus",
  description: "Whether an account is kept up to date.",
  valuesConfig: {
    ACTIVE: { description: "Synced and refreshed by itself." },
    PAUSED: {
      description: "Scheduled syncs are stopped; the token is still refreshed and what is kept is still served.",
    },
    RECONNECT_REQUIRED: {
      description: "The token is gone or refused: its owner must connect again. What is kept is still served.",
    },
  },
});

registerEnumType(FailureCause, {
  name: "FailureCause",
  description: "Why Instagram did not do what it was asked.",
  valuesConfig: {
    TOKEN_EXPIRED: { description: "The token ran out." },
    TOKEN_REVOKED: { description: "Instagram withdrew the token." },
    PASSWORD_CHANGED: { description: "The owner changed their password." },
    APP_REMOVED: { description: "The owner removed the app at Instagram." },
    CHECKPOINT: { description: "Instagram wants the owner to confirm something in its app." },
    PERMISSION_MISSING: { description: "A permission was not granted or was withdrawn." },
    ACCOUNT_NOT_PROFESSIONAL: { description: "The account is a personal one." },
    APP_MISCONFIGURED: { description: "Instagram does not know this server's app id or secret." },
    INSTAGRAM_RATE_LIMITED: { description: "Instagram is throttling." },
    INSTAGRAM_UNAVAILABLE: { description: "Instagram did not answer, or not sensibly." },
    INSTAGRAM_REJECTED: { description: "Instagram refused this call while the account still works." },
    ACCOUNT_UNAVAILABLE: {
      description: "Instagram says that the account does not exist, or that the app may not see it any more.",
    },
    NOT_A_TESTER: {
      description:
        "The person agreed to everything, and Instagram still refuses: the app has Standard Access and the account is no tester.",
    },
    APP_BLOCKED: { description: "Meta has switched the app or its access off: every account is refused alike." },
  },
});

registerEnumType(ViewerKind, {
  name: "ViewerKind",
  description: "The kinds of viewers.",
  valuesConfig: {
    ANONYMOUS: { description: "Without credentials." },
    CLIENT: { description: "A site or app, by its API key." },
    OWNER: { description: "The owner of a connected account, by logging in with Instagram." },
    OPERATOR: { description: "A person who runs this server, or a script of theirs." },
  },
});

registerEnumType(AccountOrder, {
  name: "AccountOrder",
  description: "Orders of a list of accounts.",
  valuesConfig: {
    CONNECTED_DESC: { description: "Connected last first." },
    CONNECTED_ASC: { description: "Connected first first." },
    USERNAME_ASC: { description: "From A to Z." },
    USERNAME_DESC: { description: "From Z to A." },
    EXPIRES_ASC: { description: "The token that expires first, first. Operators and keys with the scope REFRESH." },
    EXPIRES_DESC: { description: "The token that expires last, first. Operators and keys with the scope REFRESH." },
    MOST_URGENT: {
      description:
        "The least time left first: what must be reconnected has none, the longest of them first; then as EXPIRES_ASC. Operators and keys with the scope REFRESH.",
    },
    SYNCED_ASC: { description: "Longest not brought up to date first." },
    SYNCED_DESC: { description: "Brought up to date last, first." },
  },
});

@ObjectType({ simpleResolvers: true, description: "Who an Instagram account says it is, as last read." })
export class Profile {
  @Field(() => ID, {
    nullable: true,
    description:
      "The professional account's id at Instagram (17841…); text, because it exceeds 2^53. Null where Instagram withholds it.",
  })
  userId!: string | null;

  @Field(() => String, { description: "The account's name at Instagram, without @." })
  username!: string;

  @Field(() => String, { nullable: true, description: "The name shown on the profile." })
  name!: string | null;

  @Field(() => String, { nullable: true, description: "The text under the name." })
  biography!: string | null;

  @Field(() => String, { nullable: true, description: "The site that the profile links to." })
  website!: string | null;

  @Field(() => String, { nullable: true, description: "As Instagram says it, such as BUSINESS or MEDIA_CREATOR." })
  accountType!: string | null;

  @Field(() => URL, {
    nullable: true,
    description: "The profile's picture: an address on this server that keeps working.",
  })
  profilePictureUrl!: string | null;

  @Field(() => Int, { nullable: true, description: "How many follow the account." })
  followersCount!: number | null;

  @Field(() => Int, { nullable: true, description: "How many the account follows." })
  followsCount!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many posts Instagram counts; some of them may not be given to apps.",
  })
  mediaCount!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "An Instagram account that has been connected." })
export class Account {
  @Field(() => ID, { description: "Ours; stays the same when the account is reconnected or renamed." })
  id!: string;

  @Field(() => String, { description: "The account's name at Instagram, without @." })
  username!: string;

  @Field(() => AccountStatus, { description: "RECONNECT_REQUIRED wins over PAUSED, which is remembered in `paused`." })
  status!: AccountStatus;

  @Field(() => Boolean, { description: "Whether an operator has paused the scheduled syncs." })
  paused!: boolean;

  @Field(() => Profile, { description: "Who the account says it is." })
  profile!: Profile;

  @Field(() => Date, { description: "When it was first connected." })
  connectedAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: "When its newest posts were last brought up to date; null before the first time.",
  })
  syncedAt!: Date | null;

  @Field(() => Boolean, {
    description: "True when the last attempt failed or is overdue; what is served is then the last good copy.",
  })
  stale!: boolean;

  @Field(() => Int, { description: "How many posts are kept and may be seen, without parts of albums." })
  postCount!: number;

  @Field(() => FailureCause, {
    nullable: true,
    description:
      "Why it is stale, where a failure is known. Operators, the owner and secret keys; null to anyone else.",
  })
  staleCause!: FailureCause | null;

  @Field(() => Date, {
    nullable: true,
    description:
      "When it is brought up to date next; null when that will not happen by itself. Operators, the owner and secret keys; null to anyone else.",
  })
  nextSyncAt!: Date | null;

  @Field(() => String, { nullable: true, description: "Your own word for it; operators and secret keys only." })
  reference!: string | null;

  @Field(() => [String], { description: "Your own tags for it; operators and secret keys only, empty to anyone else." })
  tags!: string[];

  @Field(() => String, { nullable: true, description: "Your own note about it; operators and secret keys only." })
  note!: string | null;

  @Field(() => Date, {
    nullable: true,
    description: "Until when it is left out of those that need somebody. Operators only; null to anyone else.",
  })
  snoozedUntil!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: "One page of accounts." })
export class AccountList {
  @Field(() => [Account], { description: "The accounts of this page, in order." })
  nodes!: Account[];

  @Field(() => Int, { description: "How many accounts the filter holds in all." })
  totalCount!: number;
}

@ObjectType({ description: "Who is asking." })
export class Viewer {
  @Field(() => ViewerKind, { description: "What kind of viewer this is." })
  kind!: ViewerKind;
}

@InputType("AccountFilter", { description: "Which accounts a list holds; what is left out or empty filters nothing." })
export class AccountFilter {
  @Field(() => String, { nullable: true, description: "Part of the username, name or reference." })
  search?: string | null;

  @Field(() => [AccountStatus], { nullable: true, description: "Any of these." })
  status?: AccountStatus[] | null;

  @Field(() => [TokenHealth], {
    nullable: true,
    description: "Any of these. Operators and keys with the scope REFRESH.",
  })
  health?: TokenHealth[] | null;

  @Field(() => [FailureCause], {
    nullable: true,
    description: "Any of these, of the token or of the last sync. Operators and keys with the scope REFRESH.",
  })
  cause?: FailureCause[] | null;

  @Field(() => Boolean, { nullable: true, description: "Only stale ones, or only those that are not." })
  stale?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Only those that need somebody, or only the others: to be reconnected, at most 14 days left, or failing to refresh or to sync for a day; for operators without those snoozed. Operators and keys with the scope REFRESH.",
  })
  needsYou?: boolean | null;

  @Field(() => [String], { nullable: true, description: "Any of these tags." })
  tags?: string[] | null;

  @Field(() => String, { nullable: true, description: "Exactly this reference." })
  reference?: string | null;

  @Field(() => Date, {
    nullable: true,
    description: "Whose token expires before this instant. Operators and keys with the scope REFRESH.",
  })
  expiresBefore?: Date | null;
}

@InputType({ description: "The operators' own words for an account; what is left out stays, null clears." })
export class UpdateAccountInput {
  @Field(() => String, { nullable: true, description: "What your systems call it; at most 200 characters." })
  reference?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "In place of the tags before; at most 50, of 100 characters each.",
  })
  tags?: string[] | null;

  @Field(() => String, { nullable: true, description: "Anything; at most 5,000 characters." })
  note?: string | null;
}
