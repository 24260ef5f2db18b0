/** Characters of a text. Features check the trimmed text against a slightly lower limit and give a better message. */
const TEXT_MAX: Readonly<Record<string, number>> = {
  hashtag: 150,
  withoutHashtag: 150,
  search: 400,
  username: 60,
  usernames: 60,
  after: 500,
  reference: 400,
  references: 400,
  label: 400,
  name: 400,
  tags: 200,
  note: 6_000,
  origins: 300,
  email: 400,
  password: 2_000,
  redirectUri: 2_000,
  permalink: 2_000,
  state: 500,
  code: 2_000,
  accessToken: 5_000,
  idList: 90_000,
};
const OTHER_TEXT_MAX = 200;

/** Values of one list, by holder and name or by name alone. */
const LIST_MAX: Readonly<Record<string, number>> = {
  accountIds: 100_000,
  "Query.media.accountIds": 1_000,
  "Query.mediaConnection.accountIds": 1_000,
  "CreateApiKeyInput.accountIds": 5_000,
  "UpdateApiKeyInput.accountIds": 5_000,
  "Mutation.revokeApiKeys.ids": 1_000,
  "Mutation.decidePosts.mediaIds": 1_000,
  usernames: 1_000,
  "AccountFilter.usernames": 100,
  updates: 500,
  references: 200,
};
const OTHER_LIST_MAX = 100;

export function textMax(name: string): number {
  return TEXT_MAX[name] ?? OTHER_TEXT_MAX;
}

export function listMax(holder: string, name: string): number {
  return LIST_MAX[`${holder}.${name}`] ?? LIST_MAX[name] ?? OTHER_LIST_MAX;
}
