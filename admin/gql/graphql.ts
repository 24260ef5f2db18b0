/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Selects accounts. An omitted or empty field does not filter. */
export type AccountFilter = {
  /** Only accounts whose token or last sync failed for one of these causes. Operators and keys with scope REFRESH. */
  cause?: Array<FailureCause> | null | undefined;
  /** Only accounts whose token expires before this instant. Operators and keys with scope REFRESH. */
  expiresBefore?: string | null | undefined;
  /** Only accounts whose token has one of these health values. Operators and keys with scope REFRESH. */
  health?: Array<TokenHealth> | null | undefined;
  /** Only the accounts with these ids; at most 100. */
  ids?: Array<string | number> | null | undefined;
  /** `true`: only accounts that need attention. `false`: only the others. An account needs attention when it must be reconnected or its token has at most 14 days left. So does one whose refreshes or syncs have failed for a day. Operators do not see snoozed accounts among them. Operators and keys with scope REFRESH. */
  needsAttention?: boolean | null | undefined;
  /** Only the account with exactly this reference. */
  reference?: string | null | undefined;
  /** `true`: only accounts whose token is at least 24 hours old. `false`: only the others, which Instagram would not refresh. Operators and keys with scope REFRESH. */
  refreshable?: boolean | null | undefined;
  /** Only accounts whose username, name or reference contains this text. */
  search?: string | null | undefined;
  /** `true`: only stale accounts. `false`: only the others. */
  stale?: boolean | null | undefined;
  /** Only accounts with one of these statuses. */
  status?: Array<AccountStatus> | null | undefined;
  /** Only accounts with one of these tags. */
  tags?: Array<string> | null | undefined;
  /** Only the accounts with these usernames, with or without @; at most 100. Case is ignored. */
  usernames?: Array<string> | null | undefined;
};

/** The sort orders for accounts. */
export type AccountOrder =
  /** The account connected first comes first. */
  | 'CONNECTED_ASC'
  /** The account connected last comes first. */
  | 'CONNECTED_DESC'
  /** The token that expires soonest comes first. Operators and keys with scope REFRESH. */
  | 'EXPIRES_ASC'
  /** The token that expires latest comes first. Operators and keys with scope REFRESH. */
  | 'EXPIRES_DESC'
  /** Accounts that must be reconnected come first, the longest waiting at the top. The others follow as in EXPIRES_ASC. Operators and keys with scope REFRESH. */
  | 'MOST_URGENT'
  /** The account whose last sync is oldest comes first. */
  | 'SYNCED_ASC'
  /** The account whose last sync is newest comes first. */
  | 'SYNCED_DESC'
  /** By username, from A to Z. */
  | 'USERNAME_ASC'
  /** By username, from Z to A. */
  | 'USERNAME_DESC';

/** Whether the server syncs an account. */
export type AccountStatus =
  /** The server syncs the account and refreshes its token on schedule. */
  | 'ACTIVE'
  /** An operator has stopped the scheduled syncs. The server still refreshes the token and serves the stored data. */
  | 'PAUSED'
  /** Instagram rejects the token, or there is none. The owner must connect again. The server still serves the stored data. */
  | 'RECONNECT_REQUIRED';

/** Changes to one of many accounts. */
export type AccountUpdateInput = {
  /** Darkroom's id of the account. */
  accountId: string | number;
  /** The changes. An omitted field stays; null clears it. */
  input: UpdateAccountInput;
};

/** The kinds of actors in the audit log. */
export type ActorKind =
  /** A person in a browser who was not signed in. */
  | 'ANONYMOUS'
  /** A site or app that authenticates with an API key. */
  | 'CLIENT'
  /** An operator: signed in, with the operator token, or on the command line. */
  | 'OPERATOR'
  /** The account's owner, who has logged in with Instagram. */
  | 'OWNER'
  /** The server itself, by its schedule. */
  | 'SYSTEM';

/** The channels for alerts. */
export type AlertChannel =
  /** E-mail to ALERT_EMAIL. */
  | 'EMAIL'
  /** An HTTP POST to ALERT_WEBHOOK_URL. */
  | 'WEBHOOK';

/** The states of a delivery. */
export type AlertDeliveryStatus =
  /** The receiver has accepted the message. */
  | 'DELIVERED'
  /** The server gave up: after a day of attempts, or after one for a test. */
  | 'FAILED'
  /** An attempt is due, now or later. */
  | 'WAITING';

/** The kinds of API keys. */
export type ApiKeyKind =
  /** For browsers, on the listed origins; reads public fields. Starts with `pk_`. */
  | 'PUBLISHABLE'
  /** For servers; must never reach a browser. Starts with `sk_`. */
  | 'SECRET';

/** The scopes of an API key. */
export type ApiKeyScope =
  /** Connect accounts with `startConnect` and `connectAccount`. The key may then read these accounts. */
  | 'CONNECT'
  /** Read the key's accounts. */
  | 'READ'
  /** Read token states, and call `refreshToken` and `syncAccount`. */
  | 'REFRESH';

/** The API key to create. */
export type CreateApiKeyInput = {
  /** The accounts that the key may read. Required unless `allAccounts` is true or `feedIds` names some. */
  accountIds?: Array<string | number> | null | undefined;
  /** All accounts, including those connected later. */
  allAccounts?: boolean | null | undefined;
  /** When the key expires. Omitted: never. */
  expiresAt?: string | null | undefined;
  /** The feeds that the key is bound to. With feeds and no accounts, it reads these feeds and nothing else. */
  feedIds?: Array<string | number> | null | undefined;
  /** The kind of key. */
  kind: ApiKeyKind;
  /** A name for the key, such as the site that uses it. */
  name: string;
  /** The origins where a publishable key works; at least one. Examples: https://example.com, https://*.example.com, https://*--site.netlify.app, capacitor://localhost or http://localhost:* */
  origins?: Array<string> | null | undefined;
  /** The key's scopes. A publishable key can only have READ. */
  scopes?: Array<ApiKeyScope> | null | undefined;
};

/** The connect link to create. */
export type CreateConnectLinkInput = {
  /** The only account that the link may connect, for reconnecting. */
  accountId?: string | number | null | undefined;
  /** When the link expires: at most 30 days ahead. Omitted: 7 days. */
  expiresAt?: string | null | undefined;
  /** The operator's label for the link. */
  label?: string | null | undefined;
  /** The reference that the connected account receives. */
  reference?: string | null | undefined;
};

/** What an erasure deletes. */
export type ErasedKind =
  /** Accounts with their profiles. */
  | 'ACCOUNTS'
  /** Alerts about the account. */
  | 'ALERTS'
  /** Audit log entries from which Instagram's ids were removed. */
  | 'AUDIT_DETAILS'
  /** Connect links for the account, or used by it. */
  | 'CONNECT_LINKS'
  /** Files that no other account shows. */
  | 'FILES'
  /** Entries in bulk jobs. */
  | 'JOB_ITEMS'
  /** Grants of API keys. */
  | 'KEY_GRANTS'
  /** Alert messages that the account was removed from. */
  | 'MESSAGES'
  /** Started or finished OAuth flows. */
  | 'OAUTH_STATES'
  /** Addresses of pictures and videos. */
  | 'PICTURES'
  /** Posts and parts of albums. */
  | 'POSTS'
  /** Records of syncs. */
  | 'SYNC_RUNS'
  /** Access tokens. */
  | 'TOKENS';

/** Why an account was erased. */
export type ErasureReason =
  /** Meta requested it by its data deletion callback. */
  | 'CALLBACK'
  /** Its id was in a list that Meta mailed. */
  | 'MAILED_LIST'
  /** An operator disconnected or erased it. */
  | 'OPERATOR'
  /** Its owner disconnected it or deleted their data. */
  | 'OWNER'
  /** It was disconnected or broken for longer than ERASE_BROKEN_AFTER. */
  | 'RETENTION';

/** How far an erasure has come. */
export type ErasureState =
  /** The id means more than one account, so nothing was deleted. */
  | 'AMBIGUOUS'
  /** Every row and every file is deleted. */
  | 'DONE'
  /** Every row is deleted; the files follow. */
  | 'ERASED'
  /** There was nothing to delete. */
  | 'NOT_FOUND'
  /** Nothing is deleted yet; a job will do it within seconds. */
  | 'PENDING';

/** The actions in the audit log. */
export type EventAction =
  /** An account was connected for the first time. */
  | 'ACCOUNT_CONNECTED'
  /** An owner removed the app at Instagram: the token was forgotten, the data stays. */
  | 'ACCOUNT_DEAUTHORIZED'
  /** An account and all its data were deleted. */
  | 'ACCOUNT_DISCONNECTED'
  /** An account was erased: Meta or its owner required it, or it was a duplicate of another account. */
  | 'ACCOUNT_ERASED'
  /** An account was imported with an existing token. */
  | 'ACCOUNT_IMPORTED'
  /** The scheduled syncs of an account were paused. */
  | 'ACCOUNT_PAUSED'
  /** The owner connected the account again. */
  | 'ACCOUNT_RECONNECTED'
  /** The scheduled syncs of an account were resumed. */
  | 'ACCOUNT_RESUMED'
  /** An account was snoozed, or its snooze was ended. */
  | 'ACCOUNT_SNOOZED'
  /** The reference, tags or note of an account were changed. */
  | 'ACCOUNT_UPDATED'
  /** A request that claims to come from Meta was rejected; at most 60 entries an hour. */
  | 'CALLBACK_REJECTED'
  /** Meta requested the deletion of a person's data. */
  | 'ERASURE_REQUESTED'
  /** A feed was created. */
  | 'FEED_CREATED'
  /** Posts were shown, hidden or undecided in a feed. */
  | 'FEED_DECIDED'
  /** A post was pinned in a feed. */
  | 'FEED_PINNED'
  /** A feed was removed. */
  | 'FEED_REMOVED'
  /** An earlier version of a feed's settings was restored. */
  | 'FEED_RESTORED'
  /** A post was unpinned in a feed. */
  | 'FEED_UNPINNED'
  /** A feed's settings were changed. */
  | 'FEED_UPDATED'
  /** A bulk job was cancelled. */
  | 'JOB_CANCELLED'
  /** A bulk job was started. */
  | 'JOB_STARTED'
  /** An API key was created. */
  | 'KEY_CREATED'
  /** An API key was revoked. */
  | 'KEY_REVOKED'
  /** An API key was changed. */
  | 'KEY_UPDATED'
  /** A connect link was created. */
  | 'LINK_CREATED'
  /** A connect link was revoked. */
  | 'LINK_REVOKED'
  /** A post was hidden. */
  | 'MEDIA_HIDDEN'
  /** A hidden post was made visible again. */
  | 'MEDIA_SHOWN'
  /** An operator was added. */
  | 'OPERATOR_ADDED'
  /** An operator's password was changed. */
  | 'OPERATOR_PASSWORD_SET'
  /** An operator was removed. */
  | 'OPERATOR_REMOVED'
  /** An operator signed in. */
  | 'OPERATOR_SIGNED_IN'
  /** An account's owner downloaded their data. */
  | 'OWNER_DATA_EXPORTED'
  /** An account's owner logged in with Instagram. */
  | 'OWNER_LOGGED_IN'
  /** The sandbox's accounts were erased. */
  | 'SANDBOX_ERASED'
  /** All encrypted data was encrypted anew with the first of SECRET_KEYS. */
  | 'SECRETS_ROTATED'
  /** A sync failed. */
  | 'SYNC_FAILED'
  /** A test alert was sent. */
  | 'TEST_ALERT_SENT'
  /** A token refresh failed. */
  | 'TOKEN_FAILED'
  /** A token was refreshed. */
  | 'TOKEN_REFRESHED';

/** Selects audit log entries. An omitted or empty field does not filter. */
export type EventFilter = {
  /** Only entries about this account, even after it was disconnected. */
  accountId?: string | number | null | undefined;
  /** Any of these. */
  action?: Array<EventAction> | null | undefined;
  /** Only entries by these kinds of actors. */
  actorKind?: Array<ActorKind> | null | undefined;
  /** Any of these. */
  outcome?: Array<EventOutcome> | null | undefined;
  /** Only entries at this instant or later. */
  since?: string | null | undefined;
  /** Only entries before this instant. */
  until?: string | null | undefined;
};

/** The result. */
export type EventOutcome =
  /** The action failed; see `cause`. */
  | 'FAILED'
  /** The action succeeded. */
  | 'OK';

/** Why a call to Instagram failed. */
export type FailureCause =
  /** The account is a personal account, not a professional one. */
  | 'ACCOUNT_NOT_PROFESSIONAL'
  /** Instagram reports that the account does not exist, or that the app may no longer access it. */
  | 'ACCOUNT_UNAVAILABLE'
  /** Meta has disabled the app or its access; calls for all accounts fail. */
  | 'APP_BLOCKED'
  /** Instagram does not accept this server's app id or secret. */
  | 'APP_MISCONFIGURED'
  /** The owner removed the app at Instagram. */
  | 'APP_REMOVED'
  /** The owner must confirm something in the Instagram app. */
  | 'CHECKPOINT'
  /** Instagram is rate-limiting requests. */
  | 'INSTAGRAM_RATE_LIMITED'
  /** Instagram rejected this call; the account still works. */
  | 'INSTAGRAM_REJECTED'
  /** Instagram did not respond, or its response was invalid. */
  | 'INSTAGRAM_UNAVAILABLE'
  /** The owner granted everything, but Instagram still rejects the call. The app has Standard Access, and the account is not a tester. */
  | 'NOT_A_TESTER'
  /** The owner changed their password. */
  | 'PASSWORD_CHANGED'
  /** The owner did not grant a permission, or withdrew it. */
  | 'PERMISSION_MISSING'
  /** The token has expired. */
  | 'TOKEN_EXPIRED'
  /** Instagram has revoked the token. */
  | 'TOKEN_REVOKED';

/** What an operator decides for a post in one feed. */
export type FeedDecision =
  /** The post stays out, and loses its pin. */
  | 'HIDE'
  /** The post passes, whatever the rules say. */
  | 'SHOW'
  /** The rules decide again. */
  | 'UNDECIDED';

/** A feed's settings. A new feed needs `slug`, `title` and `sources`; without `rules` it leaves out reels that owners keep off their profile. In a change, an omitted field stays, and a list replaces the whole list. */
export type FeedInput = {
  /** How sites that embed it show it, unless they name another layout; GRID for a new feed. */
  layout?: FeedLayout | null | undefined;
  /** Which posts it shows without a decision; PUBLISH for a new feed. */
  mode?: FeedMode | null | undefined;
  /** The order of its posts; NEWEST for a new feed. */
  orderBy?: FeedOrder | null | undefined;
  /** What becomes of a post that no rule matches; INCLUDE for a new feed. */
  otherwise?: FeedRuleAction | null | undefined;
  /** At most so many posts of one account, 1 to 100; null: any number. */
  perAccountMax?: number | null | undefined;
  /** Its rules in order, at most 50. */
  rules?: Array<FeedRuleInput> | null | undefined;
  /** How many posts it shows, 1 to 100; 25 for a new feed. */
  size?: number | null | undefined;
  /** Its address: a-z, 0-9 and hyphens, at most 60; unique. */
  slug?: string | null | undefined;
  /** Its accounts, at most 50 sources. */
  sources?: Array<FeedSourceInput> | null | undefined;
  /** What operators call it, at most 200 characters. */
  title?: string | null | undefined;
};

/** How a site shows a feed that it embeds. */
export type FeedLayout =
  /** Square pictures in columns. */
  | 'GRID'
  /** One below the other, each a small picture with its caption. */
  | 'LIST'
  /** Side by side in one line that scrolls. */
  | 'ROW';

/** The conditions of a rule, at least one. Each that is given must hold; of a list, one value is enough. */
export type FeedMatchInput = {
  /** Posts of these accounts. */
  accountIds?: Array<string | number> | null | undefined;
  /** Posts of accounts with one of these tags. */
  accountTags?: Array<string> | null | undefined;
  /** Posts with one of these hashtags. They are returned folded, without #. */
  hashtag?: Array<string> | null | undefined;
  /** `false`: reels that the owner keeps off the profile grid. `true`: all others. */
  isSharedToFeed?: boolean | null | undefined;
  /** Posts with fewer likes; a post without a count is not below any. */
  likesBelow?: number | null | undefined;
  /** Posts that mention one of these usernames. They are returned without @. */
  mention?: Array<string> | null | undefined;
  /** Posts older than this: a number and s, m, h or d, such as 90d. */
  olderThan?: string | null | undefined;
  /** Posts of these product types. */
  productType?: Array<MediaProductType> | null | undefined;
  /** Posts published at this instant or later. */
  since?: string | null | undefined;
  /** Posts of these types. */
  type?: Array<MediaType> | null | undefined;
  /** Posts published before this instant. */
  until?: string | null | undefined;
  /** Posts whose caption has one of these whole words or phrases, also as a hashtag. Case is ignored. */
  words?: Array<string> | null | undefined;
};

/** Which posts a feed shows without a decision. */
export type FeedMode =
  /** Every post that passes the rules. */
  | 'PUBLISH'
  /** None: only posts that an operator decided to SHOW, or pinned. */
  | 'REVIEW';

/** The order of a feed's posts. */
export type FeedOrder =
  /** Most likes first; unknown counts last, ties newest first. */
  | 'MOST_LIKED'
  /** Newest first. */
  | 'NEWEST'
  /** Oldest first. */
  | 'OLDEST'
  /** The accounts take turns in the order of the sources, each with its newest first. */
  | 'SPREAD';

/** What a rule does with a post that it matches. */
export type FeedRuleAction =
  /** The post stays out. */
  | 'EXCLUDE'
  /** The post passes. */
  | 'INCLUDE';

/** A rule of a feed. */
export type FeedRuleInput = {
  /** What it does with a post that it matches. */
  action: FeedRuleAction;
  /** What operators call it, at most 200 characters. */
  label?: string | null | undefined;
  /** Which posts it matches. */
  match: FeedMatchInput;
};

/** A source of a feed: an account or a tag of accounts, not both. */
export type FeedSourceInput = {
  /** One account. */
  accountId?: string | number | null | undefined;
  /** Every account with this tag, including those that get it later. */
  tag?: string | null | undefined;
};

/** Why a post is, or is not, in a feed: the first reason that applies, in this order. */
export type FeedVerdict =
  /** It passes, but `size` or `perAccountMax` is reached. */
  | 'BEYOND_LIMIT'
  /** The feed shows the same post for another account that shares it. */
  | 'DUPLICATE'
  /** A rule, or `otherwise`, leaves it out. */
  | 'EXCLUDED'
  /** An operator hid it in this feed. */
  | 'HIDDEN'
  /** Its account is not among the feed's sources. */
  | 'NOT_IN_SOURCES'
  /** It is in the feed. */
  | 'SHOWN'
  /** It is not stored, no longer at Instagram, or hidden everywhere. */
  | 'UNAVAILABLE'
  /** It waits for a decision in a feed with mode REVIEW. */
  | 'WAITING';

/** The health of a service that the server depends on. */
export type HealthLevel =
  /** Calls are slow or fail sometimes. */
  | 'DEGRADED'
  /** Nearly all calls fail. */
  | 'DOWN'
  /** Everything works. */
  | 'HEALTHY'
  /** There were no calls in the last day. */
  | 'UNKNOWN';

/** The kinds of bulk jobs. */
export type JobKind =
  /** Does what `disconnectAccount` does. */
  | 'DISCONNECT_ACCOUNTS'
  /** Erases the accounts of a list that Meta mailed. */
  | 'ERASE_ACCOUNTS'
  /** Does what `pauseAccount` does. */
  | 'PAUSE_ACCOUNTS'
  /** Does what `refreshToken` does. */
  | 'REFRESH_TOKENS'
  /** Does what `resumeAccount` does. */
  | 'RESUME_ACCOUNTS'
  /** Does what `syncAccount` does, and waits until each sync ends. */
  | 'SYNC_ACCOUNTS';

/** The states of a bulk job. */
export type JobState =
  /** The job was cancelled. Accounts in progress were finished, and finished ones stay as they are. */
  | 'CANCELLED'
  /** Every account was processed. */
  | 'DONE'
  /** A process works on the job, or will within seconds. */
  | 'RUNNING'
  /** Work on the first account has not started. */
  | 'WAITING';

/** The sort orders for posts. With MOST_*, paging may repeat or skip a post whose count changes meanwhile. */
export type MediaOrder =
  /** Most comments first; unknown counts last, ties newest first. */
  | 'MOST_COMMENTED'
  /** Most likes first; unknown counts last, ties newest first. */
  | 'MOST_LIKED'
  /** Newest first. */
  | 'NEWEST'
  /** Oldest first. */
  | 'OLDEST';

/** Where a post was published. */
export type MediaProductType =
  /** An ad. */
  | 'AD'
  /** The feed. */
  | 'FEED'
  /** Reels. */
  | 'REELS'
  /** A story. */
  | 'STORY';

/** The types of posts. */
export type MediaType =
  /** Several pictures and videos, in `children`. */
  | 'CAROUSEL_ALBUM'
  /** A picture. */
  | 'IMAGE'
  /** A video, including reels. */
  | 'VIDEO';

/** The kinds of overdue work. */
export type OverdueKind =
  /** The refresh of a token. */
  | 'REFRESH'
  /** The sync of an account. */
  | 'SYNC';

/** Why a picture or video could not be copied from Instagram. */
export type PictureFailure =
  /** The file is damaged or incomplete. */
  | 'BROKEN'
  /** Instagram no longer has the post or the picture. */
  | 'GONE'
  /** The picture's host is not in INSTAGRAM_CDN_HOSTS. */
  | 'HOST_NOT_ALLOWED'
  /** Instagram has never given an address for it. */
  | 'NOT_GIVEN'
  /** The picture's host has a private network address. */
  | 'PRIVATE_ADDRESS'
  /** Instagram is rate-limiting requests. */
  | 'RATE_LIMITED'
  /** The picture's address redirects; redirects are not followed. */
  | 'REDIRECTED'
  /** Instagram's picture host rejected the request. */
  | 'REFUSED'
  /** Instagram's address had expired, and so had its replacement. */
  | 'SIGNATURE_EXPIRED'
  /** The address has expired; only reconnecting the account gives a new one. */
  | 'TOKEN_DEAD'
  /** The file is too large. */
  | 'TOO_LARGE'
  /** The picture has too many pixels. */
  | 'TOO_MANY_PIXELS'
  /** Instagram did not respond, or the connection broke. */
  | 'UNAVAILABLE'
  /** The file is not a supported picture (JPEG, PNG, WebP, AVIF) or video (MP4). */
  | 'WRONG_TYPE';

/** Which Instagram the server uses. */
export type ServerMode =
  /** The real Instagram. */
  | 'LIVE'
  /** The built-in fake Instagram. */
  | 'SANDBOX';

/** The groups of settings. */
export type SettingGroup =
  /** Access and permissions. */
  | 'ACCESS'
  /** Alerts. */
  | 'ALERTS'
  /** The Instagram app and the connection to Instagram. */
  | 'INSTAGRAM'
  /** Intervals and retention times. */
  | 'SCHEDULE'
  /** Network, addresses and logging. */
  | 'SERVER'
  /** The database and the files. */
  | 'STORAGE';

/** The results of a sync. */
export type SyncRunOutcome =
  /** Instagram or a bug in this server made the sync fail. Posts read before stay stored. */
  | 'FAILED'
  /** The sync stopped after a page because the process ended or time ran out. It resumes later. */
  | 'INTERRUPTED'
  /** The sync read everything that it should. */
  | 'OK';

/** The health of a token. EXPIRED and REVOKED tokens need the owner to reconnect. */
export type TokenHealth =
  /** A refresh is due; the server does it on schedule. */
  | 'DUE'
  /** The token has expired. The owner must reconnect. */
  | 'EXPIRED'
  /** The token expires within 14 days. */
  | 'EXPIRING'
  /** The token works and needs no refresh yet. */
  | 'HEALTHY'
  /** Instagram has revoked the token. The owner must reconnect. */
  | 'REVOKED';

/** Changes to an account's reference, tags and note. An omitted field stays; null clears it. */
export type UpdateAccountInput = {
  /** Any text; at most 5,000 characters. */
  note?: string | null | undefined;
  /** The account's id or name in your own systems; at most 200 characters. */
  reference?: string | null | undefined;
  /** The new tags, which replace the old ones; at most 50, each with at most 100 characters. */
  tags?: Array<string> | null | undefined;
};

/** Changes to a key. An omitted field stays. */
export type UpdateApiKeyInput = {
  /** The accounts that the key may read, replacing the previous ones. Sets `allAccounts` to false. */
  accountIds?: Array<string | number> | null | undefined;
  /** All accounts, including those connected later. */
  allAccounts?: boolean | null | undefined;
  /** When the key expires; null for never. */
  expiresAt?: string | null | undefined;
  /** The feeds that the key is bound to, replacing the previous ones. */
  feedIds?: Array<string | number> | null | undefined;
  /** The name that operators gave the key. */
  name?: string | null | undefined;
  /** The origins, replacing the previous ones. */
  origins?: Array<string> | null | undefined;
};

/** The kinds of viewers. */
export type ViewerKind =
  /** A visitor without credentials. */
  | 'ANONYMOUS'
  /** A site or app that authenticates with an API key. */
  | 'CLIENT'
  /** An operator, or a script with the operator token. */
  | 'OPERATOR'
  /** The owner of a connected account, logged in with Instagram. */
  | 'OWNER';

export type AccountQueryVariables = Exact<{
  id: string | number;
}>;


export type AccountQuery = { erasureDueAt: string | null, settings: { publicUrl: string } | null, account: (
    { paused: boolean, tags: Array<string>, note: string | null, connectedAt: string, syncedAt: string | null, nextSyncAt: string | null, postCount: number, profile: { biography: string | null, website: string | null, accountType: string | null, followersCount: number | null, followsCount: number | null, mediaCount: number | null }, syncRuns: Array<{ id: string, startedAt: string, outcome: SyncRunOutcome, cause: FailureCause | null, full: boolean, ms: number, newCount: number, changedCount: number, removedCount: number, brokenCount: number, unknownTypeCount: number }> | null, lastHiding: Array<{ id: string }> | null, feeds: Array<{ id: string, title: string, slug: string }> | null, apiKeys: Array<{ id: string, name: string, kind: ApiKeyKind, prefix: string, allAccounts: boolean, lastUsedAt: string | null, expiresAt: string | null }> | null }
    & AccountSummaryFragment
    & AccountTokenFragment
  ) | null };

export type AccountSyncQueryVariables = Exact<{
  id: string | number;
}>;


export type AccountSyncQuery = { account: { profile: { mediaCount: number | null }, sync: { running: boolean, full: boolean | null, pageCount: number, postCount: number } | null } | null };

export type SyncAccountMutationVariables = Exact<{
  accountId: string | number;
  full: boolean;
}>;


export type SyncAccountMutation = { syncAccount: { sync: { running: boolean } | null } };

export type PauseAccountMutationVariables = Exact<{
  accountId: string | number;
}>;


export type PauseAccountMutation = { pauseAccount: { id: string } };

export type ResumeAccountMutationVariables = Exact<{
  accountId: string | number;
}>;


export type ResumeAccountMutation = { resumeAccount: { id: string } };

export type UpdateAccountMutationVariables = Exact<{
  accountId: string | number;
  input: UpdateAccountInput;
}>;


export type UpdateAccountMutation = { updateAccount: { id: string } };

export type DisconnectAccountMutationVariables = Exact<{
  accountId: string | number;
}>;


export type DisconnectAccountMutation = { disconnectAccount: string };

export type AccountRowFragment = (
  { paused: boolean, tags: Array<string>, connectedAt: string, syncedAt: string | null, nextSyncAt: string | null, postCount: number, token: { refreshedAt: string | null, nextRefreshAt: string | null, failure: { lastAt: string } | null } | null, syncRuns: Array<{ startedAt: string, outcome: SyncRunOutcome, cause: FailureCause | null, newCount: number, changedCount: number, removedCount: number }> | null }
  & AccountSummaryFragment
);

export type AccountListQueryVariables = Exact<{
  first: number;
  offset: number;
  orderBy: AccountOrder;
  filter: AccountFilter;
}>;


export type AccountListQuery = { accounts: { totalCount: number, nodes: Array<AccountRowFragment> } | null };

export type AccountTabCountsQueryVariables = Exact<{
  all: AccountFilter;
  expiring: AccountFilter;
  broken: AccountFilter;
  paused: AccountFilter;
}>;


export type AccountTabCountsQuery = { all: { totalCount: number } | null, expiring: { totalCount: number } | null, broken: { totalCount: number } | null, paused: { totalCount: number } | null };

export type AccountIdsQueryVariables = Exact<{
  filter: AccountFilter;
  first: number;
  offset: number;
}>;


export type AccountIdsQuery = { accounts: { nodes: Array<{ id: string }> } | null };

export type RefreshTokensMutationVariables = Exact<{
  accountIds?: Array<string | number> | string | number | null | undefined;
  filter?: AccountFilter | null | undefined;
}>;


export type RefreshTokensMutation = { refreshTokens: { id: string } };

export type SyncAccountsMutationVariables = Exact<{
  accountIds?: Array<string | number> | string | number | null | undefined;
  filter?: AccountFilter | null | undefined;
}>;


export type SyncAccountsMutation = { syncAccounts: { id: string } };

export type PauseAccountsMutationVariables = Exact<{
  accountIds?: Array<string | number> | string | number | null | undefined;
  filter?: AccountFilter | null | undefined;
}>;


export type PauseAccountsMutation = { pauseAccounts: { id: string } };

export type ResumeAccountsMutationVariables = Exact<{
  accountIds?: Array<string | number> | string | number | null | undefined;
  filter?: AccountFilter | null | undefined;
}>;


export type ResumeAccountsMutation = { resumeAccounts: { id: string } };

export type DisconnectAccountsMutationVariables = Exact<{
  accountIds?: Array<string | number> | string | number | null | undefined;
  filter?: AccountFilter | null | undefined;
}>;


export type DisconnectAccountsMutation = { disconnectAccounts: { id: string } };

export type CountAccountsQueryVariables = Exact<{
  filter: AccountFilter;
}>;


export type CountAccountsQuery = { accounts: { totalCount: number } | null };

export type TagAccountsMutationVariables = Exact<{
  accountIds?: Array<string | number> | string | number | null | undefined;
  filter?: AccountFilter | null | undefined;
  add?: Array<string> | string | null | undefined;
  remove?: Array<string> | string | null | undefined;
}>;


export type TagAccountsMutation = { tagAccounts: number };

export type ImportedAccountFragment = { id: string, username: string, reference: string | null, tags: Array<string> };

export type ImportedAccountsQueryVariables = Exact<{
  usernames: Array<string> | string;
}>;


export type ImportedAccountsQuery = { accounts: { nodes: Array<ImportedAccountFragment> } | null };

export type UpdateAccountsMutationVariables = Exact<{
  updates: Array<AccountUpdateInput> | AccountUpdateInput;
}>;


export type UpdateAccountsMutation = { updateAccounts: number };

export type EventLineFragment = { id: string, at: string, action: EventAction, outcome: EventOutcome, accountId: string | null, subject: string | null, cause: FailureCause | null, nextStep: string | null, instagramCode: number | null, instagramSubcode: number | null, traceId: string | null, actor: { kind: ActorKind, id: string | null, label: string }, account: { id: string, username: string } | null };

export type EventPageQueryVariables = Exact<{
  filter?: EventFilter | null | undefined;
  first: number;
  offset: number;
}>;


export type EventPageQuery = { events: { hasNextPage: boolean, nodes: Array<EventLineFragment> } | null };

export type EventQueryVariables = Exact<{
  id: string | number;
}>;


export type EventQuery = { event: EventLineFragment | null };

export type ConnectPlacesQueryVariables = Exact<{ [key: string]: never; }>;


export type ConnectPlacesQuery = { settings: { mode: ServerMode, publicUrl: string, redirectUris: Array<string>, deauthorizeUrl: string, dataDeletionUrl: string, privacyPolicyUrl: string } | null };

export type ImportAccountMutationVariables = Exact<{
  accessToken: string;
  reference?: string | null | undefined;
}>;


export type ImportAccountMutation = { importAccount: { id: string, username: string } };

export type CheckMetaAddressesMutationVariables = Exact<{ [key: string]: never; }>;


export type CheckMetaAddressesMutation = { checkMetaAddresses: Array<{ url: string, problem: string | null }> };

export type ErasurePreviewQueryVariables = Exact<{
  idList: string;
}>;


export type ErasurePreviewQuery = { erasurePreview: { idCount: number, accountCount: number, unknownCount: number, ambiguousIds: Array<string>, invalidCount: number, accounts: Array<{ id: string, username: string }> } };

export type EraseMailedListMutationVariables = Exact<{
  idList: string;
}>;


export type EraseMailedListMutation = { eraseMailedList: { id: string } };

export type ErasureRowFragment = { id: string, reason: ErasureReason, state: ErasureState, requestedAt: string, finishedAt: string | null, statusUrl: string, counts: Array<{ kind: ErasedKind, count: number }> };

export type ErasuresQueryVariables = Exact<{
  first: number;
  offset: number;
}>;


export type ErasuresQuery = { erasures: { totalCount: number, nodes: Array<ErasureRowFragment> } | null };

export type ErasureQueryVariables = Exact<{
  id: string | number;
}>;


export type ErasureQuery = { erasure: ErasureRowFragment | null };

export type FeedPictureFragment = { id: string, mediaType: MediaType, mediaProductType: MediaProductType | null, caption: string | null, permalink: string | null, timestamp: string, likeCount: number | null, account: { id: string, username: string }, image: { url: string, alt: string, palette: Array<string> | null } | null };

export type PlacedPostFragment = { place: number, pinned: boolean, alsoBy: Array<{ username: string }>, media: FeedPictureFragment };

export type FeedLineFragment = { id: string, slug: string, title: string, mode: FeedMode, size: number, accountCount: number | null, unhealthyAccounts: Array<{ id: string, username: string, status: AccountStatus }> | null, posts: { totalCount: number, nodes: Array<{ media: { id: string, image: { url: string } | null } }> } };

export type FeedSettingsFragment = { id: string, version: number, slug: string, title: string, mode: FeedMode, orderBy: FeedOrder, size: number, perAccountMax: number | null, otherwise: FeedRuleAction, layout: FeedLayout, sources: Array<{ tag: string | null, account: { id: string, username: string } | null }>, rules: Array<{ id: string, action: FeedRuleAction, label: string | null, match: RuleConditionsFragment }> };

export type RuleConditionsFragment = { accountIds: Array<string> | null, accountTags: Array<string> | null, type: Array<MediaType> | null, productType: Array<MediaProductType> | null, isSharedToFeed: boolean | null, hashtag: Array<string> | null, mention: Array<string> | null, words: Array<string> | null, since: string | null, until: string | null, olderThan: string | null, likesBelow: number | null };

export type PinFragment = { place: number, until: string | null, media: { id: string, permalink: string | null } };

export type FeedsQueryVariables = Exact<{
  first?: number | null | undefined;
  offset?: number | null | undefined;
  search?: string | null | undefined;
}>;


export type FeedsQuery = { feeds: { totalCount: number, nodes: Array<FeedLineFragment> } | null };

export type FeedRecordQueryVariables = Exact<{
  id: string | number;
}>;


export type FeedRecordQuery = { feed: FeedLineFragment | null };

export type FeedPageQueryVariables = Exact<{
  id: string | number;
}>;


export type FeedPageQuery = { settings: { publicUrl: string } | null, feed: (
    { accountCount: number | null, unhealthyAccounts: Array<{ id: string, username: string, status: AccountStatus }> | null, posts: { nodes: Array<PlacedPostFragment> }, pins: Array<PinFragment>, versions: Array<{ version: number, at: string, by: string, summary: string }> | null }
    & FeedSettingsFragment
  ) | null };

export type FeedCountsQueryVariables = Exact<{
  id: string | number;
}>;


export type FeedCountsQuery = { feed: { counts: { waiting: number, excluded: number, hidden: number, beyondLimit: number } | null } | null };

export type FeedPreviewQueryVariables = Exact<{
  id: string | number;
  version?: number | null | undefined;
  input: FeedInput;
}>;


export type FeedPreviewQuery = { previewFeed: { summary: string, posts: Array<PlacedPostFragment>, entered: Array<{ id: string }>, left: Array<FeedPictureFragment>, moved: Array<{ id: string }> } | null };

export type CreateFeedMutationVariables = Exact<{
  input: FeedInput;
}>;


export type CreateFeedMutation = { createFeed: FeedLineFragment };

export type UpdateFeedMutationVariables = Exact<{
  id: string | number;
  version: number;
  input: FeedInput;
}>;


export type UpdateFeedMutation = { updateFeed: FeedSettingsFragment };

export type RemoveFeedMutationVariables = Exact<{
  id: string | number;
}>;


export type RemoveFeedMutation = { removeFeed: string };

export type ExplainPostQueryVariables = Exact<{
  feedId: string | number;
  mediaId?: string | number | null | undefined;
  permalink?: string | null | undefined;
}>;


export type ExplainPostQuery = { explainPost: { verdict: FeedVerdict, text: string, place: number | null, decision: FeedDecision, rule: { action: FeedRuleAction, label: string | null, match: RuleConditionsFragment } | null, media: FeedPictureFragment | null } | null };

export type JudgedPostsQueryVariables = Exact<{
  id: string | number;
  verdict: FeedVerdict;
  first: number;
}>;


export type JudgedPostsQuery = { feed: { judgedPosts: Array<FeedPictureFragment> | null } | null };

export type BeforeHideQueryVariables = Exact<{
  feedId: string | number;
  mediaId: string | number;
}>;


export type BeforeHideQuery = { explainPost: { decision: FeedDecision, media: { permalink: string | null } | null } | null, feed: { pins: Array<PinFragment> } | null };

export type DecidePostsMutationVariables = Exact<{
  feedId: string | number;
  mediaIds: Array<string | number> | string | number;
  decision: FeedDecision;
}>;


export type DecidePostsMutation = { decidePosts: { id: string } };

export type PinPostMutationVariables = Exact<{
  feedId: string | number;
  mediaId: string | number;
  place: number;
  until?: string | null | undefined;
}>;


export type PinPostMutation = { pinPost: { id: string } };

export type UnpinPostMutationVariables = Exact<{
  feedId: string | number;
  mediaId: string | number;
}>;


export type UnpinPostMutation = { unpinPost: { id: string } };

export type RestoreFeedMutationVariables = Exact<{
  id: string | number;
  version: number;
}>;


export type RestoreFeedMutation = { restoreFeed: { version: number } };

export type HomeStatusQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeStatusQuery = { status: { lastRefreshCheckAt: string | null, nextRefreshCheckAt: string | null, accounts: { accountCount: number, healthy: number, due: number, expiring: number, reconnectRequired: number, paused: number, stale: number, lastSyncAt: string | null }, posts: { count: number, isEstimate: boolean }, database: { health: HealthLevel, ms: number, clockAheadS: number | null }, instagram: { health: HealthLevel, cause: FailureCause | null }, mostOverdue: { kind: OverdueKind, lateS: number, account: { id: string, username: string } | null } | null } | null };

export type AttentionAccountFragment = (
  { paused: boolean, syncedAt: string | null, token: { failure: { firstAt: string } | null } | null }
  & AccountSummaryFragment
);

export type NeedsAttentionQueryVariables = Exact<{
  first: number;
}>;


export type NeedsAttentionQuery = { accounts: { totalCount: number, nodes: Array<AttentionAccountFragment> } | null };

export type TokenExpiryForecastQueryVariables = Exact<{ [key: string]: never; }>;


export type TokenExpiryForecastQuery = { tokenExpiryForecast: Array<{ day: string, expiringCount: number, renewableCount: number }> | null };

export type DailyStatsQueryVariables = Exact<{ [key: string]: never; }>;


export type DailyStatsQuery = { activity: Array<{ day: string, refreshedCount: number, failedRefreshCount: number, syncedCount: number, failedSyncCount: number }> | null };

export type RecentEventsQueryVariables = Exact<{
  people: Array<ActorKind> | ActorKind;
  deeds: Array<EventAction> | EventAction;
}>;


export type RecentEventsQuery = { people: { nodes: Array<EventLineFragment> } | null, system: { nodes: Array<EventLineFragment> } | null };

export type SnoozeMutationVariables = Exact<{
  accountId: string | number;
  until?: string | null | undefined;
}>;


export type SnoozeMutation = { snoozeAccount: { snoozedUntil: string | null } };

export type JobLineFragment = { id: string, kind: JobKind, full: boolean, state: JobState, totalCount: number, doneCount: number, failedCount: number, skippedCount: number, ratePerMinute: number | null, createdAt: string, finishedAt: string | null, cancelledAt: string | null, by: { label: string } };

export type JobListQueryVariables = Exact<{
  first: number;
  offset: number;
}>;


export type JobListQuery = { jobs: { totalCount: number, nodes: Array<JobLineFragment> } | null };

export type JobQueryVariables = Exact<{
  id: string | number;
}>;


export type JobQuery = { job: JobLineFragment | null };

export type JobFailuresQueryVariables = Exact<{
  id: string | number;
}>;


export type JobFailuresQuery = { job: { failures: Array<{ accountId: string, code: string, message: string | null, nextStep: string, account: { id: string, username: string } | null }> } | null };

export type CancelJobMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelJobMutation = { cancelJob: { id: string } };

export type TimetableQueryVariables = Exact<{ [key: string]: never; }>;


export type TimetableQuery = { status: { jobRuns: Array<{ job: string, startedAt: string, ms: number, isFailed: boolean }> } | null };

export type KeyRowFragment = { id: string, name: string, kind: ApiKeyKind, prefix: string, scopes: Array<ApiKeyScope>, allAccounts: boolean, origins: Array<string>, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null, accounts: Array<{ id: string, username: string }>, feeds: Array<{ id: string, title: string }> };

export type KeysQueryVariables = Exact<{
  first?: number | null | undefined;
  offset?: number | null | undefined;
  search?: string | null | undefined;
}>;


export type KeysQuery = { apiKeys: { totalCount: number, nodes: Array<KeyRowFragment> } | null };

export type CreateKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateKeyMutation = { createApiKey: { key: string, apiKey: KeyRowFragment } };

export type UpdateKeyMutationVariables = Exact<{
  id: string | number;
  input: UpdateApiKeyInput;
}>;


export type UpdateKeyMutation = { updateApiKey: { name: string } };

export type RevokeKeyMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokeKeyMutation = { revokeApiKey: { name: string } };

export type RevokeKeysMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type RevokeKeysMutation = { revokeApiKeys: number };

export type AddKeyAccountsMutationVariables = Exact<{
  id: string | number;
  accountIds?: Array<string | number> | string | number | null | undefined;
  filter?: AccountFilter | null | undefined;
}>;


export type AddKeyAccountsMutation = { addApiKeyAccounts: number };

export type ApiKeyQueryVariables = Exact<{
  id: string | number;
}>;


export type ApiKeyQuery = { apiKey: KeyRowFragment | null };

export type AccountKeysQueryVariables = Exact<{
  id: string | number;
}>;


export type AccountKeysQuery = { account: { apiKeys: Array<KeyRowFragment> | null } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { kind: ViewerKind, operator: { id: string, email: string } | null } };

export type LayoutStatusQueryVariables = Exact<{ [key: string]: never; }>;


export type LayoutStatusQuery = { status: { now: string, mode: ServerMode, version: string, accounts: { needAttention: number } } | null };

export type AccountSummaryFragment = { id: string, username: string, reference: string | null, status: AccountStatus, stale: boolean, staleCause: FailureCause | null, snoozedUntil: string | null, profile: { name: string | null, profilePictureUrl: string | null }, token: { health: TokenHealth, expiresAt: string, daysLeft: number, failure: { cause: FailureCause } | null } | null };

export type LinkRowFragment = { id: string, label: string | null, reference: string | null, createdAt: string, expiresAt: string, usedAt: string | null, revokedAt: string | null, account: { id: string, username: string } | null };

export type LinksQueryVariables = Exact<{
  first?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type LinksQuery = { connectLinks: { totalCount: number, nodes: Array<LinkRowFragment> } | null };

export type MakeLinkMutationVariables = Exact<{
  input: CreateConnectLinkInput;
}>;


export type MakeLinkMutation = { createConnectLink: { url: string, connectLink: LinkRowFragment } };

export type MakeReconnectLinkMutationVariables = Exact<{
  accountId: string | number;
  expiresAt: string;
}>;


export type MakeReconnectLinkMutation = { createConnectLink: { url: string, connectLink: { id: string, expiresAt: string, account: { username: string, reference: string | null } | null } } };

export type MakeLinksMutationVariables = Exact<{
  references: Array<string> | string;
  label?: string | null | undefined;
  expiresAt?: string | null | undefined;
}>;


export type MakeLinksMutation = { createConnectLinks: Array<{ url: string, connectLink: { id: string, reference: string | null, expiresAt: string } }> };

export type RevokeLinkMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokeLinkMutation = { revokeConnectLink: LinkRowFragment };

export type ConnectLinkQueryVariables = Exact<{
  id: string | number;
}>;


export type ConnectLinkQuery = { connectLink: LinkRowFragment | null };

export type MediaTileFragment = { id: string, mediaType: MediaType, mediaProductType: MediaProductType | null, caption: string | null, permalink: string | null, timestamp: string, likeCount: number | null, commentsCount: number | null, hidden: boolean, pictureFailure: PictureFailure | null, image: { url: string, alt: string, palette: Array<string> | null } | null };

export type AccountMediaQueryVariables = Exact<{
  accountId: string | number;
  after?: string | null | undefined;
  type?: Array<MediaType> | MediaType | null | undefined;
  productType?: Array<MediaProductType> | MediaProductType | null | undefined;
  hashtag?: Array<string> | string | null | undefined;
  search?: string | null | undefined;
  orderBy: MediaOrder;
}>;


export type AccountMediaQuery = { account: { mediaConnection: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<MediaTileFragment> } } | null };

export type LightboxPartFragment = { id: string, mediaType: MediaType, mediaUrl: string | null, image: { url: string, alt: string } | null, thumb: { url: string } | null };

export type PostQueryVariables = Exact<{
  id: string | number;
}>;


export type PostQuery = { mediaItem: (
    { children: Array<LightboxPartFragment> }
    & LightboxPartFragment
  ) | null };

export type LinkedPostQueryVariables = Exact<{
  id: string | number;
}>;


export type LinkedPostQuery = { mediaItem: MediaTileFragment | null };

export type SetMediaHiddenMutationVariables = Exact<{
  id: string | number;
  hidden: boolean;
}>;


export type SetMediaHiddenMutation = { setMediaHidden: { id: string } };

export type OperatorRowFragment = { id: string, email: string, createdAt: string, lastSignInAt: string | null, isYou: boolean };

export type OperatorsQueryVariables = Exact<{
  first?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type OperatorsQuery = { operators: { totalCount: number, nodes: Array<OperatorRowFragment> } | null };

export type AddOperatorMutationVariables = Exact<{
  email: string;
  password: string;
}>;


export type AddOperatorMutation = { addOperator: OperatorRowFragment };

export type SetOperatorPasswordMutationVariables = Exact<{
  id: string | number;
  password: string;
}>;


export type SetOperatorPasswordMutation = { setOperatorPassword: { email: string } };

export type RemoveOperatorMutationVariables = Exact<{
  id: string | number;
}>;


export type RemoveOperatorMutation = { removeOperator: string };

export type OperatorQueryVariables = Exact<{
  id: string | number;
}>;


export type OperatorQuery = { operator: OperatorRowFragment | null };

export type FoundPostFragment = { id: string, caption: string | null, timestamp: string, image: { url: string } | null, account: { id: string, username: string } };

export type SearchQueryVariables = Exact<{
  text: string;
  withAccounts: boolean;
  keyText: string;
  withKeys: boolean;
  withFeeds: boolean;
  permalink: string;
  withPermalink: boolean;
  mediaId: string | number;
  withMediaId: boolean;
}>;


export type SearchQuery = { accounts?: { totalCount: number, nodes: Array<AccountSummaryFragment> } | null, apiKeys?: { nodes: Array<{ id: string, name: string, prefix: string, revokedAt: string | null }> } | null, feeds?: { nodes: Array<{ id: string, title: string, slug: string }> } | null, byPermalink?: FoundPostFragment | null, byId?: FoundPostFragment | null };

export type SettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsQuery = { settings: { mode: ServerMode, version: string, nodeVersion: string, publicUrl: string, databasePlace: string, filesPlace: string, alertChannels: Array<AlertChannel>, settings: Array<{ name: string, group: SettingGroup, description: string, value: string | null, isSet: boolean, isSecret: boolean }> } | null };

export type DeliveryRowFragment = { id: string, channel: AlertChannel, status: AlertDeliveryStatus, test: boolean, alertCount: number, createdAt: string, deliveredAt: string | null, attempts: number, nextTryAt: string | null, responseCode: number | null, error: string | null };

export type DeliveriesQueryVariables = Exact<{
  first?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type DeliveriesQuery = { alertDeliveries: { totalCount: number, nodes: Array<DeliveryRowFragment> } | null };

export type SendTestAlertMutationVariables = Exact<{ [key: string]: never; }>;


export type SendTestAlertMutation = { sendTestAlert: Array<DeliveryRowFragment> };

export type AlertDeliveryQueryVariables = Exact<{
  id: string | number;
}>;


export type AlertDeliveryQuery = { alertDelivery: DeliveryRowFragment | null };

export type AccountTokenFragment = { token: { estimated: boolean, issuedAt: string, refreshedAt: string | null, refreshableAt: string, nextRefreshAt: string | null, scopes: Array<string> | null } | null, events: Array<EventLineFragment> | null, failedSyncs: Array<EventLineFragment> | null };

export type RefreshTokenMutationVariables = Exact<{
  accountId: string | number;
}>;


export type RefreshTokenMutation = { refreshToken: { expiresAt: string, daysLeft: number } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const AccountSummaryFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment AccountSummary on Account {
  id
  username
  reference
  profile {
    name
    profilePictureUrl
  }
  status
  stale
  staleCause
  snoozedUntil
  token {
    health
    expiresAt
    daysLeft
    failure {
      cause
    }
  }
}
    `, {"fragmentName":"AccountSummary"}) as unknown as TypedDocumentString<AccountSummaryFragment, unknown>;
export const AccountRowFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment AccountRow on Account {
  ...AccountSummary
  paused
  tags
  connectedAt
  syncedAt
  nextSyncAt
  postCount
  token {
    refreshedAt
    nextRefreshAt
    failure {
      lastAt
    }
  }
  syncRuns(first: 1) {
    startedAt
    outcome
    cause
    newCount
    changedCount
    removedCount
  }
}
    fragment AccountSummary on Account {
  id
  username
  reference
  profile {
    name
    profilePictureUrl
  }
  status
  stale
  staleCause
  snoozedUntil
  token {
    health
    expiresAt
    daysLeft
    failure {
      cause
    }
  }
}`, {"fragmentName":"AccountRow"}) as unknown as TypedDocumentString<AccountRowFragment, unknown>;
export const ImportedAccountFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment ImportedAccount on Account {
  id
  username
  reference
  tags
}
    `, {"fragmentName":"ImportedAccount"}) as unknown as TypedDocumentString<ImportedAccountFragment, unknown>;
export const ErasureRowFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment ErasureRow on Erasure {
  id
  reason
  state
  requestedAt
  finishedAt
  statusUrl
  counts {
    kind
    count
  }
}
    `, {"fragmentName":"ErasureRow"}) as unknown as TypedDocumentString<ErasureRowFragment, unknown>;
export const FeedPictureFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment FeedPicture on Media {
  id
  mediaType
  mediaProductType
  caption
  permalink
  timestamp
  likeCount
  account {
    id
    username
  }
  image {
    url(width: 320)
    alt
    palette
  }
}
    `, {"fragmentName":"FeedPicture"}) as unknown as TypedDocumentString<FeedPictureFragment, unknown>;
export const PlacedPostFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment PlacedPost on FeedPost {
  place
  pinned
  alsoBy {
    username
  }
  media {
    ...FeedPicture
  }
}
    fragment FeedPicture on Media {
  id
  mediaType
  mediaProductType
  caption
  permalink
  timestamp
  likeCount
  account {
    id
    username
  }
  image {
    url(width: 320)
    alt
    palette
  }
}`, {"fragmentName":"PlacedPost"}) as unknown as TypedDocumentString<PlacedPostFragment, unknown>;
export const FeedLineFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment FeedLine on Feed {
  id
  slug
  title
  mode
  size
  accountCount
  unhealthyAccounts {
    id
    username
    status
  }
  posts(first: 4) {
    totalCount
    nodes {
      media {
        id
        image {
          url(width: 160)
        }
      }
    }
  }
}
    `, {"fragmentName":"FeedLine"}) as unknown as TypedDocumentString<FeedLineFragment, unknown>;
export const RuleConditionsFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment RuleConditions on FeedMatch {
  accountIds
  accountTags
  type
  productType
  isSharedToFeed
  hashtag
  mention
  words
  since
  until
  olderThan
  likesBelow
}
    `, {"fragmentName":"RuleConditions"}) as unknown as TypedDocumentString<RuleConditionsFragment, unknown>;
export const FeedSettingsFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment FeedSettings on Feed {
  id
  version
  slug
  title
  mode
  orderBy
  size
  perAccountMax
  otherwise
  layout
  sources {
    tag
    account {
      id
      username
    }
  }
  rules {
    id
    action
    label
    match {
      ...RuleConditions
    }
  }
}
    fragment RuleConditions on FeedMatch {
  accountIds
  accountTags
  type
  productType
  isSharedToFeed
  hashtag
  mention
  words
  since
  until
  olderThan
  likesBelow
}`, {"fragmentName":"FeedSettings"}) as unknown as TypedDocumentString<FeedSettingsFragment, unknown>;
export const PinFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment Pin on FeedPin {
  place
  until
  media {
    id
    permalink
  }
}
    `, {"fragmentName":"Pin"}) as unknown as TypedDocumentString<PinFragment, unknown>;
export const AttentionAccountFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment AttentionAccount on Account {
  ...AccountSummary
  paused
  syncedAt
  token {
    failure {
      firstAt
    }
  }
}
    fragment AccountSummary on Account {
  id
  username
  reference
  profile {
    name
    profilePictureUrl
  }
  status
  stale
  staleCause
  snoozedUntil
  token {
    health
    expiresAt
    daysLeft
    failure {
      cause
    }
  }
}`, {"fragmentName":"AttentionAccount"}) as unknown as TypedDocumentString<AttentionAccountFragment, unknown>;
export const JobLineFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment JobLine on Job {
  id
  kind
  full
  state
  totalCount
  doneCount
  failedCount
  skippedCount
  ratePerMinute
  createdAt
  finishedAt
  cancelledAt
  by {
    label
  }
}
    `, {"fragmentName":"JobLine"}) as unknown as TypedDocumentString<JobLineFragment, unknown>;
export const KeyRowFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment KeyRow on ApiKey {
  id
  name
  kind
  prefix
  scopes
  allAccounts
  accounts {
    id
    username
  }
  feeds {
    id
    title
  }
  origins
  lastUsedAt
  expiresAt
  revokedAt
}
    `, {"fragmentName":"KeyRow"}) as unknown as TypedDocumentString<KeyRowFragment, unknown>;
export const LinkRowFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment LinkRow on ConnectLink {
  id
  label
  reference
  createdAt
  expiresAt
  usedAt
  revokedAt
  account {
    id
    username
  }
}
    `, {"fragmentName":"LinkRow"}) as unknown as TypedDocumentString<LinkRowFragment, unknown>;
export const MediaTileFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment MediaTile on Media {
  id
  mediaType
  mediaProductType
  caption
  permalink
  timestamp
  likeCount
  commentsCount
  hidden
  pictureFailure
  image {
    url(width: 320)
    alt
    palette
  }
}
    `, {"fragmentName":"MediaTile"}) as unknown as TypedDocumentString<MediaTileFragment, unknown>;
export const LightboxPartFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment LightboxPart on Media {
  id
  mediaType
  mediaUrl
  image {
    url(width: 1080)
    alt
  }
  thumb: image {
    url(width: 160)
  }
}
    `, {"fragmentName":"LightboxPart"}) as unknown as TypedDocumentString<LightboxPartFragment, unknown>;
export const OperatorRowFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment OperatorRow on Operator {
  id
  email
  createdAt
  lastSignInAt
  isYou
}
    `, {"fragmentName":"OperatorRow"}) as unknown as TypedDocumentString<OperatorRowFragment, unknown>;
export const FoundPostFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment FoundPost on Media {
  id
  caption
  timestamp
  image {
    url(width: 160)
  }
  account {
    id
    username
  }
}
    `, {"fragmentName":"FoundPost"}) as unknown as TypedDocumentString<FoundPostFragment, unknown>;
export const DeliveryRowFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment DeliveryRow on AlertDelivery {
  id
  channel
  status
  test
  alertCount
  createdAt
  deliveredAt
  attempts
  nextTryAt
  responseCode
  error
}
    `, {"fragmentName":"DeliveryRow"}) as unknown as TypedDocumentString<DeliveryRowFragment, unknown>;
export const EventLineFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment EventLine on Event {
  id
  at
  action
  outcome
  actor {
    kind
    id
    label
  }
  account {
    id
    username
  }
  accountId
  subject
  cause
  nextStep
  instagramCode
  instagramSubcode
  traceId
}
    `, {"fragmentName":"EventLine"}) as unknown as TypedDocumentString<EventLineFragment, unknown>;
export const AccountTokenFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment AccountToken on Account {
  token {
    estimated
    issuedAt
    refreshedAt
    refreshableAt
    nextRefreshAt
    scopes
  }
  events(
    first: 20
    action: [ACCOUNT_CONNECTED, ACCOUNT_RECONNECTED, ACCOUNT_IMPORTED, TOKEN_REFRESHED, TOKEN_FAILED]
  ) {
    ...EventLine
  }
  failedSyncs: events(first: 10, action: [SYNC_FAILED]) {
    ...EventLine
  }
}
    fragment EventLine on Event {
  id
  at
  action
  outcome
  actor {
    kind
    id
    label
  }
  account {
    id
    username
  }
  accountId
  subject
  cause
  nextStep
  instagramCode
  instagramSubcode
  traceId
}`, {"fragmentName":"AccountToken"}) as unknown as TypedDocumentString<AccountTokenFragment, unknown>;
export const AccountDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Account($id: ID!) {
  settings {
    publicUrl
  }
  erasureDueAt(accountId: $id)
  account(id: $id) {
    ...AccountSummary
    paused
    tags
    note
    connectedAt
    syncedAt
    nextSyncAt
    postCount
    profile {
      biography
      website
      accountType
      followersCount
      followsCount
      mediaCount
    }
    ...AccountToken
    syncRuns(first: 10) {
      id
      startedAt
      outcome
      cause
      full
      ms
      newCount
      changedCount
      removedCount
      brokenCount
      unknownTypeCount
    }
    lastHiding: events(first: 1, action: [MEDIA_HIDDEN, MEDIA_SHOWN]) {
      id
    }
    feeds {
      id
      title
      slug
    }
    apiKeys {
      id
      name
      kind
      prefix
      allAccounts
      lastUsedAt
      expiresAt
    }
  }
}
    fragment EventLine on Event {
  id
  at
  action
  outcome
  actor {
    kind
    id
    label
  }
  account {
    id
    username
  }
  accountId
  subject
  cause
  nextStep
  instagramCode
  instagramSubcode
  traceId
}
fragment AccountSummary on Account {
  id
  username
  reference
  profile {
    name
    profilePictureUrl
  }
  status
  stale
  staleCause
  snoozedUntil
  token {
    health
    expiresAt
    daysLeft
    failure {
      cause
    }
  }
}
fragment AccountToken on Account {
  token {
    estimated
    issuedAt
    refreshedAt
    refreshableAt
    nextRefreshAt
    scopes
  }
  events(
    first: 20
    action: [ACCOUNT_CONNECTED, ACCOUNT_RECONNECTED, ACCOUNT_IMPORTED, TOKEN_REFRESHED, TOKEN_FAILED]
  ) {
    ...EventLine
  }
  failedSyncs: events(first: 10, action: [SYNC_FAILED]) {
    ...EventLine
  }
}`) as unknown as TypedDocumentString<AccountQuery, AccountQueryVariables>;
export const AccountSyncDocument = /*#__PURE__*/ new TypedDocumentString(`
    query AccountSync($id: ID!) {
  account(id: $id) {
    profile {
      mediaCount
    }
    sync {
      running
      full
      pageCount
      postCount
    }
  }
}
    `) as unknown as TypedDocumentString<AccountSyncQuery, AccountSyncQueryVariables>;
export const SyncAccountDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SyncAccount($accountId: ID!, $full: Boolean!) {
  syncAccount(accountId: $accountId, full: $full) {
    sync {
      running
    }
  }
}
    `) as unknown as TypedDocumentString<SyncAccountMutation, SyncAccountMutationVariables>;
export const PauseAccountDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation PauseAccount($accountId: ID!) {
  pauseAccount(accountId: $accountId) {
    id
  }
}
    `) as unknown as TypedDocumentString<PauseAccountMutation, PauseAccountMutationVariables>;
export const ResumeAccountDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ResumeAccount($accountId: ID!) {
  resumeAccount(accountId: $accountId) {
    id
  }
}
    `) as unknown as TypedDocumentString<ResumeAccountMutation, ResumeAccountMutationVariables>;
export const UpdateAccountDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation UpdateAccount($accountId: ID!, $input: UpdateAccountInput!) {
  updateAccount(accountId: $accountId, input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<UpdateAccountMutation, UpdateAccountMutationVariables>;
export const DisconnectAccountDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation DisconnectAccount($accountId: ID!) {
  disconnectAccount(accountId: $accountId)
}
    `) as unknown as TypedDocumentString<DisconnectAccountMutation, DisconnectAccountMutationVariables>;
export const AccountListDocument = /*#__PURE__*/ new TypedDocumentString(`
    query AccountList($first: Int!, $offset: Int!, $orderBy: AccountOrder!, $filter: AccountFilter!) {
  accounts(first: $first, offset: $offset, orderBy: $orderBy, filter: $filter) {
    totalCount
    nodes {
      ...AccountRow
    }
  }
}
    fragment AccountRow on Account {
  ...AccountSummary
  paused
  tags
  connectedAt
  syncedAt
  nextSyncAt
  postCount
  token {
    refreshedAt
    nextRefreshAt
    failure {
      lastAt
    }
  }
  syncRuns(first: 1) {
    startedAt
    outcome
    cause
    newCount
    changedCount
    removedCount
  }
}
fragment AccountSummary on Account {
  id
  username
  reference
  profile {
    name
    profilePictureUrl
  }
  status
  stale
  staleCause
  snoozedUntil
  token {
    health
    expiresAt
    daysLeft
    failure {
      cause
    }
  }
}`) as unknown as TypedDocumentString<AccountListQuery, AccountListQueryVariables>;
export const AccountTabCountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query AccountTabCounts($all: AccountFilter!, $expiring: AccountFilter!, $broken: AccountFilter!, $paused: AccountFilter!) {
  all: accounts(first: 1, filter: $all) {
    totalCount
  }
  expiring: accounts(first: 1, filter: $expiring) {
    totalCount
  }
  broken: accounts(first: 1, filter: $broken) {
    totalCount
  }
  paused: accounts(first: 1, filter: $paused) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<AccountTabCountsQuery, AccountTabCountsQueryVariables>;
export const AccountIdsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query AccountIds($filter: AccountFilter!, $first: Int!, $offset: Int!) {
  accounts(filter: $filter, first: $first, offset: $offset, orderBy: USERNAME_ASC) {
    nodes {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<AccountIdsQuery, AccountIdsQueryVariables>;
export const RefreshTokensDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RefreshTokens($accountIds: [ID!], $filter: AccountFilter) {
  refreshTokens(accountIds: $accountIds, filter: $filter) {
    id
  }
}
    `) as unknown as TypedDocumentString<RefreshTokensMutation, RefreshTokensMutationVariables>;
export const SyncAccountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SyncAccounts($accountIds: [ID!], $filter: AccountFilter) {
  syncAccounts(accountIds: $accountIds, filter: $filter) {
    id
  }
}
    `) as unknown as TypedDocumentString<SyncAccountsMutation, SyncAccountsMutationVariables>;
export const PauseAccountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation PauseAccounts($accountIds: [ID!], $filter: AccountFilter) {
  pauseAccounts(accountIds: $accountIds, filter: $filter) {
    id
  }
}
    `) as unknown as TypedDocumentString<PauseAccountsMutation, PauseAccountsMutationVariables>;
export const ResumeAccountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ResumeAccounts($accountIds: [ID!], $filter: AccountFilter) {
  resumeAccounts(accountIds: $accountIds, filter: $filter) {
    id
  }
}
    `) as unknown as TypedDocumentString<ResumeAccountsMutation, ResumeAccountsMutationVariables>;
export const DisconnectAccountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation DisconnectAccounts($accountIds: [ID!], $filter: AccountFilter) {
  disconnectAccounts(accountIds: $accountIds, filter: $filter) {
    id
  }
}
    `) as unknown as TypedDocumentString<DisconnectAccountsMutation, DisconnectAccountsMutationVariables>;
export const CountAccountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query CountAccounts($filter: AccountFilter!) {
  accounts(filter: $filter, first: 1) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<CountAccountsQuery, CountAccountsQueryVariables>;
export const TagAccountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation TagAccounts($accountIds: [ID!], $filter: AccountFilter, $add: [String!], $remove: [String!]) {
  tagAccounts(
    accountIds: $accountIds
    filter: $filter
    add: $add
    remove: $remove
  )
}
    `) as unknown as TypedDocumentString<TagAccountsMutation, TagAccountsMutationVariables>;
export const ImportedAccountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ImportedAccounts($usernames: [String!]!) {
  accounts(first: 100, filter: {usernames: $usernames}) {
    nodes {
      ...ImportedAccount
    }
  }
}
    fragment ImportedAccount on Account {
  id
  username
  reference
  tags
}`) as unknown as TypedDocumentString<ImportedAccountsQuery, ImportedAccountsQueryVariables>;
export const UpdateAccountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation UpdateAccounts($updates: [AccountUpdateInput!]!) {
  updateAccounts(updates: $updates)
}
    `) as unknown as TypedDocumentString<UpdateAccountsMutation, UpdateAccountsMutationVariables>;
export const EventPageDocument = /*#__PURE__*/ new TypedDocumentString(`
    query EventPage($filter: EventFilter, $first: Int!, $offset: Int!) {
  events(filter: $filter, first: $first, offset: $offset) {
    hasNextPage
    nodes {
      ...EventLine
    }
  }
}
    fragment EventLine on Event {
  id
  at
  action
  outcome
  actor {
    kind
    id
    label
  }
  account {
    id
    username
  }
  accountId
  subject
  cause
  nextStep
  instagramCode
  instagramSubcode
  traceId
}`) as unknown as TypedDocumentString<EventPageQuery, EventPageQueryVariables>;
export const EventDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Event($id: ID!) {
  event(id: $id) {
    ...EventLine
  }
}
    fragment EventLine on Event {
  id
  at
  action
  outcome
  actor {
    kind
    id
    label
  }
  account {
    id
    username
  }
  accountId
  subject
  cause
  nextStep
  instagramCode
  instagramSubcode
  traceId
}`) as unknown as TypedDocumentString<EventQuery, EventQueryVariables>;
export const ConnectPlacesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConnectPlaces {
  settings {
    mode
    publicUrl
    redirectUris
    deauthorizeUrl
    dataDeletionUrl
    privacyPolicyUrl
  }
}
    `) as unknown as TypedDocumentString<ConnectPlacesQuery, ConnectPlacesQueryVariables>;
export const ImportAccountDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ImportAccount($accessToken: String!, $reference: String) {
  importAccount(accessToken: $accessToken, reference: $reference) {
    id
    username
  }
}
    `) as unknown as TypedDocumentString<ImportAccountMutation, ImportAccountMutationVariables>;
export const CheckMetaAddressesDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CheckMetaAddresses {
  checkMetaAddresses {
    url
    problem
  }
}
    `) as unknown as TypedDocumentString<CheckMetaAddressesMutation, CheckMetaAddressesMutationVariables>;
export const ErasurePreviewDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ErasurePreview($idList: String!) {
  erasurePreview(idList: $idList) {
    idCount
    accountCount
    unknownCount
    ambiguousIds
    invalidCount
    accounts {
      id
      username
    }
  }
}
    `) as unknown as TypedDocumentString<ErasurePreviewQuery, ErasurePreviewQueryVariables>;
export const EraseMailedListDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation EraseMailedList($idList: String!) {
  eraseMailedList(idList: $idList) {
    id
  }
}
    `) as unknown as TypedDocumentString<EraseMailedListMutation, EraseMailedListMutationVariables>;
export const ErasuresDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Erasures($first: Int!, $offset: Int!) {
  erasures(first: $first, offset: $offset) {
    totalCount
    nodes {
      ...ErasureRow
    }
  }
}
    fragment ErasureRow on Erasure {
  id
  reason
  state
  requestedAt
  finishedAt
  statusUrl
  counts {
    kind
    count
  }
}`) as unknown as TypedDocumentString<ErasuresQuery, ErasuresQueryVariables>;
export const ErasureDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Erasure($id: ID!) {
  erasure(id: $id) {
    ...ErasureRow
  }
}
    fragment ErasureRow on Erasure {
  id
  reason
  state
  requestedAt
  finishedAt
  statusUrl
  counts {
    kind
    count
  }
}`) as unknown as TypedDocumentString<ErasureQuery, ErasureQueryVariables>;
export const FeedsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Feeds($first: Int, $offset: Int, $search: String) {
  feeds(first: $first, offset: $offset, search: $search) {
    totalCount
    nodes {
      ...FeedLine
    }
  }
}
    fragment FeedLine on Feed {
  id
  slug
  title
  mode
  size
  accountCount
  unhealthyAccounts {
    id
    username
    status
  }
  posts(first: 4) {
    totalCount
    nodes {
      media {
        id
        image {
          url(width: 160)
        }
      }
    }
  }
}`) as unknown as TypedDocumentString<FeedsQuery, FeedsQueryVariables>;
export const FeedRecordDocument = /*#__PURE__*/ new TypedDocumentString(`
    query FeedRecord($id: ID!) {
  feed(id: $id) {
    ...FeedLine
  }
}
    fragment FeedLine on Feed {
  id
  slug
  title
  mode
  size
  accountCount
  unhealthyAccounts {
    id
    username
    status
  }
  posts(first: 4) {
    totalCount
    nodes {
      media {
        id
        image {
          url(width: 160)
        }
      }
    }
  }
}`) as unknown as TypedDocumentString<FeedRecordQuery, FeedRecordQueryVariables>;
export const FeedPageDocument = /*#__PURE__*/ new TypedDocumentString(`
    query FeedPage($id: ID!) {
  settings {
    publicUrl
  }
  feed(id: $id) {
    ...FeedSettings
    accountCount
    unhealthyAccounts {
      id
      username
      status
    }
    posts(first: 100) {
      nodes {
        ...PlacedPost
      }
    }
    pins {
      ...Pin
    }
    versions(first: 50) {
      version
      at
      by
      summary
    }
  }
}
    fragment FeedPicture on Media {
  id
  mediaType
  mediaProductType
  caption
  permalink
  timestamp
  likeCount
  account {
    id
    username
  }
  image {
    url(width: 320)
    alt
    palette
  }
}
fragment PlacedPost on FeedPost {
  place
  pinned
  alsoBy {
    username
  }
  media {
    ...FeedPicture
  }
}
fragment FeedSettings on Feed {
  id
  version
  slug
  title
  mode
  orderBy
  size
  perAccountMax
  otherwise
  layout
  sources {
    tag
    account {
      id
      username
    }
  }
  rules {
    id
    action
    label
    match {
      ...RuleConditions
    }
  }
}
fragment RuleConditions on FeedMatch {
  accountIds
  accountTags
  type
  productType
  isSharedToFeed
  hashtag
  mention
  words
  since
  until
  olderThan
  likesBelow
}
fragment Pin on FeedPin {
  place
  until
  media {
    id
    permalink
  }
}`) as unknown as TypedDocumentString<FeedPageQuery, FeedPageQueryVariables>;
export const FeedCountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query FeedCounts($id: ID!) {
  feed(id: $id) {
    counts {
      waiting
      excluded
      hidden
      beyondLimit
    }
  }
}
    `) as unknown as TypedDocumentString<FeedCountsQuery, FeedCountsQueryVariables>;
export const FeedPreviewDocument = /*#__PURE__*/ new TypedDocumentString(`
    query FeedPreview($id: ID!, $version: Int, $input: FeedInput!) {
  previewFeed(id: $id, version: $version, input: $input) {
    summary
    posts {
      ...PlacedPost
    }
    entered {
      id
    }
    left {
      ...FeedPicture
    }
    moved {
      id
    }
  }
}
    fragment FeedPicture on Media {
  id
  mediaType
  mediaProductType
  caption
  permalink
  timestamp
  likeCount
  account {
    id
    username
  }
  image {
    url(width: 320)
    alt
    palette
  }
}
fragment PlacedPost on FeedPost {
  place
  pinned
  alsoBy {
    username
  }
  media {
    ...FeedPicture
  }
}`) as unknown as TypedDocumentString<FeedPreviewQuery, FeedPreviewQueryVariables>;
export const CreateFeedDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CreateFeed($input: FeedInput!) {
  createFeed(input: $input) {
    ...FeedLine
  }
}
    fragment FeedLine on Feed {
  id
  slug
  title
  mode
  size
  accountCount
  unhealthyAccounts {
    id
    username
    status
  }
  posts(first: 4) {
    totalCount
    nodes {
      media {
        id
        image {
          url(width: 160)
        }
      }
    }
  }
}`) as unknown as TypedDocumentString<CreateFeedMutation, CreateFeedMutationVariables>;
export const UpdateFeedDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation UpdateFeed($id: ID!, $version: Int!, $input: FeedInput!) {
  updateFeed(id: $id, version: $version, input: $input) {
    ...FeedSettings
  }
}
    fragment FeedSettings on Feed {
  id
  version
  slug
  title
  mode
  orderBy
  size
  perAccountMax
  otherwise
  layout
  sources {
    tag
    account {
      id
      username
    }
  }
  rules {
    id
    action
    label
    match {
      ...RuleConditions
    }
  }
}
fragment RuleConditions on FeedMatch {
  accountIds
  accountTags
  type
  productType
  isSharedToFeed
  hashtag
  mention
  words
  since
  until
  olderThan
  likesBelow
}`) as unknown as TypedDocumentString<UpdateFeedMutation, UpdateFeedMutationVariables>;
export const RemoveFeedDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RemoveFeed($id: ID!) {
  removeFeed(id: $id)
}
    `) as unknown as TypedDocumentString<RemoveFeedMutation, RemoveFeedMutationVariables>;
export const ExplainPostDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ExplainPost($feedId: ID!, $mediaId: ID, $permalink: URL) {
  explainPost(feedId: $feedId, mediaId: $mediaId, permalink: $permalink) {
    verdict
    text
    place
    decision
    rule {
      action
      label
      match {
        ...RuleConditions
      }
    }
    media {
      ...FeedPicture
    }
  }
}
    fragment FeedPicture on Media {
  id
  mediaType
  mediaProductType
  caption
  permalink
  timestamp
  likeCount
  account {
    id
    username
  }
  image {
    url(width: 320)
    alt
    palette
  }
}
fragment RuleConditions on FeedMatch {
  accountIds
  accountTags
  type
  productType
  isSharedToFeed
  hashtag
  mention
  words
  since
  until
  olderThan
  likesBelow
}`) as unknown as TypedDocumentString<ExplainPostQuery, ExplainPostQueryVariables>;
export const JudgedPostsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query JudgedPosts($id: ID!, $verdict: FeedVerdict!, $first: Int!) {
  feed(id: $id) {
    judgedPosts(verdict: $verdict, first: $first) {
      ...FeedPicture
    }
  }
}
    fragment FeedPicture on Media {
  id
  mediaType
  mediaProductType
  caption
  permalink
  timestamp
  likeCount
  account {
    id
    username
  }
  image {
    url(width: 320)
    alt
    palette
  }
}`) as unknown as TypedDocumentString<JudgedPostsQuery, JudgedPostsQueryVariables>;
export const BeforeHideDocument = /*#__PURE__*/ new TypedDocumentString(`
    query BeforeHide($feedId: ID!, $mediaId: ID!) {
  explainPost(feedId: $feedId, mediaId: $mediaId) {
    decision
    media {
      permalink
    }
  }
  feed(id: $feedId) {
    pins {
      ...Pin
    }
  }
}
    fragment Pin on FeedPin {
  place
  until
  media {
    id
    permalink
  }
}`) as unknown as TypedDocumentString<BeforeHideQuery, BeforeHideQueryVariables>;
export const DecidePostsDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation DecidePosts($feedId: ID!, $mediaIds: [ID!]!, $decision: FeedDecision!) {
  decidePosts(feedId: $feedId, mediaIds: $mediaIds, decision: $decision) {
    id
  }
}
    `) as unknown as TypedDocumentString<DecidePostsMutation, DecidePostsMutationVariables>;
export const PinPostDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation PinPost($feedId: ID!, $mediaId: ID!, $place: Int!, $until: DateTime) {
  pinPost(feedId: $feedId, mediaId: $mediaId, place: $place, until: $until) {
    id
  }
}
    `) as unknown as TypedDocumentString<PinPostMutation, PinPostMutationVariables>;
export const UnpinPostDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation UnpinPost($feedId: ID!, $mediaId: ID!) {
  unpinPost(feedId: $feedId, mediaId: $mediaId) {
    id
  }
}
    `) as unknown as TypedDocumentString<UnpinPostMutation, UnpinPostMutationVariables>;
export const RestoreFeedDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RestoreFeed($id: ID!, $version: Int!) {
  restoreFeed(id: $id, version: $version) {
    version
  }
}
    `) as unknown as TypedDocumentString<RestoreFeedMutation, RestoreFeedMutationVariables>;
export const HomeStatusDocument = /*#__PURE__*/ new TypedDocumentString(`
    query HomeStatus {
  status {
    accounts {
      accountCount
      healthy
      due
      expiring
      reconnectRequired
      paused
      stale
      lastSyncAt
    }
    posts {
      count
      isEstimate
    }
    database {
      health
      ms
      clockAheadS
    }
    instagram {
      health
      cause
    }
    lastRefreshCheckAt
    nextRefreshCheckAt
    mostOverdue {
      kind
      lateS
      account {
        id
        username
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HomeStatusQuery, HomeStatusQueryVariables>;
export const NeedsAttentionDocument = /*#__PURE__*/ new TypedDocumentString(`
    query NeedsAttention($first: Int!) {
  accounts(filter: {needsAttention: true}, orderBy: MOST_URGENT, first: $first) {
    totalCount
    nodes {
      ...AttentionAccount
    }
  }
}
    fragment AttentionAccount on Account {
  ...AccountSummary
  paused
  syncedAt
  token {
    failure {
      firstAt
    }
  }
}
fragment AccountSummary on Account {
  id
  username
  reference
  profile {
    name
    profilePictureUrl
  }
  status
  stale
  staleCause
  snoozedUntil
  token {
    health
    expiresAt
    daysLeft
    failure {
      cause
    }
  }
}`) as unknown as TypedDocumentString<NeedsAttentionQuery, NeedsAttentionQueryVariables>;
export const TokenExpiryForecastDocument = /*#__PURE__*/ new TypedDocumentString(`
    query TokenExpiryForecast {
  tokenExpiryForecast(days: 61) {
    day
    expiringCount
    renewableCount
  }
}
    `) as unknown as TypedDocumentString<TokenExpiryForecastQuery, TokenExpiryForecastQueryVariables>;
export const DailyStatsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query DailyStats {
  activity(days: 14) {
    day
    refreshedCount
    failedRefreshCount
    syncedCount
    failedSyncCount
  }
}
    `) as unknown as TypedDocumentString<DailyStatsQuery, DailyStatsQueryVariables>;
export const RecentEventsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query RecentEvents($people: [ActorKind!]!, $deeds: [EventAction!]!) {
  people: events(filter: {actorKind: $people, action: $deeds}, first: 6) {
    nodes {
      ...EventLine
    }
  }
  system: events(filter: {actorKind: [SYSTEM]}, first: 6) {
    nodes {
      ...EventLine
    }
  }
}
    fragment EventLine on Event {
  id
  at
  action
  outcome
  actor {
    kind
    id
    label
  }
  account {
    id
    username
  }
  accountId
  subject
  cause
  nextStep
  instagramCode
  instagramSubcode
  traceId
}`) as unknown as TypedDocumentString<RecentEventsQuery, RecentEventsQueryVariables>;
export const SnoozeDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation Snooze($accountId: ID!, $until: DateTime) {
  snoozeAccount(accountId: $accountId, until: $until) {
    snoozedUntil
  }
}
    `) as unknown as TypedDocumentString<SnoozeMutation, SnoozeMutationVariables>;
export const JobListDocument = /*#__PURE__*/ new TypedDocumentString(`
    query JobList($first: Int!, $offset: Int!) {
  jobs(first: $first, offset: $offset) {
    totalCount
    nodes {
      ...JobLine
    }
  }
}
    fragment JobLine on Job {
  id
  kind
  full
  state
  totalCount
  doneCount
  failedCount
  skippedCount
  ratePerMinute
  createdAt
  finishedAt
  cancelledAt
  by {
    label
  }
}`) as unknown as TypedDocumentString<JobListQuery, JobListQueryVariables>;
export const JobDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Job($id: ID!) {
  job(id: $id) {
    ...JobLine
  }
}
    fragment JobLine on Job {
  id
  kind
  full
  state
  totalCount
  doneCount
  failedCount
  skippedCount
  ratePerMinute
  createdAt
  finishedAt
  cancelledAt
  by {
    label
  }
}`) as unknown as TypedDocumentString<JobQuery, JobQueryVariables>;
export const JobFailuresDocument = /*#__PURE__*/ new TypedDocumentString(`
    query JobFailures($id: ID!) {
  job(id: $id) {
    failures(first: 100) {
      accountId
      account {
        id
        username
      }
      code
      message
      nextStep
    }
  }
}
    `) as unknown as TypedDocumentString<JobFailuresQuery, JobFailuresQueryVariables>;
export const CancelJobDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CancelJob($id: ID!) {
  cancelJob(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<CancelJobMutation, CancelJobMutationVariables>;
export const TimetableDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Timetable {
  status {
    jobRuns {
      job
      startedAt
      ms
      isFailed
    }
  }
}
    `) as unknown as TypedDocumentString<TimetableQuery, TimetableQueryVariables>;
export const KeysDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Keys($first: Int, $offset: Int, $search: String) {
  apiKeys(first: $first, offset: $offset, search: $search) {
    totalCount
    nodes {
      ...KeyRow
    }
  }
}
    fragment KeyRow on ApiKey {
  id
  name
  kind
  prefix
  scopes
  allAccounts
  accounts {
    id
    username
  }
  feeds {
    id
    title
  }
  origins
  lastUsedAt
  expiresAt
  revokedAt
}`) as unknown as TypedDocumentString<KeysQuery, KeysQueryVariables>;
export const CreateKeyDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CreateKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    key
    apiKey {
      ...KeyRow
    }
  }
}
    fragment KeyRow on ApiKey {
  id
  name
  kind
  prefix
  scopes
  allAccounts
  accounts {
    id
    username
  }
  feeds {
    id
    title
  }
  origins
  lastUsedAt
  expiresAt
  revokedAt
}`) as unknown as TypedDocumentString<CreateKeyMutation, CreateKeyMutationVariables>;
export const UpdateKeyDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation UpdateKey($id: ID!, $input: UpdateApiKeyInput!) {
  updateApiKey(id: $id, input: $input) {
    name
  }
}
    `) as unknown as TypedDocumentString<UpdateKeyMutation, UpdateKeyMutationVariables>;
export const RevokeKeyDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RevokeKey($id: ID!) {
  revokeApiKey(id: $id) {
    name
  }
}
    `) as unknown as TypedDocumentString<RevokeKeyMutation, RevokeKeyMutationVariables>;
export const RevokeKeysDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RevokeKeys($ids: [ID!]!) {
  revokeApiKeys(ids: $ids)
}
    `) as unknown as TypedDocumentString<RevokeKeysMutation, RevokeKeysMutationVariables>;
export const AddKeyAccountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation AddKeyAccounts($id: ID!, $accountIds: [ID!], $filter: AccountFilter) {
  addApiKeyAccounts(id: $id, accountIds: $accountIds, filter: $filter)
}
    `) as unknown as TypedDocumentString<AddKeyAccountsMutation, AddKeyAccountsMutationVariables>;
export const ApiKeyDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ApiKey($id: ID!) {
  apiKey(id: $id) {
    ...KeyRow
  }
}
    fragment KeyRow on ApiKey {
  id
  name
  kind
  prefix
  scopes
  allAccounts
  accounts {
    id
    username
  }
  feeds {
    id
    title
  }
  origins
  lastUsedAt
  expiresAt
  revokedAt
}`) as unknown as TypedDocumentString<ApiKeyQuery, ApiKeyQueryVariables>;
export const AccountKeysDocument = /*#__PURE__*/ new TypedDocumentString(`
    query AccountKeys($id: ID!) {
  account(id: $id) {
    apiKeys {
      ...KeyRow
    }
  }
}
    fragment KeyRow on ApiKey {
  id
  name
  kind
  prefix
  scopes
  allAccounts
  accounts {
    id
    username
  }
  feeds {
    id
    title
  }
  origins
  lastUsedAt
  expiresAt
  revokedAt
}`) as unknown as TypedDocumentString<AccountKeysQuery, AccountKeysQueryVariables>;
export const ViewerDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Viewer {
  viewer {
    kind
    operator {
      id
      email
    }
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const LayoutStatusDocument = /*#__PURE__*/ new TypedDocumentString(`
    query LayoutStatus {
  status {
    now
    mode
    version
    accounts {
      needAttention
    }
  }
}
    `) as unknown as TypedDocumentString<LayoutStatusQuery, LayoutStatusQueryVariables>;
export const LinksDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Links($first: Int, $offset: Int) {
  connectLinks(first: $first, offset: $offset) {
    totalCount
    nodes {
      ...LinkRow
    }
  }
}
    fragment LinkRow on ConnectLink {
  id
  label
  reference
  createdAt
  expiresAt
  usedAt
  revokedAt
  account {
    id
    username
  }
}`) as unknown as TypedDocumentString<LinksQuery, LinksQueryVariables>;
export const MakeLinkDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation MakeLink($input: CreateConnectLinkInput!) {
  createConnectLink(input: $input) {
    url
    connectLink {
      ...LinkRow
    }
  }
}
    fragment LinkRow on ConnectLink {
  id
  label
  reference
  createdAt
  expiresAt
  usedAt
  revokedAt
  account {
    id
    username
  }
}`) as unknown as TypedDocumentString<MakeLinkMutation, MakeLinkMutationVariables>;
export const MakeReconnectLinkDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation MakeReconnectLink($accountId: ID!, $expiresAt: DateTime!) {
  createConnectLink(input: {accountId: $accountId, expiresAt: $expiresAt}) {
    url
    connectLink {
      id
      expiresAt
      account {
        username
        reference
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MakeReconnectLinkMutation, MakeReconnectLinkMutationVariables>;
export const MakeLinksDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation MakeLinks($references: [String!]!, $label: String, $expiresAt: DateTime) {
  createConnectLinks(
    references: $references
    label: $label
    expiresAt: $expiresAt
  ) {
    url
    connectLink {
      id
      reference
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<MakeLinksMutation, MakeLinksMutationVariables>;
export const RevokeLinkDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RevokeLink($id: ID!) {
  revokeConnectLink(id: $id) {
    ...LinkRow
  }
}
    fragment LinkRow on ConnectLink {
  id
  label
  reference
  createdAt
  expiresAt
  usedAt
  revokedAt
  account {
    id
    username
  }
}`) as unknown as TypedDocumentString<RevokeLinkMutation, RevokeLinkMutationVariables>;
export const ConnectLinkDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConnectLink($id: ID!) {
  connectLink(id: $id) {
    ...LinkRow
  }
}
    fragment LinkRow on ConnectLink {
  id
  label
  reference
  createdAt
  expiresAt
  usedAt
  revokedAt
  account {
    id
    username
  }
}`) as unknown as TypedDocumentString<ConnectLinkQuery, ConnectLinkQueryVariables>;
export const AccountMediaDocument = /*#__PURE__*/ new TypedDocumentString(`
    query AccountMedia($accountId: ID!, $after: String, $type: [MediaType!], $productType: [MediaProductType!], $hashtag: [String!], $search: String, $orderBy: MediaOrder!) {
  account(id: $accountId) {
    mediaConnection(
      first: 30
      after: $after
      type: $type
      productType: $productType
      hashtag: $hashtag
      search: $search
      orderBy: $orderBy
    ) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...MediaTile
      }
    }
  }
}
    fragment MediaTile on Media {
  id
  mediaType
  mediaProductType
  caption
  permalink
  timestamp
  likeCount
  commentsCount
  hidden
  pictureFailure
  image {
    url(width: 320)
    alt
    palette
  }
}`) as unknown as TypedDocumentString<AccountMediaQuery, AccountMediaQueryVariables>;
export const PostDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Post($id: ID!) {
  mediaItem(id: $id) {
    ...LightboxPart
    children {
      ...LightboxPart
    }
  }
}
    fragment LightboxPart on Media {
  id
  mediaType
  mediaUrl
  image {
    url(width: 1080)
    alt
  }
  thumb: image {
    url(width: 160)
  }
}`) as unknown as TypedDocumentString<PostQuery, PostQueryVariables>;
export const LinkedPostDocument = /*#__PURE__*/ new TypedDocumentString(`
    query LinkedPost($id: ID!) {
  mediaItem(id: $id) {
    ...MediaTile
  }
}
    fragment MediaTile on Media {
  id
  mediaType
  mediaProductType
  caption
  permalink
  timestamp
  likeCount
  commentsCount
  hidden
  pictureFailure
  image {
    url(width: 320)
    alt
    palette
  }
}`) as unknown as TypedDocumentString<LinkedPostQuery, LinkedPostQueryVariables>;
export const SetMediaHiddenDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SetMediaHidden($id: ID!, $hidden: Boolean!) {
  setMediaHidden(id: $id, hidden: $hidden) {
    id
  }
}
    `) as unknown as TypedDocumentString<SetMediaHiddenMutation, SetMediaHiddenMutationVariables>;
export const OperatorsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Operators($first: Int, $offset: Int) {
  operators(first: $first, offset: $offset) {
    totalCount
    nodes {
      ...OperatorRow
    }
  }
}
    fragment OperatorRow on Operator {
  id
  email
  createdAt
  lastSignInAt
  isYou
}`) as unknown as TypedDocumentString<OperatorsQuery, OperatorsQueryVariables>;
export const AddOperatorDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation AddOperator($email: String!, $password: String!) {
  addOperator(email: $email, password: $password) {
    ...OperatorRow
  }
}
    fragment OperatorRow on Operator {
  id
  email
  createdAt
  lastSignInAt
  isYou
}`) as unknown as TypedDocumentString<AddOperatorMutation, AddOperatorMutationVariables>;
export const SetOperatorPasswordDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SetOperatorPassword($id: ID!, $password: String!) {
  setOperatorPassword(id: $id, password: $password) {
    email
  }
}
    `) as unknown as TypedDocumentString<SetOperatorPasswordMutation, SetOperatorPasswordMutationVariables>;
export const RemoveOperatorDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RemoveOperator($id: ID!) {
  removeOperator(id: $id)
}
    `) as unknown as TypedDocumentString<RemoveOperatorMutation, RemoveOperatorMutationVariables>;
export const OperatorDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Operator($id: ID!) {
  operator(id: $id) {
    ...OperatorRow
  }
}
    fragment OperatorRow on Operator {
  id
  email
  createdAt
  lastSignInAt
  isYou
}`) as unknown as TypedDocumentString<OperatorQuery, OperatorQueryVariables>;
export const SearchDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Search($text: String!, $withAccounts: Boolean!, $keyText: String!, $withKeys: Boolean!, $withFeeds: Boolean!, $permalink: String!, $withPermalink: Boolean!, $mediaId: ID!, $withMediaId: Boolean!) {
  accounts(first: 6, orderBy: USERNAME_ASC, filter: {search: $text}) @include(if: $withAccounts) {
    totalCount
    nodes {
      ...AccountSummary
    }
  }
  apiKeys(first: 5, search: $keyText) @include(if: $withKeys) {
    nodes {
      id
      name
      prefix
      revokedAt
    }
  }
  feeds(first: 5, search: $text) @include(if: $withFeeds) {
    nodes {
      id
      title
      slug
    }
  }
  byPermalink: mediaByPermalink(permalink: $permalink) @include(if: $withPermalink) {
    ...FoundPost
  }
  byId: mediaItem(id: $mediaId) @include(if: $withMediaId) {
    ...FoundPost
  }
}
    fragment AccountSummary on Account {
  id
  username
  reference
  profile {
    name
    profilePictureUrl
  }
  status
  stale
  staleCause
  snoozedUntil
  token {
    health
    expiresAt
    daysLeft
    failure {
      cause
    }
  }
}
fragment FoundPost on Media {
  id
  caption
  timestamp
  image {
    url(width: 160)
  }
  account {
    id
    username
  }
}`) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
export const SettingsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Settings {
  settings {
    mode
    version
    nodeVersion
    publicUrl
    databasePlace
    filesPlace
    alertChannels
    settings {
      name
      group
      description
      value
      isSet
      isSecret
    }
  }
}
    `) as unknown as TypedDocumentString<SettingsQuery, SettingsQueryVariables>;
export const DeliveriesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Deliveries($first: Int, $offset: Int) {
  alertDeliveries(first: $first, offset: $offset) {
    totalCount
    nodes {
      ...DeliveryRow
    }
  }
}
    fragment DeliveryRow on AlertDelivery {
  id
  channel
  status
  test
  alertCount
  createdAt
  deliveredAt
  attempts
  nextTryAt
  responseCode
  error
}`) as unknown as TypedDocumentString<DeliveriesQuery, DeliveriesQueryVariables>;
export const SendTestAlertDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SendTestAlert {
  sendTestAlert {
    ...DeliveryRow
  }
}
    fragment DeliveryRow on AlertDelivery {
  id
  channel
  status
  test
  alertCount
  createdAt
  deliveredAt
  attempts
  nextTryAt
  responseCode
  error
}`) as unknown as TypedDocumentString<SendTestAlertMutation, SendTestAlertMutationVariables>;
export const AlertDeliveryDocument = /*#__PURE__*/ new TypedDocumentString(`
    query AlertDelivery($id: ID!) {
  alertDelivery(id: $id) {
    ...DeliveryRow
  }
}
    fragment DeliveryRow on AlertDelivery {
  id
  channel
  status
  test
  alertCount
  createdAt
  deliveredAt
  attempts
  nextTryAt
  responseCode
  error
}`) as unknown as TypedDocumentString<AlertDeliveryQuery, AlertDeliveryQueryVariables>;
export const RefreshTokenDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RefreshToken($accountId: ID!) {
  refreshToken(accountId: $accountId) {
    expiresAt
    daysLeft
  }
}
    `) as unknown as TypedDocumentString<RefreshTokenMutation, RefreshTokenMutationVariables>;