// Made from schema.graphql and admin/**/*.graphql by `npm run types`; do not edit.

import type { Operation } from "./lib/operation.js";

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Which accounts a list holds; what is left out or empty filters nothing. */
export type AccountFilter = {
  /** Any of these, of the token or of the last sync. Operators and keys with the scope REFRESH. */
  cause?: Array<FailureCause> | null | undefined;
  /** Whose token expires before this instant. Operators and keys with the scope REFRESH. */
  expiresBefore?: string | null | undefined;
  /** Any of these. Operators and keys with the scope REFRESH. */
  health?: Array<TokenHealth> | null | undefined;
  /** Only those that need somebody, or only the others: to be reconnected, at most 14 days left, or failing to refresh or to sync for a day; for operators without those snoozed. Operators and keys with the scope REFRESH. */
  needsYou?: boolean | null | undefined;
  /** Exactly this reference. */
  reference?: string | null | undefined;
  /** Part of the username, name or reference. */
  search?: string | null | undefined;
  /** Only stale ones, or only those that are not. */
  stale?: boolean | null | undefined;
  /** Any of these. */
  status?: Array<AccountStatus> | null | undefined;
  /** Any of these tags. */
  tags?: Array<string> | null | undefined;
};

/** Orders of a list of accounts. */
export type AccountOrder =
  /** Connected first first. */
  | 'CONNECTED_ASC'
  /** Connected last first. */
  | 'CONNECTED_DESC'
  /** The token that expires first, first. Operators and keys with the scope REFRESH. */
  | 'EXPIRES_ASC'
  /** The token that expires last, first. Operators and keys with the scope REFRESH. */
  | 'EXPIRES_DESC'
  /** The least time left first: what must be reconnected has none, the longest of them first; then as EXPIRES_ASC. Operators and keys with the scope REFRESH. */
  | 'MOST_URGENT'
  /** Longest not brought up to date first. */
  | 'SYNCED_ASC'
  /** Brought up to date last, first. */
  | 'SYNCED_DESC'
  /** From A to Z. */
  | 'USERNAME_ASC'
  /** From Z to A. */
  | 'USERNAME_DESC';

/** Whether an account is kept up to date. */
export type AccountStatus =
  /** Synced and refreshed by itself. */
  | 'ACTIVE'
  /** Scheduled syncs are stopped; the token is still refreshed and what is kept is still served. */
  | 'PAUSED'
  /** The token is gone or refused: its owner must connect again. What is kept is still served. */
  | 'RECONNECT_REQUIRED';

/** Who can do something here. */
export type ActorKind =
  /** Somebody in a browser who was not signed in. */
  | 'ANONYMOUS'
  /** A site or app, by its API key. */
  | 'CLIENT'
  /** The server itself, by its timetable. */
  | 'MACHINE'
  /** An operator, signed in or by the operator token, or the command line. */
  | 'OPERATOR'
  /** The account's owner, logged in with Instagram. */
  | 'OWNER';

/** How news of trouble is told. */
export type AlertChannel =
  /** Mailed to ALERT_EMAIL. */
  | 'EMAIL'
  /** Posted to ALERT_WEBHOOK_URL. */
  | 'WEBHOOK';

/** How far a message has come. */
export type AlertDeliveryStatus =
  /** The other side has taken it. */
  | 'DELIVERED'
  /** It was given up, after a day of tries or, for a test, after one. */
  | 'FAILED'
  /** It will be tried, or tried again. */
  | 'WAITING';

/** Where a key may live. */
export type ApiKeyKind =
  /** In a browser, on the sites that it names; reads public fields. Begins with `pk_`. */
  | 'PUBLISHABLE'
  /** On a server, never in a browser. Begins with `sk_`. */
  | 'SECRET';

/** What a key may do. */
export type ApiKeyScope =
  /** Connect accounts: `startConnect` and `connectAccount`. It gains what it connects. */
  | 'CONNECT'
  /** Read its accounts. */
  | 'READ'
  /** See tokens, and call `refreshToken` and `syncAccount`. */
  | 'REFRESH';

/** A key to be made. */
export type CreateApiKeyInput = {
  /** The accounts it may read. Name some, or set allAccounts; neither is refused. */
  accountIds?: Array<string | number> | null | undefined;
  /** Every account, also those connected later. */
  allAccounts?: boolean | null | undefined;
  /** When it runs out; never, when left out. */
  expiresAt?: string | null | undefined;
  /** Where it may live. */
  kind: ApiKeyKind;
  /** What the operators call it, such as the site that uses it. */
  name: string;
  /** Publishable keys: at least one, such as https://example.com, https://*.example.com, https://*--site.netlify.app or http://localhost:* */
  origins?: Array<string> | null | undefined;
  /** What it may do; a publishable key only READ. */
  scopes?: Array<ApiKeyScope> | null | undefined;
};

/** A connect link to be made. */
export type CreateConnectLinkInput = {
  /** Only this account may be connected with it (for reconnecting). */
  accountId?: string | number | null | undefined;
  /** At most 30 days ahead; 7 days when left out. */
  expiresAt?: string | null | undefined;
  /** What the operator calls it. */
  label?: string | null | undefined;
  /** Given to the account that it connects, as its reference. */
  reference?: string | null | undefined;
};

/** What can be in the record. */
export type EventAction =
  /** An account was connected for the first time. */
  | 'ACCOUNT_CONNECTED'
  /** It was forgotten with everything of its. */
  | 'ACCOUNT_DISCONNECTED'
  /** It was erased because Meta or its owner demanded it, or because it turned out to be another account's person. */
  | 'ACCOUNT_ERASED'
  /** It was taken over with a token got elsewhere. */
  | 'ACCOUNT_IMPORTED'
  /** Its scheduled syncs were stopped. */
  | 'ACCOUNT_PAUSED'
  /** Its owner agreed again. */
  | 'ACCOUNT_RECONNECTED'
  /** They were started again. */
  | 'ACCOUNT_RESUMED'
  /** It was taken out of the list of those that need somebody, or put back. */
  | 'ACCOUNT_SNOOZED'
  /** Its reference, tags or note were changed. */
  | 'ACCOUNT_UPDATED'
  /** Work on many accounts was called off. */
  | 'JOB_CANCELLED'
  /** Work on many accounts was begun. */
  | 'JOB_STARTED'
  /** An API key was made. */
  | 'KEY_CREATED'
  /** An API key was ended. */
  | 'KEY_REVOKED'
  /** An API key was changed. */
  | 'KEY_UPDATED'
  /** A connect link was made. */
  | 'LINK_CREATED'
  /** A connect link was withdrawn. */
  | 'LINK_REVOKED'
  /** A post was hidden. */
  | 'MEDIA_HIDDEN'
  /** A hidden post was shown again. */
  | 'MEDIA_SHOWN'
  /** An operator was added. */
  | 'OPERATOR_ADDED'
  /** An operator's password was changed. */
  | 'OPERATOR_PASSWORD_SET'
  /** An operator was removed. */
  | 'OPERATOR_REMOVED'
  /** An operator signed in. */
  | 'OPERATOR_SIGNED_IN'
  /** The sandbox's accounts were erased. */
  | 'SANDBOX_ERASED'
  /** Everything sealed was sealed anew with the first of SECRET_KEYS. */
  | 'SECRETS_ROTATED'
  /** A sync failed. */
  | 'SYNC_FAILED'
  /** A test was sent to those who are told of trouble. */
  | 'TEST_ALERT_SENT'
  /** A refresh failed. */
  | 'TOKEN_FAILED'
  /** Its token was refreshed. */
  | 'TOKEN_REFRESHED';

/** Which lines of the record; what is left out or empty filters nothing. */
export type EventFilter = {
  /** Those about this account, also when it is gone. */
  accountId?: string | number | null | undefined;
  /** Any of these. */
  action?: Array<EventAction> | null | undefined;
  /** Done by any of these. */
  actorKind?: Array<ActorKind> | null | undefined;
  /** Any of these. */
  outcome?: Array<EventOutcome> | null | undefined;
  /** From this instant on. */
  since?: string | null | undefined;
  /** Before this instant. */
  until?: string | null | undefined;
};

/** What came of it. */
export type EventOutcome =
  /** It failed; see the cause. */
  | 'FAILED'
  /** It was done. */
  | 'OK';

/** Why Instagram did not do what it was asked. */
export type FailureCause =
  /** The account is a personal one. */
  | 'ACCOUNT_NOT_PROFESSIONAL'
  /** Instagram says that the account does not exist, or that the app may not see it any more. */
  | 'ACCOUNT_UNAVAILABLE'
  /** Meta has switched the app or its access off: every account is refused alike. */
  | 'APP_BLOCKED'
  /** Instagram does not know this server's app id or secret. */
  | 'APP_MISCONFIGURED'
  /** The owner removed the app at Instagram. */
  | 'APP_REMOVED'
  /** Instagram wants the owner to confirm something in its app. */
  | 'CHECKPOINT'
  /** Instagram is throttling. */
  | 'INSTAGRAM_RATE_LIMITED'
  /** Instagram refused this call while the account still works. */
  | 'INSTAGRAM_REJECTED'
  /** Instagram did not answer, or not sensibly. */
  | 'INSTAGRAM_UNAVAILABLE'
  /** The person agreed to everything, and Instagram still refuses: the app has Standard Access and the account is no tester. */
  | 'NOT_A_TESTER'
  /** The owner changed their password. */
  | 'PASSWORD_CHANGED'
  /** A permission was not granted or was withdrawn. */
  | 'PERMISSION_MISSING'
  /** The token ran out. */
  | 'TOKEN_EXPIRED'
  /** Instagram withdrew the token. */
  | 'TOKEN_REVOKED';

/** What is done with many accounts. */
export type JobKind =
  /** As pauseAccount does. */
  | 'PAUSE_ACCOUNTS'
  /** As refreshToken does. */
  | 'REFRESH_TOKENS'
  /** As resumeAccount does. */
  | 'RESUME_ACCOUNTS'
  /** As syncAccount does, each to its end. */
  | 'SYNC_ACCOUNTS';

/** How far a job is. */
export type JobState =
  /** Called off; what was in hand then is finished, what is done stays done. */
  | 'CANCELLED'
  /** Every account was tried. */
  | 'DONE'
  /** Some process works on it, or will within seconds. */
  | 'RUNNING'
  /** No account was taken in hand yet. */
  | 'WAITING';

/** How a thing that the server depends on is. */
export type Light =
  /** Nearly everything fails. */
  | 'DOWN'
  /** As it should be. */
  | 'GOOD'
  /** Slow, or failing now and then. */
  | 'TROUBLED'
  /** Nothing was asked of it for a day. */
  | 'UNKNOWN';

/** Orders of posts. MOST_*: paging may repeat or skip a post whose count changes meanwhile. */
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
  /** As an ad. */
  | 'AD'
  /** In the feed. */
  | 'FEED'
  /** As a reel. */
  | 'REELS'
  /** As a story. */
  | 'STORY';

/** What a post is. */
export type MediaType =
  /** Several pictures and videos, in `children`. */
  | 'CAROUSEL_ALBUM'
  /** A picture. */
  | 'IMAGE'
  /** A video; reels too. */
  | 'VIDEO';

/** What can be overdue. */
export type OverdueKind =
  /** A token's refresh. */
  | 'REFRESH'
  /** An account's sync. */
  | 'SYNC';

/** Why a picture could not be copied from Instagram. */
export type PictureFailure =
  /** What came is damaged or cut short. */
  | 'BROKEN'
  /** Instagram has the post or the picture no more. */
  | 'GONE'
  /** Its address leads to a host that INSTAGRAM_CDN_HOSTS does not name. */
  | 'HOST_NOT_ALLOWED'
  /** Instagram has never said where it is. */
  | 'NOT_GIVEN'
  /** Its host leads into a private network. */
  | 'PRIVATE_ADDRESS'
  /** Instagram is throttling. */
  | 'RATE_LIMITED'
  /** Its address leads on to another one, which is never followed. */
  | 'REDIRECTED'
  /** Instagram's picture host refused it. */
  | 'REFUSED'
  /** Instagram's address had expired, and so had the one it gave anew. */
  | 'SIGNATURE_EXPIRED'
  /** Its address has expired, and only reconnecting the account brings another. */
  | 'TOKEN_DEAD'
  /** It has too many bytes. */
  | 'TOO_LARGE'
  /** It has too many pixels. */
  | 'TOO_MANY_PIXELS'
  /** Instagram did not answer, or broke off. */
  | 'UNAVAILABLE'
  /** What came is no picture of a kind that can be read (JPEG, PNG, WebP, AVIF), or no video (MP4). */
  | 'WRONG_TYPE';

/** How a sync ended. */
export type RunOutcome =
  /** It was stopped after a page, as the process ended or its time was up; it goes on later. */
  | 'CUT_OFF'
  /** Instagram failed it, or a bug here did; what it had read is kept. */
  | 'FAILED'
  /** It read all that it was to read. */
  | 'OK';

/** Which Instagram the server speaks to. */
export type ServerMode =
  /** The real one. */
  | 'LIVE'
  /** The pretend one that it carries. */
  | 'SANDBOX';

/** What a setting is about. */
export type SettingGroup =
  /** Who may do what. */
  | 'ACCESS'
  /** Who is told of trouble. */
  | 'ALERTS'
  /** The app at Instagram, and how it is reached. */
  | 'INSTAGRAM'
  /** How often, and for how long. */
  | 'SCHEDULE'
  /** Where it listens and what it says. */
  | 'SERVER'
  /** Where things are kept. */
  | 'STORAGE';

/** HEALTHY: nothing to do. DUE: a refresh is due. EXPIRING: at most 14 days left. EXPIRED and REVOKED: only reconnecting helps. */
export type TokenHealth =
  /** A refresh is due; the server does it by itself. */
  | 'DUE'
  /** Past its date: only reconnecting helps. */
  | 'EXPIRED'
  /** At most 14 days left. */
  | 'EXPIRING'
  /** Nothing to do. */
  | 'HEALTHY'
  /** Instagram no longer accepts it: only reconnecting helps. */
  | 'REVOKED';

/** The operators' own words for an account; what is left out stays, null clears. */
export type UpdateAccountInput = {
  /** Anything; at most 5,000 characters. */
  note?: string | null | undefined;
  /** What your systems call it; at most 200 characters. */
  reference?: string | null | undefined;
  /** In place of the tags before; at most 50, of 100 characters each. */
  tags?: Array<string> | null | undefined;
};

/** Changes to a key; what is left out stays. */
export type UpdateApiKeyInput = {
  /** The accounts it may read, in place of those before; takes allAccounts away. */
  accountIds?: Array<string | number> | null | undefined;
  /** Every account, also those connected later. */
  allAccounts?: boolean | null | undefined;
  /** When it runs out; null for never. */
  expiresAt?: string | null | undefined;
  /** What the operators call it. */
  name?: string | null | undefined;
  /** The origins, in place of those before. */
  origins?: Array<string> | null | undefined;
};

/** The kinds of viewers. */
export type ViewerKind =
  /** Without credentials. */
  | 'ANONYMOUS'
  /** A site or app, by its API key. */
  | 'CLIENT'
  /** A person who runs this server, or a script of theirs. */
  | 'OPERATOR'
  /** The owner of a connected account, by logging in with Instagram. */
  | 'OWNER';

export type OneAccountQueryVariables = Exact<{
  id: string | number;
}>;


export type OneAccountQuery = { settings: { publicUrl: string } | null, account: (
    { id: string, username: string, paused: boolean, tags: Array<string>, reference: string | null, note: string | null, connectedAt: string, syncedAt: string | null, nextSyncAt: string | null, postCount: number, profile: { name: string | null, biography: string | null, website: string | null, profilePictureUrl: string | null, accountType: string | null, followersCount: number | null, followsCount: number | null, mediaCount: number | null }, syncRuns: Array<{ id: string, startedAt: string, outcome: RunOutcome, cause: FailureCause | null, full: boolean, ms: number, newCount: number, changedCount: number, removedCount: number, brokenCount: number, unknownTypeCount: number }> | null, lastHiding: Array<{ id: string }> | null, apiKeys: Array<{ id: string, name: string, kind: ApiKeyKind, prefix: string, allAccounts: boolean, lastUsedAt: string | null, expiresAt: string | null }> | null }
    & AccountStateFragment
    & AccountTokenFragment
  ) | null };

export type AccountSyncQueryVariables = Exact<{
  id: string | number;
}>;


export type AccountSyncQuery = { account: { id: string, profile: { mediaCount: number | null }, sync: { running: boolean, full: boolean | null, pageCount: number, postCount: number, startedAt: string | null } | null } | null };

export type SyncAccountMutationVariables = Exact<{
  accountId: string | number;
  full: boolean;
}>;


export type SyncAccountMutation = { syncAccount: { id: string, stale: boolean, sync: { running: boolean } | null } };

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
  { id: string, username: string, paused: boolean, tags: Array<string>, reference: string | null, connectedAt: string, syncedAt: string | null, nextSyncAt: string | null, postCount: number, profile: { name: string | null, profilePictureUrl: string | null }, token: { refreshedAt: string | null, nextRefreshAt: string | null, failure: { lastAt: string, attempts: number } | null } | null, syncRuns: Array<{ startedAt: string, outcome: RunOutcome, cause: FailureCause | null, newCount: number, changedCount: number, removedCount: number }> | null }
  & AccountStateFragment
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

export type EventLineFragment = { id: string, at: string, action: EventAction, outcome: EventOutcome, accountId: string | null, subject: string | null, cause: FailureCause | null, nextStep: string | null, instagramCode: number | null, instagramSubcode: number | null, traceId: string | null, actor: { kind: ActorKind, id: string | null, label: string }, account: { id: string, username: string } | null };

export type EventPageQueryVariables = Exact<{
  filter?: EventFilter | null | undefined;
  first: number;
  offset: number;
}>;


export type EventPageQuery = { events: { hasNextPage: boolean, nodes: Array<EventLineFragment> } | null };

export type SubjectNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type SubjectNamesQuery = { apiKeys: { nodes: Array<{ id: string, name: string }> } | null, operators: { nodes: Array<{ id: string, email: string }> } | null };

export type ChosenAccountQueryVariables = Exact<{
  id: string | number;
}>;


export type ChosenAccountQuery = { account: { id: string, username: string } | null };

export type ConnectPlacesQueryVariables = Exact<{ [key: string]: never; }>;


export type ConnectPlacesQuery = { settings: { mode: ServerMode, publicUrl: string, redirectUris: Array<string>, deauthorizeUrl: string, dataDeletionUrl: string } | null };

export type ImportAccountMutationVariables = Exact<{
  accessToken: string;
  reference?: string | null | undefined;
}>;


export type ImportAccountMutation = { importAccount: { id: string, username: string } };

export type HomeStatusQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeStatusQuery = { status: { lastRefreshCheckAt: string | null, nextRefreshCheckAt: string | null, accounts: { accountCount: number, healthy: number, due: number, expiring: number, reconnectRequired: number, paused: number, stale: number, needy: number, lastSyncAt: string | null }, posts: { count: number, isEstimate: boolean }, database: { light: Light, ms: number, clockAheadS: number | null }, instagram: { light: Light, cause: FailureCause | null, lastSyncStartedAt: string | null }, mostOverdue: { kind: OverdueKind, lateS: number, account: { id: string, username: string } | null } | null } | null };

export type NeedyAccountFragment = (
  { id: string, username: string, paused: boolean, reference: string | null, syncedAt: string | null, profile: { profilePictureUrl: string | null }, token: { failure: { firstAt: string } | null } | null }
  & AccountStateFragment
);

export type NeedsYouQueryVariables = Exact<{
  first: number;
}>;


export type NeedsYouQuery = { accounts: { totalCount: number, nodes: Array<NeedyAccountFragment> } | null };

export type RunwayQueryVariables = Exact<{ [key: string]: never; }>;


export type RunwayQuery = { tokenExpiryForecast: Array<{ day: string, expiringCount: number, renewableCount: number }> | null };

export type FortnightQueryVariables = Exact<{ [key: string]: never; }>;


export type FortnightQuery = { activity: Array<{ day: string, refreshedCount: number, failedRefreshCount: number, syncedCount: number, failedSyncCount: number }> | null };

export type RecentEventsQueryVariables = Exact<{
  people: Array<ActorKind> | ActorKind;
  deeds: Array<EventAction> | EventAction;
}>;


export type RecentEventsQuery = { people: { nodes: Array<EventLineFragment> } | null, machine: { nodes: Array<EventLineFragment> } | null };

export type SnoozeMutationVariables = Exact<{
  accountId: string | number;
  until?: string | null | undefined;
}>;


export type SnoozeMutation = { snoozeAccount: { id: string, snoozedUntil: string | null } };

export type JobLineFragment = { id: string, kind: JobKind, full: boolean, state: JobState, totalCount: number, doneCount: number, failedCount: number, ratePerMinute: number | null, createdAt: string, finishedAt: string | null, cancelledAt: string | null, by: { label: string } };

export type JobListQueryVariables = Exact<{
  first: number;
  offset: number;
}>;


export type JobListQuery = { jobs: { totalCount: number, nodes: Array<JobLineFragment> } | null };

export type OneJobQueryVariables = Exact<{
  id: string | number;
}>;


export type OneJobQuery = { job: JobLineFragment | null };

export type JobFailuresQueryVariables = Exact<{
  id: string | number;
}>;


export type JobFailuresQuery = { job: { failures: Array<{ accountId: string, code: string, message: string | null, nextStep: string, account: { id: string, username: string } | null }> } | null };

export type CancelJobMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelJobMutation = { cancelJob: { id: string } };

export type TimetableQueryVariables = Exact<{ [key: string]: never; }>;


export type TimetableQuery = { status: { jobRuns: Array<{ job: string, beganAt: string, ms: number, isFailed: boolean }> } | null };

export type KeyRowFragment = { id: string, name: string, kind: ApiKeyKind, prefix: string, scopes: Array<ApiKeyScope>, allAccounts: boolean, origins: Array<string>, createdAt: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null, accounts: Array<{ id: string, username: string }> };

export type KeysQueryVariables = Exact<{
  first?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type KeysQuery = { apiKeys: { totalCount: number, nodes: Array<KeyRowFragment> } | null };

export type AccountChoicesQueryVariables = Exact<{
  search?: string | null | undefined;
}>;


export type AccountChoicesQuery = { accounts: { nodes: Array<{ id: string, username: string }> } | null };

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

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { viewer: { kind: ViewerKind, operator: { id: string, email: string } | null } };

export type PulseQueryVariables = Exact<{ [key: string]: never; }>;


export type PulseQuery = { status: { now: string, mode: ServerMode, version: string, accounts: { needy: number } } | null };

export type AccountStateFragment = { status: AccountStatus, stale: boolean, staleCause: FailureCause | null, snoozedUntil: string | null, token: { health: TokenHealth, expiresAt: string, daysLeft: number, failure: { cause: FailureCause, nextStep: string } | null } | null };

export type LinkRowFragment = { id: string, label: string | null, reference: string | null, createdAt: string, expiresAt: string, usedAt: string | null, revokedAt: string | null, account: { id: string, username: string } | null };

export type LinksQueryVariables = Exact<{
  first?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type LinksQuery = { connectLinks: { totalCount: number, nodes: Array<LinkRowFragment> } | null };

export type MakeLinkMutationVariables = Exact<{
  input: CreateConnectLinkInput;
}>;


export type MakeLinkMutation = { createConnectLink: { url: string, connectLink: { expiresAt: string } } };

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


export type RevokeLinkMutation = { revokeConnectLink: { id: string } };

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

export type LightboxPartFragment = { id: string, mediaType: MediaType, mediaUrl: string | null, image: { url: string, alt: string, width: number | null, height: number | null } | null, thumb: { url: string } | null };

export type OnePostQueryVariables = Exact<{
  id: string | number;
}>;


export type OnePostQuery = { mediaItem: (
    { children: Array<LightboxPartFragment> }
    & LightboxPartFragment
  ) | null };

export type SetMediaHiddenMutationVariables = Exact<{
  id: string | number;
  hidden: boolean;
}>;


export type SetMediaHiddenMutation = { setMediaHidden: { id: string, hidden: boolean } };

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


export type AddOperatorMutation = { addOperator: { email: string } };

export type SetOperatorPasswordMutationVariables = Exact<{
  id: string | number;
  password: string;
}>;


export type SetOperatorPasswordMutation = { setOperatorPassword: { email: string } };

export type RemoveOperatorMutationVariables = Exact<{
  id: string | number;
}>;


export type RemoveOperatorMutation = { removeOperator: string };

export type SettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsQuery = { settings: { mode: ServerMode, version: string, nodeVersion: string, publicUrl: string, databasePlace: string, filesPlace: string, alertChannels: Array<AlertChannel>, settings: Array<{ name: string, group: SettingGroup, description: string, value: string | null, isSet: boolean, isSecret: boolean }> } | null };

export type DeliveryRowFragment = { id: string, channel: AlertChannel, status: AlertDeliveryStatus, test: boolean, newsCount: number, createdAt: string, deliveredAt: string | null, attempts: number, nextTryAt: string | null, answerCode: number | null, error: string | null };

export type DeliveriesQueryVariables = Exact<{
  first?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type DeliveriesQuery = { alertDeliveries: { totalCount: number, nodes: Array<DeliveryRowFragment> } | null };

export type SendTestAlertMutationVariables = Exact<{ [key: string]: never; }>;


export type SendTestAlertMutation = { sendTestAlert: Array<DeliveryRowFragment> };

export type AccountTokenFragment = { token: { estimated: boolean, issuedAt: string, refreshedAt: string | null, refreshableAt: string, nextRefreshAt: string | null, scopes: Array<string> | null, failure: { attempts: number, firstAt: string, lastAt: string } | null } | null, events: Array<EventLineFragment> | null, failedSyncs: Array<EventLineFragment> | null };

export type RefreshTokenMutationVariables = Exact<{
  accountId: string | number;
}>;


export type RefreshTokenMutation = { refreshToken: { expiresAt: string, daysLeft: number } };

export const ONE_ACCOUNT = `query OneAccount($id: ID!) {
  settings {
    publicUrl
  }
  account(id: $id) {
    ...AccountState
    id
    username
    paused
    tags
    reference
    note
    connectedAt
    syncedAt
    nextSyncAt
    postCount
    profile {
      name
      biography
      website
      profilePictureUrl
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
fragment AccountState on Account {
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
      nextStep
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
    failure {
      attempts
      firstAt
      lastAt
    }
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
}` as Operation<OneAccountQuery, OneAccountQueryVariables>;

export const ACCOUNT_SYNC = `query AccountSync($id: ID!) {
  account(id: $id) {
    id
    profile {
      mediaCount
    }
    sync {
      running
      full
      pageCount
      postCount
      startedAt
    }
  }
}` as Operation<AccountSyncQuery, AccountSyncQueryVariables>;

export const SYNC_ACCOUNT = `mutation SyncAccount($accountId: ID!, $full: Boolean!) {
  syncAccount(accountId: $accountId, full: $full) {
    id
    stale
    sync {
      running
    }
  }
}` as Operation<SyncAccountMutation, SyncAccountMutationVariables>;

export const PAUSE_ACCOUNT = `mutation PauseAccount($accountId: ID!) {
  pauseAccount(accountId: $accountId) {
    id
  }
}` as Operation<PauseAccountMutation, PauseAccountMutationVariables>;

export const RESUME_ACCOUNT = `mutation ResumeAccount($accountId: ID!) {
  resumeAccount(accountId: $accountId) {
    id
  }
}` as Operation<ResumeAccountMutation, ResumeAccountMutationVariables>;

export const UPDATE_ACCOUNT = `mutation UpdateAccount($accountId: ID!, $input: UpdateAccountInput!) {
  updateAccount(accountId: $accountId, input: $input) {
    id
  }
}` as Operation<UpdateAccountMutation, UpdateAccountMutationVariables>;

export const DISCONNECT_ACCOUNT = `mutation DisconnectAccount($accountId: ID!) {
  disconnectAccount(accountId: $accountId)
}` as Operation<DisconnectAccountMutation, DisconnectAccountMutationVariables>;

export const ACCOUNT_LIST = `query AccountList($first: Int!, $offset: Int!, $orderBy: AccountOrder!, $filter: AccountFilter!) {
  accounts(first: $first, offset: $offset, orderBy: $orderBy, filter: $filter) {
    totalCount
    nodes {
      ...AccountRow
    }
  }
}
fragment AccountRow on Account {
  ...AccountState
  id
  username
  paused
  tags
  reference
  connectedAt
  syncedAt
  nextSyncAt
  postCount
  profile {
    name
    profilePictureUrl
  }
  token {
    refreshedAt
    nextRefreshAt
    failure {
      lastAt
      attempts
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
fragment AccountState on Account {
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
      nextStep
    }
  }
}` as Operation<AccountListQuery, AccountListQueryVariables>;

export const ACCOUNT_TAB_COUNTS = `query AccountTabCounts($all: AccountFilter!, $expiring: AccountFilter!, $broken: AccountFilter!, $paused: AccountFilter!) {
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
}` as Operation<AccountTabCountsQuery, AccountTabCountsQueryVariables>;

export const ACCOUNT_IDS = `query AccountIds($filter: AccountFilter!, $first: Int!, $offset: Int!) {
  accounts(filter: $filter, first: $first, offset: $offset, orderBy: USERNAME_ASC) {
    nodes {
      id
    }
  }
}` as Operation<AccountIdsQuery, AccountIdsQueryVariables>;

export const REFRESH_TOKENS = `mutation RefreshTokens($accountIds: [ID!], $filter: AccountFilter) {
  refreshTokens(accountIds: $accountIds, filter: $filter) {
    id
  }
}` as Operation<RefreshTokensMutation, RefreshTokensMutationVariables>;

export const SYNC_ACCOUNTS = `mutation SyncAccounts($accountIds: [ID!], $filter: AccountFilter) {
  syncAccounts(accountIds: $accountIds, filter: $filter) {
    id
  }
}` as Operation<SyncAccountsMutation, SyncAccountsMutationVariables>;

export const PAUSE_ACCOUNTS = `mutation PauseAccounts($accountIds: [ID!], $filter: AccountFilter) {
  pauseAccounts(accountIds: $accountIds, filter: $filter) {
    id
  }
}` as Operation<PauseAccountsMutation, PauseAccountsMutationVariables>;

export const RESUME_ACCOUNTS = `mutation ResumeAccounts($accountIds: [ID!], $filter: AccountFilter) {
  resumeAccounts(accountIds: $accountIds, filter: $filter) {
    id
  }
}` as Operation<ResumeAccountsMutation, ResumeAccountsMutationVariables>;

export const EVENT_PAGE = `query EventPage($filter: EventFilter, $first: Int!, $offset: Int!) {
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
}` as Operation<EventPageQuery, EventPageQueryVariables>;

export const SUBJECT_NAMES = `query SubjectNames {
  apiKeys(first: 100) {
    nodes {
      id
      name
    }
  }
  operators(first: 100) {
    nodes {
      id
      email
    }
  }
}` as Operation<SubjectNamesQuery, SubjectNamesQueryVariables>;

export const CHOSEN_ACCOUNT = `query ChosenAccount($id: ID!) {
  account(id: $id) {
    id
    username
  }
}` as Operation<ChosenAccountQuery, ChosenAccountQueryVariables>;

export const CONNECT_PLACES = `query ConnectPlaces {
  settings {
    mode
    publicUrl
    redirectUris
    deauthorizeUrl
    dataDeletionUrl
  }
}` as Operation<ConnectPlacesQuery, ConnectPlacesQueryVariables>;

export const IMPORT_ACCOUNT = `mutation ImportAccount($accessToken: String!, $reference: String) {
  importAccount(accessToken: $accessToken, reference: $reference) {
    id
    username
  }
}` as Operation<ImportAccountMutation, ImportAccountMutationVariables>;

export const HOME_STATUS = `query HomeStatus {
  status {
    accounts {
      accountCount
      healthy
      due
      expiring
      reconnectRequired
      paused
      stale
      needy
      lastSyncAt
    }
    posts {
      count
      isEstimate
    }
    database {
      light
      ms
      clockAheadS
    }
    instagram {
      light
      cause
      lastSyncStartedAt
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
}` as Operation<HomeStatusQuery, HomeStatusQueryVariables>;

export const NEEDS_YOU = `query NeedsYou($first: Int!) {
  accounts(filter: {needsYou: true}, orderBy: MOST_URGENT, first: $first) {
    totalCount
    nodes {
      ...NeedyAccount
    }
  }
}
fragment NeedyAccount on Account {
  ...AccountState
  id
  username
  paused
  reference
  syncedAt
  profile {
    profilePictureUrl
  }
  token {
    failure {
      firstAt
    }
  }
}
fragment AccountState on Account {
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
      nextStep
    }
  }
}` as Operation<NeedsYouQuery, NeedsYouQueryVariables>;

export const RUNWAY = `query Runway {
  tokenExpiryForecast(days: 61) {
    day
    expiringCount
    renewableCount
  }
}` as Operation<RunwayQuery, RunwayQueryVariables>;

export const FORTNIGHT = `query Fortnight {
  activity(days: 14) {
    day
    refreshedCount
    failedRefreshCount
    syncedCount
    failedSyncCount
  }
}` as Operation<FortnightQuery, FortnightQueryVariables>;

export const RECENT_EVENTS = `query RecentEvents($people: [ActorKind!]!, $deeds: [EventAction!]!) {
  people: events(filter: {actorKind: $people, action: $deeds}, first: 6) {
    nodes {
      ...EventLine
    }
  }
  machine: events(filter: {actorKind: [MACHINE]}, first: 6) {
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
}` as Operation<RecentEventsQuery, RecentEventsQueryVariables>;

export const SNOOZE = `mutation Snooze($accountId: ID!, $until: DateTime) {
  snoozeAccount(accountId: $accountId, until: $until) {
    id
    snoozedUntil
  }
}` as Operation<SnoozeMutation, SnoozeMutationVariables>;

export const JOB_LIST = `query JobList($first: Int!, $offset: Int!) {
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
  ratePerMinute
  createdAt
  finishedAt
  cancelledAt
  by {
    label
  }
}` as Operation<JobListQuery, JobListQueryVariables>;

export const ONE_JOB = `query OneJob($id: ID!) {
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
  ratePerMinute
  createdAt
  finishedAt
  cancelledAt
  by {
    label
  }
}` as Operation<OneJobQuery, OneJobQueryVariables>;

export const JOB_FAILURES = `query JobFailures($id: ID!) {
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
}` as Operation<JobFailuresQuery, JobFailuresQueryVariables>;

export const CANCEL_JOB = `mutation CancelJob($id: ID!) {
  cancelJob(id: $id) {
    id
  }
}` as Operation<CancelJobMutation, CancelJobMutationVariables>;

export const TIMETABLE = `query Timetable {
  status {
    jobRuns {
      job
      beganAt
      ms
      isFailed
    }
  }
}` as Operation<TimetableQuery, TimetableQueryVariables>;

export const KEYS = `query Keys($first: Int, $offset: Int) {
  apiKeys(first: $first, offset: $offset) {
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
  origins
  createdAt
  lastUsedAt
  expiresAt
  revokedAt
}` as Operation<KeysQuery, KeysQueryVariables>;

export const ACCOUNT_CHOICES = `query AccountChoices($search: String) {
  accounts(first: 20, orderBy: USERNAME_ASC, filter: {search: $search}) {
    nodes {
      id
      username
    }
  }
}` as Operation<AccountChoicesQuery, AccountChoicesQueryVariables>;

export const CREATE_KEY = `mutation CreateKey($input: CreateApiKeyInput!) {
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
  origins
  createdAt
  lastUsedAt
  expiresAt
  revokedAt
}` as Operation<CreateKeyMutation, CreateKeyMutationVariables>;

export const UPDATE_KEY = `mutation UpdateKey($id: ID!, $input: UpdateApiKeyInput!) {
  updateApiKey(id: $id, input: $input) {
    name
  }
}` as Operation<UpdateKeyMutation, UpdateKeyMutationVariables>;

export const REVOKE_KEY = `mutation RevokeKey($id: ID!) {
  revokeApiKey(id: $id) {
    name
  }
}` as Operation<RevokeKeyMutation, RevokeKeyMutationVariables>;

export const WHO_AM_I = `query WhoAmI {
  viewer {
    kind
    operator {
      id
      email
    }
  }
}` as Operation<WhoAmIQuery, WhoAmIQueryVariables>;

export const PULSE = `query Pulse {
  status {
    now
    mode
    version
    accounts {
      needy
    }
  }
}` as Operation<PulseQuery, PulseQueryVariables>;

export const LINKS = `query Links($first: Int, $offset: Int) {
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
}` as Operation<LinksQuery, LinksQueryVariables>;

export const MAKE_LINK = `mutation MakeLink($input: CreateConnectLinkInput!) {
  createConnectLink(input: $input) {
    url
    connectLink {
      expiresAt
    }
  }
}` as Operation<MakeLinkMutation, MakeLinkMutationVariables>;

export const MAKE_RECONNECT_LINK = `mutation MakeReconnectLink($accountId: ID!, $expiresAt: DateTime!) {
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
}` as Operation<MakeReconnectLinkMutation, MakeReconnectLinkMutationVariables>;

export const MAKE_LINKS = `mutation MakeLinks($references: [String!]!, $label: String, $expiresAt: DateTime) {
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
}` as Operation<MakeLinksMutation, MakeLinksMutationVariables>;

export const REVOKE_LINK = `mutation RevokeLink($id: ID!) {
  revokeConnectLink(id: $id) {
    id
  }
}` as Operation<RevokeLinkMutation, RevokeLinkMutationVariables>;

export const ACCOUNT_MEDIA = `query AccountMedia($accountId: ID!, $after: String, $type: [MediaType!], $productType: [MediaProductType!], $hashtag: [String!], $search: String, $orderBy: MediaOrder!) {
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
}` as Operation<AccountMediaQuery, AccountMediaQueryVariables>;

export const ONE_POST = `query OnePost($id: ID!) {
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
    width
    height
  }
  thumb: image {
    url(width: 160)
  }
}` as Operation<OnePostQuery, OnePostQueryVariables>;

export const SET_MEDIA_HIDDEN = `mutation SetMediaHidden($id: ID!, $hidden: Boolean!) {
  setMediaHidden(id: $id, hidden: $hidden) {
    id
    hidden
  }
}` as Operation<SetMediaHiddenMutation, SetMediaHiddenMutationVariables>;

export const OPERATORS = `query Operators($first: Int, $offset: Int) {
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
}` as Operation<OperatorsQuery, OperatorsQueryVariables>;

export const ADD_OPERATOR = `mutation AddOperator($email: String!, $password: String!) {
  addOperator(email: $email, password: $password) {
    email
  }
}` as Operation<AddOperatorMutation, AddOperatorMutationVariables>;

export const SET_OPERATOR_PASSWORD = `mutation SetOperatorPassword($id: ID!, $password: String!) {
  setOperatorPassword(id: $id, password: $password) {
    email
  }
}` as Operation<SetOperatorPasswordMutation, SetOperatorPasswordMutationVariables>;

export const REMOVE_OPERATOR = `mutation RemoveOperator($id: ID!) {
  removeOperator(id: $id)
}` as Operation<RemoveOperatorMutation, RemoveOperatorMutationVariables>;

export const SETTINGS = `query Settings {
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
}` as Operation<SettingsQuery, SettingsQueryVariables>;

export const DELIVERIES = `query Deliveries($first: Int, $offset: Int) {
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
  newsCount
  createdAt
  deliveredAt
  attempts
  nextTryAt
  answerCode
  error
}` as Operation<DeliveriesQuery, DeliveriesQueryVariables>;

export const SEND_TEST_ALERT = `mutation SendTestAlert {
  sendTestAlert {
    ...DeliveryRow
  }
}
fragment DeliveryRow on AlertDelivery {
  id
  channel
  status
  test
  newsCount
  createdAt
  deliveredAt
  attempts
  nextTryAt
  answerCode
  error
}` as Operation<SendTestAlertMutation, SendTestAlertMutationVariables>;

export const REFRESH_TOKEN = `mutation RefreshToken($accountId: ID!) {
  refreshToken(accountId: $accountId) {
    expiresAt
    daysLeft
  }
}` as Operation<RefreshTokenMutation, RefreshTokenMutationVariables>;
