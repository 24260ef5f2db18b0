// Made from schema.graphql by `npm run types`; do not edit.

export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant. Any offset is accepted and answered in UTC (RFC 3339, ending in Z); a bare date is refused with an example. */
  DateTime: { input: string; output: string; }
  /** An absolute http(s) address. */
  URL: { input: string; output: string; }
};

/** An Instagram account that has been connected. */
export type Account = {
  /** The keys that may read this account and are not revoked. Operators only; null to anyone else. */
  apiKeys: Maybe<Array<ApiKey>>;
  /** When it was first connected. */
  connectedAt: Scalars['DateTime']['output'];
  /** The newest lines of the record about this account, newest first. Operators only; null to anyone else. */
  events: Maybe<Array<Event>>;
  /** Ours; stays the same when the account is reconnected or renamed. */
  id: Scalars['ID']['output'];
  /** The first posts. `type: IMAGE` and `type: [IMAGE, CAROUSEL_ALBUM]` both work. `first` at most 100; `after` is the id of the last post already held. */
  media: Array<Media>;
  /** The same posts for paging on and on, with a count. */
  mediaConnection: MediaConnection;
  /** When it is brought up to date next; null when that will not happen by itself. Operators, the owner and secret keys; null to anyone else. */
  nextSyncAt: Maybe<Scalars['DateTime']['output']>;
  /** Your own note about it; operators and secret keys only. */
  note: Maybe<Scalars['String']['output']>;
  /** Whether an operator has paused the scheduled syncs. */
  paused: Scalars['Boolean']['output'];
  /** Who the account says it is. */
  profile: Profile;
  /** Your own word for it; operators and secret keys only. */
  reference: Maybe<Scalars['String']['output']>;
  /** Until when it is left out of those that need somebody. Operators only; null to anyone else. */
  snoozedUntil: Maybe<Scalars['DateTime']['output']>;
  /** True when the last attempt failed or is overdue; what is served is then the last good copy. */
  stale: Scalars['Boolean']['output'];
  /** Why it is stale, where a failure is known. Operators, the owner and secret keys; null to anyone else. */
  staleCause: Maybe<FailureCause>;
  /** RECONNECT_REQUIRED wins over PAUSED, which is remembered in `paused`. */
  status: AccountStatus;
  /** The sync under way. Operators only; null to anyone else. */
  sync: Maybe<SyncProgress>;
  /** The syncs of the last 30 days, newest first. Operators only; null to anyone else. */
  syncRuns: Maybe<Array<SyncRun>>;
  /** When its newest posts were last brought up to date; null before the first time. */
  syncedAt: Maybe<Scalars['DateTime']['output']>;
  /** Your own tags for it; operators and secret keys only, empty to anyone else. */
  tags: Array<Scalars['String']['output']>;
  /** Operators, the owner, and secret keys with scope REFRESH; null to anyone else. */
  token: Maybe<Token>;
  /** The account's name at Instagram, without @. */
  username: Scalars['String']['output'];
};


/** An Instagram account that has been connected. */
export type AccountEventsArgs = {
  action?: InputMaybe<Array<EventAction>>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** An Instagram account that has been connected. */
export type AccountMediaArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  hashtag?: InputMaybe<Array<Scalars['String']['input']>>;
  orderBy?: InputMaybe<MediaOrder>;
  productType?: InputMaybe<Array<MediaProductType>>;
  search?: InputMaybe<Scalars['String']['input']>;
  since?: InputMaybe<Scalars['DateTime']['input']>;
  type?: InputMaybe<Array<MediaType>>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
  withoutHashtag?: InputMaybe<Array<Scalars['String']['input']>>;
};


/** An Instagram account that has been connected. */
export type AccountMediaConnectionArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  hashtag?: InputMaybe<Array<Scalars['String']['input']>>;
  orderBy?: InputMaybe<MediaOrder>;
  productType?: InputMaybe<Array<MediaProductType>>;
  search?: InputMaybe<Scalars['String']['input']>;
  since?: InputMaybe<Scalars['DateTime']['input']>;
  type?: InputMaybe<Array<MediaType>>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
  withoutHashtag?: InputMaybe<Array<Scalars['String']['input']>>;
};


/** An Instagram account that has been connected. */
export type AccountSyncRunsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** How all accounts are, in numbers. */
export type AccountCounts = {
  /** All accounts. */
  accountCount: Scalars['Int']['output'];
  /** With status ACTIVE. */
  active: Scalars['Int']['output'];
  /** With a token that is DUE. */
  due: Scalars['Int']['output'];
  /** With a token that is EXPIRED. */
  expired: Scalars['Int']['output'];
  /** With a token that is EXPIRING. */
  expiring: Scalars['Int']['output'];
  /** With a token that is HEALTHY. */
  healthy: Scalars['Int']['output'];
  /** When an account was last brought up to date. */
  lastSyncAt: Maybe<Scalars['DateTime']['output']>;
  /** That need somebody, as the filter `needsYou` holds them. */
  needy: Scalars['Int']['output'];
  /** With status PAUSED. */
  paused: Scalars['Int']['output'];
  /** With status RECONNECT_REQUIRED. */
  reconnectRequired: Scalars['Int']['output'];
  /** With a token that is REVOKED, or none. */
  revoked: Scalars['Int']['output'];
  /** Whose last sync failed or is overdue. */
  stale: Scalars['Int']['output'];
};

/** Which accounts a list holds; what is left out or empty filters nothing. */
export type AccountFilter = {
  /** Any of these, of the token or of the last sync. */
  cause?: InputMaybe<Array<FailureCause>>;
  /** Whose token expires before this instant. */
  expiresBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Any of these. */
  health?: InputMaybe<Array<TokenHealth>>;
  /** Only those that need somebody, or only the others: to be reconnected, at most 14 days left, or failing to refresh or to sync for a day; without those snoozed. */
  needsYou?: InputMaybe<Scalars['Boolean']['input']>;
  /** Exactly this reference. */
  reference?: InputMaybe<Scalars['String']['input']>;
  /** Part of the username, name or reference. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** Only stale ones, or only those that are not. */
  stale?: InputMaybe<Scalars['Boolean']['input']>;
  /** Any of these. */
  status?: InputMaybe<Array<AccountStatus>>;
  /** Any of these tags. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** One page of accounts. */
export type AccountList = {
  /** The accounts of this page, in order. */
  nodes: Array<Account>;
  /** How many accounts the filter holds in all. */
  totalCount: Scalars['Int']['output'];
};

/** Orders of a list of accounts. */
export type AccountOrder =
  /** Connected first first. */
  | 'CONNECTED_ASC'
  /** Connected last first. */
  | 'CONNECTED_DESC'
  /** The token that expires first, first. */
  | 'EXPIRES_ASC'
  /** The token that expires last, first. */
  | 'EXPIRES_DESC'
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

/** What came of a day's refreshes and syncs. */
export type ActivityDay = {
  /** The day's first instant, in UTC. */
  day: Scalars['DateTime']['output'];
  /** Refreshes that failed. */
  failedRefreshCount: Scalars['Int']['output'];
  /** Syncs that failed. */
  failedSyncCount: Scalars['Int']['output'];
  /** Tokens refreshed. */
  refreshedCount: Scalars['Int']['output'];
  /** Syncs that went well. */
  syncedCount: Scalars['Int']['output'];
};

/** Who did something. */
export type Actor = {
  /** Our id of the operator, the key or the account, where there is one. */
  id: Maybe<Scalars['ID']['output']>;
  /** What kind of actor. */
  kind: ActorKind;
  /** An operator's e-mail, a key's name, or words; the id where its bearer is gone. */
  label: Scalars['String']['output'];
};

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

/** One message to one channel and how its delivery went; never the message itself. */
export type AlertDelivery = {
  /** The HTTP status, or the mail server's reply code, of the last try. */
  answerCode: Maybe<Scalars['Int']['output']>;
  /** How often it was tried. */
  attempts: Scalars['Int']['output'];
  /** How it is told. */
  channel: AlertChannel;
  /** When the message was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When the other side took it. */
  deliveredAt: Maybe<Scalars['DateTime']['output']>;
  /** What went wrong at the last try; holds no address and no secret. */
  error: Maybe<Scalars['String']['output']>;
  /** The same that the webhook's body and the mail's Message-ID hold. */
  id: Scalars['ID']['output'];
  /** How many pieces of news it tells. */
  newsCount: Scalars['Int']['output'];
  /** When it is tried next; null when it is over. */
  nextTryAt: Maybe<Scalars['DateTime']['output']>;
  /** How far it has come. */
  status: AlertDeliveryStatus;
  /** True for what sendTestAlert sent. */
  test: Scalars['Boolean']['output'];
};

/** One page of deliveries, newest first. */
export type AlertDeliveryList = {
  /** The deliveries of this page; they are kept for 90 days. */
  nodes: Array<AlertDelivery>;
  /** How many deliveries are kept in all. */
  totalCount: Scalars['Int']['output'];
};

/** How far a message has come. */
export type AlertDeliveryStatus =
  /** The other side has taken it. */
  | 'DELIVERED'
  /** It was given up, after a day of tries or, for a test, after one. */
  | 'FAILED'
  /** It will be tried, or tried again. */
  | 'WAITING';

/** An API key of a site or app; never the key itself. */
export type ApiKey = {
  /** The accounts named; empty with allAccounts. */
  accounts: Array<Account>;
  /** Whether it reads every account, also those connected later. */
  allAccounts: Scalars['Boolean']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it runs out; null for never. */
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Ours; not the key. */
  id: Scalars['ID']['output'];
  /** Where it may live. */
  kind: ApiKeyKind;
  /** When it was last used, to the minute; null before the first time. */
  lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  /** What the operators call it. */
  name: Scalars['String']['output'];
  /** The origins that a publishable key may be used from. */
  origins: Array<Scalars['String']['output']>;
  /** The first characters, enough to recognise it. */
  prefix: Scalars['String']['output'];
  /** When it was revoked; null while it is good. */
  revokedAt: Maybe<Scalars['DateTime']['output']>;
  /** What it may do. */
  scopes: Array<ApiKeyScope>;
};

/** Where a key may live. */
export type ApiKeyKind =
  /** In a browser, on the sites that it names; reads public fields. Begins with `pk_`. */
  | 'PUBLISHABLE'
  /** On a server, never in a browser. Begins with `sk_`. */
  | 'SECRET';

/** One page of keys, newest first. */
export type ApiKeyList = {
  /** The keys of this page, also those that are revoked. */
  nodes: Array<ApiKey>;
  /** How many keys there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** What a key may do. */
export type ApiKeyScope =
  /** Connect accounts: `startConnect` and `connectAccount`. It gains what it connects. */
  | 'CONNECT'
  /** Read its accounts. */
  | 'READ'
  /** See tokens, and call `refreshToken` and `syncAccount`. */
  | 'REFRESH';

/** A one-time address that an account's owner can open without signing in here; never the address itself. */
export type ConnectLink = {
  /** The only account that it may connect, or once it is spent the one that it connected. */
  account: Maybe<Account>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Until when it is good. */
  expiresAt: Scalars['DateTime']['output'];
  /** Ours; not what the address holds. */
  id: Scalars['ID']['output'];
  /** What the operator calls it. */
  label: Maybe<Scalars['String']['output']>;
  /** Given to the account that it connects, as its reference. */
  reference: Maybe<Scalars['String']['output']>;
  /** When it was withdrawn. */
  revokedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was spent: the first connection that succeeded. */
  usedAt: Maybe<Scalars['DateTime']['output']>;
};

/** One page of connect links, newest first. */
export type ConnectLinkList = {
  /** The links of this page, also those that are over. */
  nodes: Array<ConnectLink>;
  /** How many links there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** A handshake that was opened. */
export type ConnectStart = {
  /** Where to send the person, with a full-page redirect: Instagram refuses pop-ups. */
  authorizeUrl: Scalars['URL']['output'];
  /** Until when the state is good, once. */
  expiresAt: Scalars['DateTime']['output'];
  /** Comes back on the redirect; hand it to `connectAccount`. */
  state: Scalars['String']['output'];
};

/** A key to be made. */
export type CreateApiKeyInput = {
  /** The accounts it may read. Name some, or set allAccounts; neither is refused. */
  accountIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Every account, also those connected later. */
  allAccounts?: InputMaybe<Scalars['Boolean']['input']>;
  /** When it runs out; never, when left out. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Where it may live. */
  kind: ApiKeyKind;
  /** What the operators call it, such as the site that uses it. */
  name: Scalars['String']['input'];
  /** Publishable keys: at least one, such as https://example.com, https://*.example.com or http://localhost:* */
  origins?: InputMaybe<Array<Scalars['String']['input']>>;
  /** What it may do; a publishable key only READ. */
  scopes?: InputMaybe<Array<ApiKeyScope>>;
};

/** A connect link to be made. */
export type CreateConnectLinkInput = {
  /** Only this account may be connected with it (for reconnecting). */
  accountId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 30 days ahead; 7 days when left out. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What the operator calls it. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** Given to the account that it connects, as its reference. */
  reference?: InputMaybe<Scalars['String']['input']>;
};

/** A key that was just made. */
export type CreatedApiKey = {
  /** What is known of it from now on. */
  apiKey: ApiKey;
  /** The key itself. Shown this once. */
  key: Scalars['String']['output'];
};

/** A connect link that was just made. */
export type CreatedConnectLink = {
  /** What is known of it from now on. */
  connectLink: ConnectLink;
  /** The address for the account's owner. Shown this once. */
  url: Scalars['URL']['output'];
};

/** How the database is. */
export type DatabaseLight = {
  /** GOOD, or TROUBLED when it is slow; when it is away nothing is answered. */
  light: Light;
  /** How long a small statement took just now, in milliseconds. */
  ms: Scalars['Int']['output'];
};

/** One line of the record: who did what, when, and what came of it. */
export type Event = {
  /** The account that it was about; null once it is gone. */
  account: Maybe<Account>;
  /** Our id of the account that it was about, also when that is gone. */
  accountId: Maybe<Scalars['ID']['output']>;
  /** What. */
  action: EventAction;
  /** Who. */
  actor: Actor;
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Why it failed. */
  cause: Maybe<FailureCause>;
  /** Its place in the record. */
  id: Scalars['ID']['output'];
  /** Instagram's error code. */
  instagramCode: Maybe<Scalars['Int']['output']>;
  /** Instagram's error subcode. */
  instagramSubcode: Maybe<Scalars['Int']['output']>;
  /** After a failure, one sentence a person can act on. */
  nextStep: Maybe<Scalars['String']['output']>;
  /** What came of it. */
  outcome: EventOutcome;
  /** What else it was done to: our id of a key, a connect link, an operator or a job, Instagram's of a post. */
  subject: Maybe<Scalars['ID']['output']>;
  /** What Meta's support asks for: the id of the failed call. */
  traceId: Maybe<Scalars['String']['output']>;
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
  /** A refresh failed. */
  | 'TOKEN_FAILED'
  /** Its token was refreshed. */
  | 'TOKEN_REFRESHED';

/** Which lines of the record; what is left out or empty filters nothing. */
export type EventFilter = {
  /** Those about this account, also when it is gone. */
  accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Any of these. */
  action?: InputMaybe<Array<EventAction>>;
  /** Done by any of these. */
  actorKind?: InputMaybe<Array<ActorKind>>;
  /** Any of these. */
  outcome?: InputMaybe<Array<EventOutcome>>;
  /** From this instant on. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before this instant. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** One page of the record, newest first. */
export type EventList = {
  /** Whether there are older ones. */
  hasNextPage: Scalars['Boolean']['output'];
  /** The lines of this page. */
  nodes: Array<Event>;
};

/** What came of it. */
export type EventOutcome =
  /** It failed; see the cause. */
  | 'FAILED'
  /** It was done. */
  | 'OK';

/** What went wrong with a token, while it is wrong. */
export type Failure = {
  /** How often it was tried since it first failed. */
  attempts: Scalars['Int']['output'];
  /** Why. */
  cause: FailureCause;
  /** When it first failed. */
  firstAt: Scalars['DateTime']['output'];
  /** When it last failed. */
  lastAt: Scalars['DateTime']['output'];
  /** One sentence a person can act on. */
  nextStep: Scalars['String']['output'];
};

/** Why Instagram did not do what it was asked. */
export type FailureCause =
  /** The account is a personal one. */
  | 'ACCOUNT_NOT_PROFESSIONAL'
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
  /** The owner changed their password. */
  | 'PASSWORD_CHANGED'
  /** A permission was not granted or was withdrawn. */
  | 'PERMISSION_MISSING'
  /** The token ran out. */
  | 'TOKEN_EXPIRED'
  /** Instagram withdrew the token. */
  | 'TOKEN_REVOKED';

/** What to put in an `img`. */
export type Image = {
  /** The owner's own text, else the caption's first line without tags, else who posted it and when; never empty. */
  alt: Scalars['String']['output'];
  /** Of the original, in pixels; null until its bytes have been read. */
  height: Maybe<Scalars['Int']['output']>;
  /** The dominant colours as #rrggbb, most of the picture first; null until its bytes have been read. */
  palette: Maybe<Array<Scalars['String']['output']>>;
  /** A placeholder of some 25 bytes in base64, for a ThumbHash library to draw until the picture is there; null until its bytes have been read. */
  thumbhash: Maybe<Scalars['String']['output']>;
  /** With `width`, scaled down to the nearest size kept that is at least as wide. */
  url: Scalars['URL']['output'];
  /** Of the original, in pixels; null until its bytes have been read. */
  width: Maybe<Scalars['Int']['output']>;
};


/** What to put in an `img`. */
export type ImageUrlArgs = {
  width?: InputMaybe<Scalars['Int']['input']>;
};

/** How Instagram is, by the last twenty syncs of this day. */
export type InstagramLight = {
  /** What most of the failures were, where it is not good. */
  cause: Maybe<FailureCause>;
  /** When the newest of them began. */
  lastSyncStartedAt: Maybe<Scalars['DateTime']['output']>;
  /** TROUBLED when a third of them failed for no account's own reason. */
  light: Light;
};

/** Work on many accounts that an operator has begun. */
export type Job = {
  /** Who began it. */
  by: Actor;
  /** When it was called off. */
  cancelledAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** How many went well. */
  doneCount: Scalars['Int']['output'];
  /** How many failed. Accounts that are disconnected meanwhile count as neither. */
  failedCount: Scalars['Int']['output'];
  /** The first accounts that failed, in the job's order. */
  failures: Array<JobFailure>;
  /** When the last account was done. */
  finishedAt: Maybe<Scalars['DateTime']['output']>;
  /** Of syncs: whether every post is read. */
  full: Scalars['Boolean']['output'];
  /** Ours. */
  id: Scalars['ID']['output'];
  /** What is done. */
  kind: JobKind;
  /** Accounts a minute since it began; null before the first is done. */
  ratePerMinute: Maybe<Scalars['Float']['output']>;
  /** When the first account was taken in hand. */
  startedAt: Maybe<Scalars['DateTime']['output']>;
  /** How far it is. */
  state: JobState;
  /** How many accounts it was begun for. */
  totalCount: Scalars['Int']['output'];
};


/** Work on many accounts that an operator has begun. */
export type JobFailuresArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** An account of a job that failed. */
export type JobFailure = {
  /** The account. */
  account: Maybe<Account>;
  /** Our id of the account. */
  accountId: Scalars['ID']['output'];
  /** The error's code, as the single mutation would have answered it. */
  code: Scalars['String']['output'];
  /** What was said. */
  message: Maybe<Scalars['String']['output']>;
  /** One sentence a person can act on. */
  nextStep: Scalars['String']['output'];
};

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

/** One page of jobs, newest first. */
export type JobList = {
  /** The jobs of this page. */
  nodes: Array<Job>;
  /** How many jobs there are in all; those over for 30 days are forgotten. */
  totalCount: Scalars['Int']['output'];
};

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

/** A post, or a part of an album. */
export type Media = {
  /** The account that posted it. */
  account: Account;
  /** The owner's own description of the picture. */
  altText: Maybe<Scalars['String']['output']>;
  /** The text under it; null when there is none. */
  caption: Maybe<Scalars['String']['output']>;
  /** The parts of an album, in order; empty for anything else. A part has its album's permalink and, where Instagram gives none, its timestamp. */
  children: Array<Media>;
  /** Comments. */
  commentsCount: Maybe<Scalars['Int']['output']>;
  /** The caption's hashtags: folded, without #, once each, in order. */
  hashtags: Array<Scalars['String']['output']>;
  /** Operators only; false to anyone else, who never sees a hidden post. */
  hidden: Scalars['Boolean']['output'];
  /** Instagram's own id of the post. */
  id: Scalars['ID']['output'];
  /** What to put in an `img`, whatever the type: the picture, a video's poster, an album's first part. Null when there is none. */
  image: Maybe<Image>;
  /** False for a reel that its owner keeps off the profile grid. */
  isSharedToFeed: Maybe<Scalars['Boolean']['output']>;
  /** Likes; null when the owner hides them. */
  likeCount: Maybe<Scalars['Int']['output']>;
  /** Where it was published. */
  mediaProductType: Maybe<MediaProductType>;
  /** What it is. */
  mediaType: MediaType;
  /** The picture, or for a VIDEO the video file; an address on this server that keeps working, without credentials. Null when Instagram gives none (licensed audio). */
  mediaUrl: Maybe<Scalars['URL']['output']>;
  /** The accounts that the caption mentions: lower case, without @, once each, in order. */
  mentions: Array<Scalars['String']['output']>;
  /** The post at Instagram. */
  permalink: Maybe<Scalars['URL']['output']>;
  /** Why its picture or video could not be copied at the last try; null when nothing is wrong. Operators, the owner and secret keys; null to anyone else. */
  pictureFailure: Maybe<PictureFailure>;
  /** The short name in the permalink. */
  shortcode: Maybe<Scalars['String']['output']>;
  /** The poster of a VIDEO, likewise an address on this server; null for anything else. */
  thumbnailUrl: Maybe<Scalars['URL']['output']>;
  /** When it was published. */
  timestamp: Scalars['DateTime']['output'];
};

/** Posts for paging on and on, with a count. */
export type MediaConnection = {
  /** The posts of this page with their places. */
  edges: Array<MediaEdge>;
  /** The posts of this page. */
  nodes: Array<Media>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many posts the filter holds in all; counted only when it is asked. */
  totalCount: Scalars['Int']['output'];
};

/** A post and its place in a list. */
export type MediaEdge = {
  /** The place; pass it as `after` to go on from here. Good also when the post is gone. */
  cursor: Scalars['String']['output'];
  /** The post. */
  node: Media;
};

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

export type Mutation = {
  /** Calls a job off: what is in hand is finished, no further account is taken. Operators only. */
  cancelJob: Job;
  /** Finishes the handshake with the code that Instagram put on the redirect: exchanges it, keeps the 60-day token sealed, reads the profile and the newest posts, and answers the account. A trailing `#_` on the code is ignored. `state` may be left out only by a caller that authenticates by a header (a secret key or the operator token). */
  connectAccount: Account;
  /** Makes an API key and shows it this once. Operators only. */
  createApiKey: CreatedApiKey;
  /** A one-time address that an account's owner can open without signing in here. Operators only. */
  createConnectLink: CreatedConnectLink;
  /** Forgets the token and every row and file of the account. Answers its id. */
  disconnectAccount: Scalars['ID']['output'];
  /** Takes over a long-lived token got elsewhere (Meta's app dashboard, another tool). Operators only. */
  importAccount: Account;
  /** Stops the scheduled syncs; the token is still refreshed and what is kept still served. Operators only. */
  pauseAccount: Account;
  /** Stops the scheduled syncs of many accounts, as a job. Operators only. */
  pauseAccounts: Job;
  /** Asks Instagram for a fresh token now. Refused with TOKEN_TOO_YOUNG in the first 24 h, when Instagram would refuse. */
  refreshToken: Token;
  /** Refreshes the tokens of many accounts, as a job. Operators only. */
  refreshTokens: Job;
  /** Starts the scheduled syncs again. Operators only. */
  resumeAccount: Account;
  /** Starts the scheduled syncs of many accounts again, as a job. Operators only. */
  resumeAccounts: Job;
  /** Ends a key for good, in effect within seconds. Operators only. */
  revokeApiKey: ApiKey;
  /** Withdraws a connect link. Operators only. */
  revokeConnectLink: ConnectLink;
  /** Sends a test to every channel that is set, once, and answers how that went. Operators only. */
  sendTestAlert: Array<AlertDelivery>;
  /** A hidden post is never served to clients or owners' sites, and stays hidden through syncs. Operators only. */
  setMediaHidden: Media;
  /** Leaves an account out of those that need somebody, until an instant. Operators only. */
  snoozeAccount: Account;
  /** Opens the handshake: an address to send the person to. The state is good once, for 15 minutes. With `accountId` only that account may come back (WRONG_ACCOUNT otherwise); `forceReauth` makes Instagram ask who it is. */
  startConnect: ConnectStart;
  /** Brings profile and newest posts up to date now; with `full`, every post that Instagram still gives. */
  syncAccount: Account;
  /** Brings many accounts up to date, as a job. Operators only. */
  syncAccounts: Job;
  /** Your own words for an account: a reference to your systems, tags, a note. Operators only. */
  updateAccount: Account;
  /** Changes a key, in effect within seconds. Operators only. */
  updateApiKey: ApiKey;
};


export type MutationCancelJobArgs = {
  id: Scalars['ID']['input'];
};


export type MutationConnectAccountArgs = {
  code: Scalars['String']['input'];
  redirectUri: Scalars['String']['input'];
  state?: InputMaybe<Scalars['String']['input']>;
};


export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};


export type MutationCreateConnectLinkArgs = {
  input: CreateConnectLinkInput;
};


export type MutationDisconnectAccountArgs = {
  accountId: Scalars['ID']['input'];
};


export type MutationImportAccountArgs = {
  accessToken: Scalars['String']['input'];
  reference?: InputMaybe<Scalars['String']['input']>;
};


export type MutationPauseAccountArgs = {
  accountId: Scalars['ID']['input'];
};


export type MutationPauseAccountsArgs = {
  accountIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  filter?: InputMaybe<AccountFilter>;
};


export type MutationRefreshTokenArgs = {
  accountId: Scalars['ID']['input'];
};


export type MutationRefreshTokensArgs = {
  accountIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  filter?: InputMaybe<AccountFilter>;
};


export type MutationResumeAccountArgs = {
  accountId: Scalars['ID']['input'];
};


export type MutationResumeAccountsArgs = {
  accountIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  filter?: InputMaybe<AccountFilter>;
};


export type MutationRevokeApiKeyArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRevokeConnectLinkArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSetMediaHiddenArgs = {
  hidden: Scalars['Boolean']['input'];
  id: Scalars['ID']['input'];
};


export type MutationSnoozeAccountArgs = {
  accountId: Scalars['ID']['input'];
  until?: InputMaybe<Scalars['DateTime']['input']>;
};


export type MutationStartConnectArgs = {
  accountId?: InputMaybe<Scalars['ID']['input']>;
  forceReauth?: InputMaybe<Scalars['Boolean']['input']>;
  redirectUri: Scalars['String']['input'];
  reference?: InputMaybe<Scalars['String']['input']>;
};


export type MutationSyncAccountArgs = {
  accountId: Scalars['ID']['input'];
  full?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationSyncAccountsArgs = {
  accountIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  filter?: InputMaybe<AccountFilter>;
  full?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationUpdateAccountArgs = {
  accountId: Scalars['ID']['input'];
  input: UpdateAccountInput;
};


export type MutationUpdateApiKeyArgs = {
  id: Scalars['ID']['input'];
  input: UpdateApiKeyInput;
};

/** The refresh or sync that is due longest. */
export type Overdue = {
  /** Whose. */
  account: Maybe<Account>;
  /** When it was due. */
  dueAt: Scalars['DateTime']['output'];
  /** Which of the two. */
  kind: OverdueKind;
  /** How late it is, in seconds. */
  lateS: Scalars['Int']['output'];
};

/** What can be overdue. */
export type OverdueKind =
  /** A token's refresh. */
  | 'REFRESH'
  /** An account's sync. */
  | 'SYNC';

/** Where a page stands in its list. */
export type PageInfo = {
  /** The last post's cursor: the next page's `after`; null on an empty page. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** Whether more follows. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether something came before. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The first post's cursor; null on an empty page. */
  startCursor: Maybe<Scalars['String']['output']>;
};

/** Why a picture could not be copied from Instagram. */
export type PictureFailure =
  /** What came is damaged or cut short. */
  | 'BROKEN'
  /** Instagram has the post or the picture no more. */
  | 'GONE'
  /** Its address leads to a host that INSTAGRAM_CDN_HOSTS does not name. */
  | 'HOST_NOT_ALLOWED'
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
  /** What came is no picture of a kind that is served (JPEG, PNG, WebP), or no video (MP4). */
  | 'WRONG_TYPE';

/** How many posts are kept. */
export type PostCount = {
  /** Without parts of albums. */
  count: Scalars['Int']['output'];
  /** True where they are too many to be counted each time. */
  isEstimate: Scalars['Boolean']['output'];
};

/** Who an Instagram account says it is, as last read. */
export type Profile = {
  /** As Instagram says it, such as BUSINESS or MEDIA_CREATOR. */
  accountType: Maybe<Scalars['String']['output']>;
  /** The text under the name. */
  biography: Maybe<Scalars['String']['output']>;
  /** How many follow the account. */
  followersCount: Maybe<Scalars['Int']['output']>;
  /** How many the account follows. */
  followsCount: Maybe<Scalars['Int']['output']>;
  /** How many posts Instagram counts; some of them may not be given to apps. */
  mediaCount: Maybe<Scalars['Int']['output']>;
  /** The name shown on the profile. */
  name: Maybe<Scalars['String']['output']>;
  /** The profile's picture: an address on this server that keeps working. */
  profilePictureUrl: Maybe<Scalars['URL']['output']>;
  /** The professional account's id at Instagram (17841…); text, because it exceeds 2^53. Null where Instagram withholds it. */
  userId: Maybe<Scalars['ID']['output']>;
  /** The account's name at Instagram, without @. */
  username: Scalars['String']['output'];
  /** The site that the profile links to. */
  website: Maybe<Scalars['String']['output']>;
};

export type Query = {
  /** One connected account: by id, by username, or, with neither, the viewer's own: the account of the session, or the one connected first among those that the viewer may see. Null when there is none that the viewer may see. */
  account: Maybe<Account>;
  /** Operators: all; secret keys: their own. Null with FORBIDDEN to anyone else. */
  accounts: Maybe<AccountList>;
  /** What came of refreshes and syncs on each of the last days, today last. Operators only. */
  activity: Maybe<Array<ActivityDay>>;
  /** The messages about trouble that were sent, or are to be. Operators only. */
  alertDeliveries: Maybe<AlertDeliveryList>;
  /** The API keys. Operators only. */
  apiKeys: Maybe<ApiKeyList>;
  /** The connect links. Operators only. */
  connectLinks: Maybe<ConnectLinkList>;
  /** The record: who did what to which account, newest first. Operators only. */
  events: Maybe<EventList>;
  /** One job; null when there is none. Operators only. */
  job: Maybe<Job>;
  /** The jobs that operators have begun. Operators only. */
  jobs: Maybe<JobList>;
  /** The first posts of several accounts in one list (all that the viewer may see, when none is named). `after` is the id of the last post already held. */
  media: Array<Media>;
  /** The same posts for paging on and on, with a count. */
  mediaConnection: MediaConnection;
  /** One post, or part of an album, by Instagram's id. */
  mediaItem: Maybe<Media>;
  /** The profile of one connected account, found as `account` finds it. */
  profile: Maybe<Profile>;
  /** How the whole server is, on one screen. Operators only. */
  status: Maybe<ServerStatus>;
  /** How many tokens run out on each of the next days, today first. Operators only. */
  tokenRunway: Maybe<Array<RunwayDay>>;
  /** Who is asking. */
  viewer: Viewer;
};


export type QueryAccountArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  username?: InputMaybe<Scalars['String']['input']>;
};


export type QueryAccountsArgs = {
  filter?: InputMaybe<AccountFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<AccountOrder>;
};


export type QueryActivityArgs = {
  days?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryAlertDeliveriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryApiKeysArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryConnectLinksArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryEventsArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  filter?: InputMaybe<EventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryJobArgs = {
  id: Scalars['ID']['input'];
};


export type QueryJobsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryMediaArgs = {
  accountIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  after?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  hashtag?: InputMaybe<Array<Scalars['String']['input']>>;
  orderBy?: InputMaybe<MediaOrder>;
  productType?: InputMaybe<Array<MediaProductType>>;
  search?: InputMaybe<Scalars['String']['input']>;
  since?: InputMaybe<Scalars['DateTime']['input']>;
  type?: InputMaybe<Array<MediaType>>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
  usernames?: InputMaybe<Array<Scalars['String']['input']>>;
  withoutHashtag?: InputMaybe<Array<Scalars['String']['input']>>;
};


export type QueryMediaConnectionArgs = {
  accountIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  hashtag?: InputMaybe<Array<Scalars['String']['input']>>;
  orderBy?: InputMaybe<MediaOrder>;
  productType?: InputMaybe<Array<MediaProductType>>;
  search?: InputMaybe<Scalars['String']['input']>;
  since?: InputMaybe<Scalars['DateTime']['input']>;
  type?: InputMaybe<Array<MediaType>>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
  usernames?: InputMaybe<Array<Scalars['String']['input']>>;
  withoutHashtag?: InputMaybe<Array<Scalars['String']['input']>>;
};


export type QueryMediaItemArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProfileArgs = {
  accountId?: InputMaybe<Scalars['ID']['input']>;
  username?: InputMaybe<Scalars['String']['input']>;
};


export type QueryTokenRunwayArgs = {
  days?: InputMaybe<Scalars['Int']['input']>;
};

/** How a sync ended. */
export type RunOutcome =
  /** It was stopped after a page, as the process ended or its time was up; it goes on later. */
  | 'CUT_OFF'
  /** Instagram failed it, or a bug here did; what it had read is kept. */
  | 'FAILED'
  /** It read all that it was to read. */
  | 'OK';

/** The tokens that run out on a day, as they stand now. */
export type RunwayDay = {
  /** The day's first instant, in UTC. */
  day: Scalars['DateTime']['output'];
  /** How many run out on it. */
  expiringCount: Scalars['Int']['output'];
  /** Of those, how many will have been refreshed before, as nothing is known to be in the way. */
  renewableCount: Scalars['Int']['output'];
};

/** Which Instagram the server speaks to. */
export type ServerMode =
  /** The real one. */
  | 'LIVE'
  /** The pretend one that it carries. */
  | 'SANDBOX';

/** How the whole server is, on one screen. */
export type ServerStatus = {
  /** How all accounts are. */
  accounts: AccountCounts;
  /** How the database is. */
  database: DatabaseLight;
  /** How Instagram is. */
  instagram: InstagramLight;
  /** When due tokens were last looked for. */
  lastRefreshCheckAt: Maybe<Scalars['DateTime']['output']>;
  /** Which Instagram it speaks to. */
  mode: ServerMode;
  /** What is due longest; null when nothing is. */
  mostOverdue: Maybe<Overdue>;
  /** When they will be next, at the latest; null before the first time. */
  nextRefreshCheckAt: Maybe<Scalars['DateTime']['output']>;
  /** How many posts are kept. */
  posts: PostCount;
  /** The jobs of the timetable. */
  ticks: Array<Tick>;
  /** The version of Darkroom. */
  version: Scalars['String']['output'];
};

/** How far the sync of an account has come. */
export type SyncProgress = {
  /** Whether it reads every post; null before its first page. */
  full: Maybe<Scalars['Boolean']['output']>;
  /** Pages read. */
  pageCount: Scalars['Int']['output'];
  /** Posts read; compare with the profile's `mediaCount`. */
  postCount: Scalars['Int']['output'];
  /** Whether one is under way, in whatever process. */
  running: Scalars['Boolean']['output'];
  /** When it began; null before its first page. */
  startedAt: Maybe<Scalars['DateTime']['output']>;
};

/** What one sync did. */
export type SyncRun = {
  /** Posts that Instagram gave in a shape that could not be read. */
  brokenCount: Scalars['Int']['output'];
  /** Calls made to Instagram, repeated ones too. */
  callCount: Scalars['Int']['output'];
  /** Why it failed; null also for a bug of this server's. */
  cause: Maybe<FailureCause>;
  /** Posts and parts of albums that had changed. */
  changedCount: Scalars['Int']['output'];
  /** Whether every post was to be read, or only the news. */
  full: Scalars['Boolean']['output'];
  /** Ours. */
  id: Scalars['ID']['output'];
  /** How long it took, in milliseconds. */
  ms: Scalars['Int']['output'];
  /** Posts and parts of albums that were not here before. */
  newCount: Scalars['Int']['output'];
  /** How it ended. */
  outcome: RunOutcome;
  /** Posts that are gone at Instagram. */
  removedCount: Scalars['Int']['output'];
  /** When it began. */
  startedAt: Scalars['DateTime']['output'];
  /** Posts left out because this server does not know their media type. */
  unknownTypeCount: Scalars['Int']['output'];
};

/** When a job of the timetable last ran, in whatever process. */
export type Tick = {
  /** When it began. */
  beganAt: Scalars['DateTime']['output'];
  /** Whether a bug or the database ended it. */
  isFailed: Scalars['Boolean']['output'];
  /** The job. */
  job: Scalars['String']['output'];
  /** How long it took, in milliseconds. */
  ms: Scalars['Int']['output'];
};

/** What is known of an account's access token; never the token itself. */
export type Token = {
  /** Whole days until it expires, 0 once it has. */
  daysLeft: Scalars['Int']['output'];
  /** True while the dates of an imported token are not yet confirmed by a refresh. */
  estimated: Scalars['Boolean']['output'];
  /** When Instagram stops accepting it. */
  expiresAt: Scalars['DateTime']['output'];
  /** What is wrong; null after a success. */
  failure: Maybe<Failure>;
  /** Its state at this instant. */
  health: TokenHealth;
  /** When Instagram issued it. */
  issuedAt: Scalars['DateTime']['output'];
  /** When the server will try next by itself; null when it will not. */
  nextRefreshAt: Maybe<Scalars['DateTime']['output']>;
  /** From when Instagram accepts a refresh (24 h after it was issued). */
  refreshableAt: Scalars['DateTime']['output'];
  /** When it was last refreshed here; null before the first time. */
  refreshedAt: Maybe<Scalars['DateTime']['output']>;
  /** What the owner granted; null when Instagram did not say. */
  scopes: Maybe<Array<Scalars['String']['output']>>;
};

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
  note?: InputMaybe<Scalars['String']['input']>;
  /** What your systems call it; at most 200 characters. */
  reference?: InputMaybe<Scalars['String']['input']>;
  /** In place of the tags before; at most 50, of 100 characters each. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** Changes to a key; what is left out stays. */
export type UpdateApiKeyInput = {
  /** The accounts it may read, in place of those before; takes allAccounts away. */
  accountIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Every account, also those connected later. */
  allAccounts?: InputMaybe<Scalars['Boolean']['input']>;
  /** When it runs out; null for never. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What the operators call it. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The origins, in place of those before. */
  origins?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** Who is asking. */
export type Viewer = {
  /** The account that `account` without arguments would answer. */
  account: Maybe<Account>;
  /** What kind of viewer this is. */
  kind: ViewerKind;
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
