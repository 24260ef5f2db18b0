import * as gql from "../gql/graphql.js";
import { request } from "../lib/request.js";
import type { ResourceName } from "./resource.js";

/** The first part of a query's key: a resource, or a page that reads something of its own. */
export type QueryName = ResourceName | "connect" | "home" | "layout" | "media" | "search" | "settings";

const ACCOUNT_STATE = ["accounts", "events", "home", "layout"] as const;
const JOB_STARTED = ["jobs", "events"] as const;
const FEED_CHANGED = ["feeds", "events", "accounts"] as const;
const KEY_CHANGED = ["apiKeys", "accounts", "events"] as const;
const LINK_CHANGED = ["connectLinks", "events"] as const;
const OPERATOR_CHANGED = ["operators", "events"] as const;

/**
 * Every mutation of the API, under its own name, with the queries that it makes old. The data provider has them as methods:
 * `dataProvider.refreshToken({ accountId })`; `useAction("refreshToken")` is the same for a button.
 */
const DEFINED = {
  refreshToken: verb(gql.RefreshTokenDocument, "refreshToken", ACCOUNT_STATE),
  syncAccount: verb(gql.SyncAccountDocument, "syncAccount", ACCOUNT_STATE),
  pauseAccount: verb(gql.PauseAccountDocument, "pauseAccount", ACCOUNT_STATE),
  resumeAccount: verb(gql.ResumeAccountDocument, "resumeAccount", ACCOUNT_STATE),
  snoozeAccount: verb(gql.SnoozeDocument, "snoozeAccount", ACCOUNT_STATE),
  updateAccount: verb(gql.UpdateAccountDocument, "updateAccount", ["accounts", "events"]),
  tagAccounts: verb(gql.TagAccountsDocument, "tagAccounts", ["accounts", "events"]),
  updateAccounts: verb(gql.UpdateAccountsDocument, "updateAccounts", ["accounts", "events"]),
  importAccount: verb(gql.ImportAccountDocument, "importAccount", ACCOUNT_STATE),
  disconnectAccount: verb(gql.DisconnectAccountDocument, "disconnectAccount", [
    ...ACCOUNT_STATE,
    "apiKeys",
    "connectLinks",
  ]),
  setMediaHidden: verb(gql.SetMediaHiddenDocument, "setMediaHidden", ["accounts", "events"]),

  refreshTokens: verb(gql.RefreshTokensDocument, "refreshTokens", JOB_STARTED),
  syncAccounts: verb(gql.SyncAccountsDocument, "syncAccounts", JOB_STARTED),
  pauseAccounts: verb(gql.PauseAccountsDocument, "pauseAccounts", JOB_STARTED),
  resumeAccounts: verb(gql.ResumeAccountsDocument, "resumeAccounts", JOB_STARTED),
  disconnectAccounts: verb(gql.DisconnectAccountsDocument, "disconnectAccounts", JOB_STARTED),
  eraseMailedList: verb(gql.EraseMailedListDocument, "eraseMailedList", [...JOB_STARTED, "erasures"]),
  cancelJob: verb(gql.CancelJobDocument, "cancelJob", JOB_STARTED),

  createFeed: verb(gql.CreateFeedDocument, "createFeed", FEED_CHANGED),
  updateFeed: verb(gql.UpdateFeedDocument, "updateFeed", FEED_CHANGED),
  removeFeed: verb(gql.RemoveFeedDocument, "removeFeed", FEED_CHANGED),
  restoreFeed: verb(gql.RestoreFeedDocument, "restoreFeed", FEED_CHANGED),
  decidePosts: verb(gql.DecidePostsDocument, "decidePosts", ["feeds", "events"]),
  pinPost: verb(gql.PinPostDocument, "pinPost", ["feeds", "events"]),
  unpinPost: verb(gql.UnpinPostDocument, "unpinPost", ["feeds", "events"]),

  createApiKey: verb(gql.CreateKeyDocument, "createApiKey", KEY_CHANGED),
  updateApiKey: verb(gql.UpdateKeyDocument, "updateApiKey", KEY_CHANGED),
  revokeApiKey: verb(gql.RevokeKeyDocument, "revokeApiKey", KEY_CHANGED),
  revokeApiKeys: verb(gql.RevokeKeysDocument, "revokeApiKeys", KEY_CHANGED),
  addApiKeyAccounts: verb(gql.AddKeyAccountsDocument, "addApiKeyAccounts", KEY_CHANGED),

  createConnectLink: verb(gql.MakeLinkDocument, "createConnectLink", LINK_CHANGED),
  createReconnectLink: verb(gql.MakeReconnectLinkDocument, "createConnectLink", LINK_CHANGED),
  createConnectLinks: verb(gql.MakeLinksDocument, "createConnectLinks", LINK_CHANGED),
  revokeConnectLink: verb(gql.RevokeLinkDocument, "revokeConnectLink", LINK_CHANGED),

  addOperator: verb(gql.AddOperatorDocument, "addOperator", OPERATOR_CHANGED),
  setOperatorPassword: verb(gql.SetOperatorPasswordDocument, "setOperatorPassword", OPERATOR_CHANGED),
  removeOperator: verb(gql.RemoveOperatorDocument, "removeOperator", OPERATOR_CHANGED),

  sendTestAlert: verb(gql.SendTestAlertDocument, "sendTestAlert", ["alertDeliveries", "events"]),
  checkMetaAddresses: verb(gql.CheckMetaAddressesDocument, "checkMetaAddresses", []),
};

export type VerbName = keyof typeof DEFINED;
export type VariablesOf<N extends VerbName> = Parameters<(typeof DEFINED)[N]["run"]>[0];
export type ResultOf<N extends VerbName> = Awaited<ReturnType<(typeof DEFINED)[N]["run"]>>;

export const VERBS: { [N in VerbName]: Verb<VariablesOf<N>, ResultOf<N>> } = DEFINED;

/** The verbs as the data provider's methods. */
export type Verbs = { [N in VerbName]: (variables: VariablesOf<N>) => Promise<ResultOf<N>> };

interface Verb<TVariables, TResult> {
  run(variables: TVariables): Promise<TResult>;
  invalidates: readonly QueryName[];
}

function verb<TData, TVariables, N extends keyof TData>(
  document: gql.TypedDocumentString<TData, TVariables>,
  field: N,
  invalidates: readonly QueryName[],
): Verb<TVariables, TData[N]> {
  return { run: async (variables) => (await request(document, variables))[field], invalidates };
}
