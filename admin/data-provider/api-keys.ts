import {
  AccountKeysDocument,
  ApiKeyDocument,
  type CreateApiKeyInput,
  type KeyRowFragment,
  KeysDocument,
  type UpdateApiKeyInput,
} from "../gql/graphql.js";
import { request } from "../lib/request.js";
import { changesOf, type ListQuery, notFound, type Page, pageOf, pageOfAll, type Resource } from "./resource.js";
import { VERBS } from "./verbs.js";

/** A key as lists and forms hold it. */
export type ApiKeyRecord = KeyRowFragment & { accountIds: string[]; feedIds: string[] };

/** `create` returns the key's text as `key`, only this once. `delete` revokes; the key stays in the list. */
export const apiKeys = {
  /** The filter's `search` finds a part of the name, or the beginning of the key. */
  async list(query) {
    const { first, offset, filter } = query;
    const search = typeof filter.search === "string" ? filter.search : null;
    const { apiKeys } = await request(KeysDocument, { first, offset, search });
    return { ...pageOf(apiKeys), rows: (apiKeys?.nodes ?? []).map(recordOf) };
  },
  one: readOne,
  references: { accountId: readOfAccount },
  async create({ name, kind, scopes, origins, expiresAt, ...grant }: CreateApiKeyInput) {
    const input = { name, kind, scopes, origins, expiresAt, ...grantOf(grant) };
    const { apiKey, key } = await VERBS.createApiKey.run({ input });
    return { ...recordOf(apiKey), key };
  },
  async update(id, data: UpdateApiKeyInput, previousData: UpdateApiKeyInput) {
    const changes = changesOf(data, previousData, ["name", "origins", "expiresAt", "feedIds"]);
    const grant = changesOf(data, previousData, ["allAccounts", "accountIds"]);
    const input = Object.keys(grant).length > 0 ? { ...grantOf(data), ...changes } : changes;
    await VERBS.updateApiKey.run({ id, input });
    return (await readOne(id)) ?? Promise.reject(notFound("apiKeys"));
  },
  async delete(id) {
    await VERBS.revokeApiKey.run({ id });
    return { id };
  },
} satisfies Resource<ApiKeyRecord>;

async function readOne(id: string): Promise<ApiKeyRecord | null> {
  const { apiKey } = await request(ApiKeyDocument, { id });
  return apiKey && recordOf(apiKey);
}

/** The API returns all keys of an account at once, at most 1,000. */
async function readOfAccount(id: string, query: ListQuery): Promise<Page<ApiKeyRecord>> {
  const { account } = await request(AccountKeysDocument, { id });
  return pageOfAll((account?.apiKeys ?? []).map(recordOf), query);
}

function recordOf(key: KeyRowFragment): ApiKeyRecord {
  return { ...key, accountIds: key.accounts.map(({ id }) => id), feedIds: key.feeds.map(({ id }) => id) };
}

/** The API takes either all accounts, and with them all feeds, or a list of each. */
function grantOf({ allAccounts, accountIds, feedIds }: Grant) {
  return allAccounts ? { allAccounts } : { allAccounts: false, accountIds: accountIds ?? [], feedIds: feedIds ?? [] };
}

type Grant = Pick<UpdateApiKeyInput, "allAccounts" | "accountIds" | "feedIds">;
