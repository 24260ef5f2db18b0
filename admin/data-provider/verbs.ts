import {
  AddOperatorDocument,
  CancelJobDocument,
  CheckMetaAddressesDocument,
  CreateKeyDocument,
  DisconnectAccountDocument,
  EraseMailedListDocument,
  ImportAccountDocument,
  MakeLinkDocument,
  MakeLinksDocument,
  MakeReconnectLinkDocument,
  PauseAccountDocument,
  PauseAccountsDocument,
  RefreshTokenDocument,
  RefreshTokensDocument,
  RemoveOperatorDocument,
  ResumeAccountDocument,
  ResumeAccountsDocument,
  RevokeKeyDocument,
  RevokeLinkDocument,
  SendTestAlertDocument,
  SetMediaHiddenDocument,
  SetOperatorPasswordDocument,
  SnoozeDocument,
  SyncAccountDocument,
  SyncAccountsDocument,
  TagAccountsDocument,
  type TypedDocumentString,
  UpdateAccountDocument,
  UpdateAccountsDocument,
  UpdateKeyDocument,
} from "../gql/graphql.js";
import { request } from "../lib/request.js";
import type { ResourceName } from "./resource.js";

/** The first part of a query's key: a resource, or a page that reads something of its own. */
export type QueryName = ResourceName | "connect" | "home" | "layout" | "media" | "settings";

const ACCOUNT_STATE = ["accounts", "events", "home", "layout"] as const;
const JOB_STARTED = ["jobs", "events"] as const;
const KEY_CHANGED = ["apiKeys", "accounts", "events"] as const;
const LINK_CHANGED = ["connectLinks", "events"] as const;
const OPERATOR_CHANGED = ["operators", "events"] as const;

/**
 * Every mutation of the API, under its own name, with the queries that it makes old. The data provider has them as methods:
 * `dataProvider.refreshToken({ accountId })`; `useAction("refreshToken")` is the same for a button.
 */
const DEFINED = {
  refreshToken: verb(RefreshTokenDocument, "refreshToken", ACCOUNT_STATE),
  syncAccount: verb(SyncAccountDocument, "syncAccount", ACCOUNT_STATE),
  pauseAccount: verb(PauseAccountDocument, "pauseAccount", ACCOUNT_STATE),
  resumeAccount: verb(ResumeAccountDocument, "resumeAccount", ACCOUNT_STATE),
  snoozeAccount: verb(SnoozeDocument, "snoozeAccount", ACCOUNT_STATE),
  updateAccount: verb(UpdateAccountDocument, "updateAccount", ["accounts", "events"]),
  tagAccounts: verb(TagAccountsDocument, "tagAccounts", ["accounts", "events"]),
  updateAccounts: verb(UpdateAccountsDocument, "updateAccounts", ["accounts", "events"]),
  importAccount: verb(ImportAccountDocument, "importAccount", ACCOUNT_STATE),
  disconnectAccount: verb(DisconnectAccountDocument, "disconnectAccount", [
    ...ACCOUNT_STATE,
    "apiKeys",
    "connectLinks",
  ]),
  setMediaHidden: verb(SetMediaHiddenDocument, "setMediaHidden", ["accounts", "events"]),

  refreshTokens: verb(RefreshTokensDocument, "refreshTokens", JOB_STARTED),
  syncAccounts: verb(SyncAccountsDocument, "syncAccounts", JOB_STARTED),
  pauseAccounts: verb(PauseAccountsDocument, "pauseAccounts", JOB_STARTED),
  resumeAccounts: verb(ResumeAccountsDocument, "resumeAccounts", JOB_STARTED),
  eraseMailedList: verb(EraseMailedListDocument, "eraseMailedList", [...JOB_STARTED, "erasures"]),
  cancelJob: verb(CancelJobDocument, "cancelJob", JOB_STARTED),

  createApiKey: verb(CreateKeyDocument, "createApiKey", KEY_CHANGED),
  updateApiKey: verb(UpdateKeyDocument, "updateApiKey", KEY_CHANGED),
  revokeApiKey: verb(RevokeKeyDocument, "revokeApiKey", KEY_CHANGED),

  createConnectLink: verb(MakeLinkDocument, "createConnectLink", LINK_CHANGED),
  createReconnectLink: verb(MakeReconnectLinkDocument, "createConnectLink", LINK_CHANGED),
  createConnectLinks: verb(MakeLinksDocument, "createConnectLinks", LINK_CHANGED),
  revokeConnectLink: verb(RevokeLinkDocument, "revokeConnectLink", LINK_CHANGED),

  addOperator: verb(AddOperatorDocument, "addOperator", OPERATOR_CHANGED),
  setOperatorPassword: verb(SetOperatorPasswordDocument, "setOperatorPassword", OPERATOR_CHANGED),
  removeOperator: verb(RemoveOperatorDocument, "removeOperator", OPERATOR_CHANGED),

  sendTestAlert: verb(SendTestAlertDocument, "sendTestAlert", ["alertDeliveries", "events"]),
  checkMetaAddresses: verb(CheckMetaAddressesDocument, "checkMetaAddresses", []),
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
  document: TypedDocumentString<TData, TVariables>,
  field: N,
  invalidates: readonly QueryName[],
): Verb<TVariables, TData[N]> {
  return { run: async (variables) => (await request(document, variables))[field], invalidates };
}
